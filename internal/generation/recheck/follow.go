package recheck

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// Quoting has quotes of documents: learning.Service those of cards, ask.Service
// those of answers.
type Quoting interface {
	QuotesOf(ctx context.Context, owner id.User, document id.Document, version int, f func(quote string, segments json.RawMessage) error) error
	MoveQuotesTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, version int, find learning.Finder) (learning.Rechecked, error)
}

// Follow implements ingest.Quoters. Quotes are looked up before the transaction
// that moves them, which must be short; what came in between is looked up there.
func (s *Service) Follow(ctx context.Context, owner id.User, document id.Document, version, staged int) (func(ctx context.Context, tx pgx.Tx) (ingest.Carried, error), error) {
	_, kind, err := passage.OfAnyOwner(ctx, s.o.Pool, document)
	if err != nil {
		return nil, err
	}
	find := &remembering{finder: &finder{s: s, owner: owner, document: document, version: staged, paged: evidence.Paged(kind)}, found: map[string]finding{}}
	if err := find.read(ctx); err != nil {
		return nil, err
	}
	for _, q := range s.o.Quoting {
		err := q.QuotesOf(ctx, owner, document, version, func(quote string, segments json.RawMessage) error {
			_, _, err := find.FindQuote(ctx, quote, segments)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, tx pgx.Tx) (ingest.Carried, error) {
		var c ingest.Carried
		for _, q := range s.o.Quoting {
			done, err := q.MoveQuotesTx(ctx, tx, owner, document, version, find)
			if err != nil {
				return c, err
			}
			c.Kept, c.Lost = c.Kept+done.Moved, c.Lost+done.Lost
		}
		return c, nil
	}, nil
}

// remembering is a finder that looks for a quote of one place once.
type remembering struct {
	*finder
	found map[string]finding
}

type finding struct {
	place learning.Place
	ok    bool
}

// FindQuote implements learning.Finder.
func (r *remembering) FindQuote(ctx context.Context, quote string, segments json.RawMessage) (learning.Place, bool, error) {
	key := quote + "\x00" + string(segments)
	f, known := r.found[key]
	if known {
		return f.place, f.ok, nil
	}
	var err error
	if f.place, f.ok, err = r.finder.FindQuote(ctx, quote, segments); err == nil && !f.ok {
		f.place, f.ok, err = r.mended(quote, segments)
	}
	if err != nil {
		return f.place, false, err
	}
	r.found[key] = f
	return f.place, f.ok, nil
}
