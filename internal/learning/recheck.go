package learning

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// A Place is where a quote stands in one version of a document.
type Place struct {
	Chunk    id.Chunk        `json:"chunk"`    // 0 where no passage holds it
	Quote    string          `json:"quote"`    // the words as they stand there
	Page     *int            `json:"page"`     // nil where the kind has no pages
	Segments json.RawMessage `json:"segments"` // [{"page","start","end"}] in code points of the page texts
}

// A Finder finds quotes in one version of a document. Segments are where the
// quote stood in the version before: of several places the nearest counts.
type Finder interface {
	FindQuote(ctx context.Context, quote string, segments json.RawMessage) (Place, bool, error)
}

// Rechecked says what a Recheck did to notes.
type Rechecked struct {
	Moved int // to where their quote stands now
	Lost  int // newly: their quote is gone
}

// recheckBatch is how many notes are looked up in one transaction, which locks
// them meanwhile.
const recheckBatch = 25

const notesToRecheck = `
select id, quote, segments, stale, kept_at from notes
where owner_id = @owner and document_id = @document and version < @version and quote <> '' and (@after::uuid is null or id > @after)
order by id limit @limit for update`

const loseQuote = `update notes set stale = true, updated_at = now() where id = @id and owner_id = @owner`

// Recheck looks up the quote of each note of a document in a version of it
// that has become readable. A quote that is found moves there with its note,
// whatever was decided about it before; a note whose quote is not found is
// stale from then on, unless the student kept it. Nothing else of a note
// changes, nor do its reviews. What was rechecked already is passed over: the
// work may be repeated, or broken off anywhere and begun anew.
func (s *Service) Recheck(ctx context.Context, owner id.User, document id.Document, version int, find Finder) (Rechecked, error) {
	var done Rechecked
	var after id.Note
	for more := true; more; {
		var batch Rechecked
		err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) (err error) {
			batch, after, more, err = s.recheckBatch(ctx, tx, owner, document, version, after, find)
			return err
		})
		if err != nil {
			return done, fmt.Errorf("looking up the quotes of cards: %w", err)
		}
		done.Moved, done.Lost = done.Moved+batch.Moved, done.Lost+batch.Lost
	}
	return done, nil
}

func (s *Service) recheckBatch(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, version int, after id.Note, find Finder) (done Rechecked, last id.Note, more bool, err error) {
	args := pgx.NamedArgs{"owner": owner, "document": document, "version": version, "after": after, "limit": recheckBatch}
	newest, ready, err := s.documents.HoldTx(ctx, tx, owner, document)
	switch {
	case errors.Is(err, errs.NotFound):
		return done, after, false, nil
	case err != nil:
		return done, after, false, err
	case newest < version || (newest == version) != ready:
		// The version must have been read, all of it; and a newer one that can be
		// read makes its places worthless. One that is still being read may yet fail.
		return done, after, false, nil
	}
	rows, err := tx.Query(ctx, notesToRecheck, args)
	if err != nil {
		return done, after, false, err
	}
	type row struct {
		ID       id.Note
		Quote    string
		Segments json.RawMessage
		Stale    bool
		KeptAt   *time.Time
	}
	notes, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
	if err != nil || len(notes) == 0 {
		return done, after, false, err
	}
	batch := &pgx.Batch{}
	for _, n := range notes {
		place, ok, err := find.FindQuote(ctx, n.Quote, n.Segments)
		switch {
		case err != nil:
			return done, after, false, err
		case ok:
			done.Moved++
			batch.Queue(giveQuote, pgx.NamedArgs{"ids": []id.Note{n.ID}, "owner": owner, "version": version, "chunk": place.Chunk, "page": place.Page, "quote": place.Quote, "segments": place.Segments})
		case !n.Stale && n.KeptAt == nil:
			done.Lost++
			batch.Queue(loseQuote, pgx.NamedArgs{"id": n.ID, "owner": owner})
		}
	}
	return done, notes[len(notes)-1].ID, len(notes) == recheckBatch, tx.SendBatch(ctx, batch).Close()
}
