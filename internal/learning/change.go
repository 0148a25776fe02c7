package learning

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// A Change is one thing done with one or many cards. Exactly one of its fields
// is set. Course and Tags belong to the notes and change siblings too.
type Change struct {
	Status Status     `json:"status,omitempty"`
	Course *id.Course `json:"course,omitempty"` // move there
	Tags   []string   `json:"tags,omitempty"`   // add these
	Delete bool       `json:"delete,omitempty"`
	Keep   bool       `json:"keep,omitempty"`  // as they are, although their quote is gone
	Quote  *NewQuote  `json:"quote,omitempty"` // instead of the one they have
}

// NewQuote is another quote for notes, out of the document that they are from.
type NewQuote struct {
	Document id.Document `json:"document"`
	Version  int         `json:"version"` // that the place is of
	Place    Place       `json:"place"`
}

// Changed says what a Change did. ID takes it back, see UndoChange.
type Changed struct {
	ID    id.Change
	Cards int // those that were there
}

// MaxChanged is the most cards of one Change.
const MaxChanged = 10_000

// keepChanges is how long a change can be taken back.
const keepChanges = 24 * time.Hour

// before is what a change found, as far as it changes it.
type before struct {
	Cards []cardBefore `json:"cards"`
	Notes []noteBefore `json:"notes,omitempty"`
	At    time.Time    `json:"at"` // when the cards were deleted
}

type cardBefore struct {
	ID          id.Card    `json:"id"`
	Status      Status     `json:"status"`
	BuriedUntil *time.Time `json:"buried_until"`
	WrongAt     *time.Time `json:"wrong_at"`
}

type noteBefore struct {
	ID     id.Note   `json:"id"`
	Course id.Course `json:"course"`
	Tags   []string  `json:"tags"`
	After  []string  `json:"after"` // the tags that the change gave it

	Source *sourceBefore `json:"source,omitempty"` // where its quote was changed
}

// Notes are locked in the order of their ids, so that two changes do not wait
// for each other.
const lockChanged = `
select c.id, c.status, c.buried_until, c.wrong_at, n.id, n.course_id, n.tags, n.document_id,
       n.version, n.chunk_id, n.page, n.quote, n.segments, n.stale, n.kept_at
from cards c join notes n on n.id = c.note_id
where c.owner_id = @owner and c.id = any(@cards) and c.deleted_at is null
order by n.id, c.id for update of n`

const (
	tagNotes = `
update notes n set tags = t.after, updated_at = now()
from jsonb_to_recordset(@notes) as t(id uuid, after text[])
where n.id = t.id and n.owner_id = @owner`

	moveNotes = `update notes set course_id = @course, updated_at = now() where id = any(@ids) and owner_id = @owner`

	insertChange = `
insert into card_changes (id, owner_id, made_at, change, before) values (@id, @owner, @now, @change, @before)`

	forgetChanges = `delete from card_changes where owner_id = @owner and made_at < @until`
)

// ChangeCards does one thing with the owner's cards, all or none, and keeps
// what was there, so that UndoChange brings it back. Cards that are gone
// already are passed over. It returns errs.Invalid when no card or too many
// are named, and errs.NotFound when the course is not the owner's.
func (s *Service) ChangeCards(ctx context.Context, owner id.User, cards []id.Card, c Change) (Changed, error) {
	if len(cards) == 0 || len(cards) > MaxChanged {
		return Changed{}, errs.Newf(errs.Invalid, "Select between 1 and %d cards.", MaxChanged).At("card")
	}
	tags, err := cleanTags(c.Tags)
	if err != nil {
		return Changed{}, err
	}
	c.Tags = tags
	done := Changed{ID: id.New[id.Change]()}
	err = postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		was := before{At: s.now().UTC().Truncate(time.Microsecond)}
		rows, err := tx.Query(ctx, lockChanged, pgx.NamedArgs{"owner": owner, "cards": cards})
		if err != nil {
			return err
		}
		var k cardBefore
		var n noteBefore
		var document id.Document
		var source sourceBefore
		_, err = pgx.ForEachRow(rows, []any{&k.ID, &k.Status, &k.BuriedUntil, &k.WrongAt, &n.ID, &n.Course, &n.Tags, &document,
			&source.Version, &source.Chunk, &source.Page, &source.Quote, &source.Segments, &source.Stale, &source.KeptAt}, func() error {
			if !c.concerns(document, source) {
				return nil
			}
			was.Cards = append(was.Cards, k)
			if n.Source = nil; c.Keep || c.Quote != nil {
				n.Source = new(source)
				n.Source.Segments = slices.Clone(source.Segments)
			}
			if len(was.Notes) == 0 || was.Notes[len(was.Notes)-1].ID != n.ID {
				was.Notes = append(was.Notes, n)
			}
			return nil
		})
		if err != nil || len(was.Cards) == 0 {
			return err
		}
		if err := s.change(ctx, tx, owner, c, &was); err != nil {
			return err
		}
		if c.Course == nil && len(c.Tags) == 0 && !c.Keep && c.Quote == nil {
			was.Notes = nil
		}
		done.Cards = len(was.Cards)
		return s.keepChange(ctx, tx, owner, done.ID, c, was)
	})
	if err != nil {
		return Changed{}, fmt.Errorf("changing %d cards: %w", len(cards), err)
	}
	return done, nil
}

// change does it, and completes what was there with the tags it gives.
func (s *Service) change(ctx context.Context, tx pgx.Tx, owner id.User, c Change, was *before) error {
	ids := make([]id.Card, len(was.Cards))
	for i, k := range was.Cards {
		ids[i] = k.ID
	}
	switch {
	case c.Delete:
		_, err := tx.Exec(ctx, `update cards set deleted_at = $1, updated_at = now() where id = any($2) and owner_id = $3`, was.At, ids, owner)
		return err
	case c.Status != "":
		return s.setStatus(ctx, tx, owner, ids, c.Status, time.Time{})
	case c.Keep:
		_, err := tx.Exec(ctx, keepNotes, pgx.NamedArgs{"ids": noteIDs(was.Notes), "owner": owner, "at": was.At})
		return err
	case c.Quote != nil:
		return s.give(ctx, tx, owner, c.Quote, noteIDs(was.Notes))
	case c.Course != nil:
		course, err := ownCourse(ctx, tx, owner, *c.Course)
		if c.Course.IsZero() {
			err = errs.New(errs.NotFound, "There is no such course.").At("course")
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, moveNotes, pgx.NamedArgs{"course": course, "ids": noteIDs(was.Notes), "owner": owner}); err != nil {
			return err
		}
		return s.recomputeNotes(ctx, tx, owner, noteIDs(was.Notes))
	case len(c.Tags) > 0:
		for i := range was.Notes {
			n := &was.Notes[i]
			var err error
			if n.After, err = cleanTags(append(slices.Clone(n.Tags), c.Tags...)); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, tagNotes, pgx.NamedArgs{"owner": owner, "notes": was.Notes})
		return err
	}
	return errs.New(errs.Invalid, "Choose what to do with the cards.").At("do")
}

func noteIDs(notes []noteBefore) []id.Note {
	out := make([]id.Note, len(notes))
	for i, n := range notes {
		out[i] = n.ID
	}
	return out
}

// recomputeNotes derives the states of the notes' cards anew: their course may
// aim at another retention.
func (s *Service) recomputeNotes(ctx context.Context, tx pgx.Tx, owner id.User, notes []id.Note) error {
	rows, err := tx.Query(ctx, `select id from cards where note_id = any($1) and owner_id = $2 order by id`, notes, owner)
	if err != nil {
		return err
	}
	cards, err := pgx.CollectRows(rows, pgx.RowTo[id.Card])
	if err != nil || len(cards) == 0 {
		return err
	}
	return s.recompute(ctx, tx, owner, cards)
}

func (s *Service) keepChange(ctx context.Context, tx pgx.Tx, owner id.User, change id.Change, c Change, was before) error {
	args := pgx.NamedArgs{"id": change, "owner": owner, "now": s.now(), "until": s.now().Add(-keepChanges), "change": c, "before": was}
	if _, err := tx.Exec(ctx, forgetChanges, args); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, insertChange, args)
	return err
}

// What has been changed once more since is left as it is.
const (
	undoDelete = `
update cards set deleted_at = null, updated_at = now()
where id = any(@ids) and owner_id = @owner and deleted_at = @at`

	undoStatus = `
update cards c set status = b.status, buried_until = b.buried_until, wrong_at = b.wrong_at, updated_at = now()
from jsonb_to_recordset(@cards) as b(id uuid, status text, buried_until timestamptz, wrong_at timestamptz)
where c.id = b.id and c.owner_id = @owner and c.deleted_at is null and c.status = @status`

	undoMove = `
update notes n set course_id = b.course, updated_at = now()
from jsonb_to_recordset(@notes) as b(id uuid, course uuid)
where n.id = b.id and n.owner_id = @owner and n.course_id = @course
  and exists (select from courses co where co.id = b.course and co.owner_id = @owner)`

	undoTags = `
update notes n set tags = b.tags, updated_at = now()
from jsonb_to_recordset(@notes) as b(id uuid, tags text[], after text[])
where n.id = b.id and n.owner_id = @owner and n.tags = b.after`

	takeChange = `delete from card_changes where id = @id and owner_id = @owner returning change, before`
)

// UndoChange takes a change back and returns how many cards it was of. What
// was changed otherwise since stays. It returns errs.NotFound when the change
// was taken back before, or is older than a day.
func (s *Service) UndoChange(ctx context.Context, owner id.User, change id.Change) (int, error) {
	var c Change
	var was before
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		var rawChange, rawBefore []byte
		err := tx.QueryRow(ctx, takeChange, pgx.NamedArgs{"id": change, "owner": owner}).Scan(&rawChange, &rawBefore)
		if err == pgx.ErrNoRows { //nolint:errorlint // QueryRow returns it bare
			return errs.New(errs.NotFound, "This was taken back already, or is too long ago.")
		} else if err != nil {
			return err
		}
		if err := json.Unmarshal(rawChange, &c); err != nil {
			return err
		}
		if err := json.Unmarshal(rawBefore, &was); err != nil {
			return err
		}
		return s.undo(ctx, tx, owner, c, was)
	})
	if err != nil {
		return 0, fmt.Errorf("taking a change of cards back: %w", err)
	}
	return len(was.Cards), nil
}

func (s *Service) undo(ctx context.Context, tx pgx.Tx, owner id.User, c Change, was before) error {
	ids := make([]id.Card, len(was.Cards))
	for i, k := range was.Cards {
		ids[i] = k.ID
	}
	args := pgx.NamedArgs{"owner": owner, "ids": ids, "at": was.At, "cards": was.Cards, "notes": was.Notes, "status": c.Status, "course": c.Course}
	statement := ""
	switch {
	case c.Delete:
		statement = undoDelete
	case c.Status != "":
		if c.Status == Buried {
			args["status"] = Active
		}
		statement = undoStatus
	case c.Keep:
		statement = undoKeep
	case c.Quote != nil:
		statement = undoQuote
		args["quote"], args["version"] = c.Quote.Place.Quote, c.Quote.Version
	case c.Course != nil:
		statement = undoMove
	default:
		statement = undoTags
	}
	if _, err := tx.Exec(ctx, statement, args); err != nil {
		return err
	}
	if c.Course != nil {
		return s.recomputeNotes(ctx, tx, owner, noteIDs(was.Notes))
	}
	return nil
}
