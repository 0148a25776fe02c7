package learning

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// sourceBefore is a note's source as a change of its quote found it.
type sourceBefore struct {
	Version  int             `json:"version"`
	Chunk    *id.Chunk       `json:"chunk"`
	Page     *int            `json:"page"`
	Quote    string          `json:"quote"`
	Segments json.RawMessage `json:"segments"`
	Stale    bool            `json:"stale"`
	KeptAt   *time.Time      `json:"kept_at"`
}

// concerns reports whether a change has to do with a note: only a lost quote
// can be kept, and only a note of the document can have a quote of it.
func (c Change) concerns(document id.Document, source sourceBefore) bool {
	return (!c.Keep || source.Stale) && (c.Quote == nil || c.Quote.Document == document)
}

// Source is where a new note with this quote comes from.
func (q NewQuote) Source() *Source {
	return &Source{Document: q.Document, Version: q.Version, Chunk: q.Place.Chunk, Quote: q.Place.Quote, Page: q.Place.Page, Segments: q.Place.Segments}
}

const keepNotes = `
update notes set stale = false, kept_at = @at, updated_at = now()
where id = any(@ids) and owner_id = @owner and stale`

const giveQuote = `
update notes set version = @version, chunk_id = nullif(@chunk, 0), page = @page, quote = @quote, quote_hash = sha256(convert_to(@quote, 'UTF8')), segments = @segments,
                 stale = false, kept_at = null, updated_at = now()
where id = any(@ids) and owner_id = @owner`

// give writes a quote into notes of its document.
func (s *Service) give(ctx context.Context, tx pgx.Tx, owner id.User, q *NewQuote, notes []id.Note) error {
	if q.Place.Quote == "" || q.Version < 1 || len(q.Place.Segments) == 0 {
		return errs.New(errs.Invalid, "Choose the words that the card should quote.").At("quote")
	}
	newest, ready, err := s.documents.HoldTx(ctx, tx, owner, q.Document)
	if err != nil {
		return err
	}
	if newest > q.Version && ready { // and the cards were looked up in the newer version already
		return errs.New(errs.Conflict, "The document was replaced meanwhile. Look at the passage again.")
	}
	_, err = tx.Exec(ctx, giveQuote, pgx.NamedArgs{"ids": notes, "owner": owner, "version": q.Version,
		"chunk": q.Place.Chunk, "page": q.Place.Page, "quote": q.Place.Quote, "segments": q.Place.Segments})
	return err
}

// What a newer version has changed since is left as it is.
const (
	undoKeep = `
update notes n set stale = true, kept_at = (b.source->>'kept_at')::timestamptz, updated_at = now()
from jsonb_to_recordset(@notes) as b(id uuid, source jsonb)
where n.id = b.id and n.owner_id = @owner and n.kept_at = @at`

	undoQuote = `
update notes n set version = s.version, chunk_id = s.chunk, page = s.page, quote = s.quote, quote_hash = sha256(convert_to(s.quote, 'UTF8')),
                   segments = s.segments, stale = s.stale, kept_at = s.kept_at, updated_at = now()
from jsonb_to_recordset(@notes) as b(id uuid, source jsonb)
cross join lateral jsonb_to_record(b.source) as s(version int, chunk bigint, page int, quote text, segments jsonb, stale boolean, kept_at timestamptz)
where n.id = b.id and n.owner_id = @owner and not n.stale and n.version = @version and n.quote = @quote`
)
