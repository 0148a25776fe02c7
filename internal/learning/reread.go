package learning

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const (
	quotesOf = `
select id, quote, segments, page, coalesce(chunk_id, 0) from notes
where owner_id = @owner and document_id = @document and version = @version and quote <> ''
order by id`

	lockQuotesOf = quotesOf + ` for update`

	moveQuote = `
update notes set chunk_id = nullif(@chunk, 0), page = @page, quote = @quote, quote_hash = sha256(convert_to(@quote, 'UTF8')), segments = @segments
where id = @id and owner_id = @owner`
)

type quoteRow struct {
	ID       id.Note
	Quote    string
	Segments json.RawMessage
	Page     *int
	Chunk    id.Chunk
}

// QuotesOf calls f with each quote that notes have of a version of a document,
// and where it stands.
func (s *Service) QuotesOf(ctx context.Context, owner id.User, document id.Document, version int, f func(quote string, segments json.RawMessage) error) error {
	list, err := quotesIn(ctx, s.pool, quotesOf, owner, document, version)
	for _, q := range list {
		if err == nil {
			err = f(q.Quote, q.Segments)
		}
	}
	return err
}

func quotesIn(ctx context.Context, db postgres.DB, sql string, owner id.User, document id.Document, version int) ([]quoteRow, error) {
	rows, err := db.Query(ctx, sql, pgx.NamedArgs{"owner": owner, "document": document, "version": version})
	if err != nil {
		return nil, fmt.Errorf("reading the quotes of cards: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[quoteRow])
	if err != nil {
		return nil, fmt.Errorf("reading the quotes of cards: %w", err)
	}
	return list, nil
}

// MoveQuotesTx moves the quotes that notes have of a version of a document
// whose text was read again to where they stand now. A note whose quote does not
// stand there keeps it and its page; no place on that page is marked any more.
// Notes do not become stale, and nothing else of them changes, their dates
// neither: it is the file that they were made from.
func (s *Service) MoveQuotesTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, version int, find Finder) (Rechecked, error) {
	var done Rechecked
	list, err := quotesIn(ctx, tx, lockQuotesOf, owner, document, version)
	if err != nil {
		return done, err
	}
	batch := &pgx.Batch{}
	for _, n := range list {
		place, ok, err := find.FindQuote(ctx, n.Quote, n.Segments)
		if err != nil {
			return done, err
		}
		done.Moved++
		if !ok {
			done.Moved, done.Lost = done.Moved-1, done.Lost+1
			place = Place{Quote: n.Quote, Page: n.Page, Segments: json.RawMessage("[]")}
		}
		batch.Queue(moveQuote, pgx.NamedArgs{"id": n.ID, "owner": owner, "chunk": place.Chunk, "page": place.Page, "quote": place.Quote, "segments": place.Segments})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return done, fmt.Errorf("moving the quotes of cards: %w", err)
	}
	return done, nil
}
