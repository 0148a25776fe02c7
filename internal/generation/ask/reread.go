package ask

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const (
	quotesOf = `
select id, quote, segments, page from citations
where owner_id = @owner and document_id = @document and version = @version
order by id`

	lockQuotesOf = quotesOf + ` for update`

	moveCitation = `
update citations set chunk_id = case when @chunk::bigint > 0 then @chunk else chunk_id end, quote = @quote, page = @page, segments = @segments
where id = @id and owner_id = @owner`
)

type quoteRow struct {
	ID       id.Citation
	Quote    string
	Segments json.RawMessage
	Page     *int
}

// QuotesOf calls f with each quote that answers have of a version of a
// document, and where it stands.
func (s *Service) QuotesOf(ctx context.Context, owner id.User, document id.Document, version int, f func(quote string, segments json.RawMessage) error) error {
	list, err := quotesIn(ctx, s.o.Pool, quotesOf, owner, document, version)
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
		return nil, fmt.Errorf("reading the quotes of answers: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[quoteRow])
	if err != nil {
		return nil, fmt.Errorf("reading the quotes of answers: %w", err)
	}
	return list, nil
}

// MoveQuotesTx moves the citations of a version of a document whose text was
// read again to where their quotes stand now. One whose quote does not stand
// there keeps it and its page, and marks no place any more.
func (s *Service) MoveQuotesTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, version int, find learning.Finder) (learning.Rechecked, error) {
	var done learning.Rechecked
	list, err := quotesIn(ctx, tx, lockQuotesOf, owner, document, version)
	if err != nil {
		return done, err
	}
	batch := &pgx.Batch{}
	for _, c := range list {
		place, ok, err := find.FindQuote(ctx, c.Quote, c.Segments)
		if err != nil {
			return done, err
		}
		done.Moved++
		if !ok {
			done.Moved, done.Lost = done.Moved-1, done.Lost+1
			place = learning.Place{Quote: c.Quote, Page: c.Page, Segments: json.RawMessage("[]")}
		}
		batch.Queue(moveCitation, pgx.NamedArgs{"id": c.ID, "owner": owner, "chunk": int64(place.Chunk), "page": place.Page, "quote": place.Quote, "segments": place.Segments})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return done, fmt.Errorf("moving the quotes of answers: %w", err)
	}
	return done, nil
}
