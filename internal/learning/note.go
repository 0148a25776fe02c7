package learning

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// The most a note may hold, in code points.
const (
	maxSide = 20_000
	maxTag  = 100
	maxTags = 50
)

// CreateNote adds a note by hand and returns its cards, one for each gap. It
// returns errs.Invalid with the field when a side is empty or a cloze text has
// no gap, and errs.NotFound when the course is not the owner's.
func (s *Service) CreateNote(ctx context.Context, owner id.User, n NewNote) ([]Card, error) {
	var cards []id.Card
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) (err error) {
		cards, err = s.CreateNotesTx(ctx, tx, owner, []NewNote{n})
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.cardsByID(ctx, s.pool, owner, cards)
}

// CreateNotesTx adds notes within the caller's transaction and returns the ids
// of all their cards in order. The first note that breaks a rule fails them
// all, with the errors of CreateNote.
func (s *Service) CreateNotesTx(ctx context.Context, tx pgx.Tx, owner id.User, notes []NewNote) ([]id.Card, error) {
	var cards []id.Card
	now := s.now()
	batch := &pgx.Batch{}
	courses := map[id.Course]id.Course{} // as asked for → checked
	for i, n := range notes {
		if err := n.check(); err != nil {
			return nil, fmt.Errorf("note %d: %w", i, err)
		}
		course, seen := courses[n.Course]
		if !seen {
			var err error
			if course, err = ownCourse(ctx, tx, owner, n.Course); err != nil {
				return nil, fmt.Errorf("note %d: %w", i, err)
			}
			courses[n.Course] = course
		}
		n.Course = course
		note := n.ID
		if note.IsZero() {
			note = id.New[id.Note]()
		}
		queueNote(batch, owner, note, n, now)
		for _, ordinal := range ordinals(n.Kind, n.Front) {
			card := id.New[id.Card]()
			if !n.ID.IsZero() {
				card = cardOf(n.ID, ordinal)
			}
			batch.Queue(`insert into cards (id, owner_id, note_id, ordinal, status, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)`,
				card, owner, note, ordinal, n.Status, now)
			cards = append(cards, card)
		}
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return nil, fmt.Errorf("creating %d notes: %w", len(notes), err)
	}
	return cards, nil
}

// cardOf is the id of a note's card where the note's was given: the note's with
// the ordinal added to its last bytes.
func cardOf(note id.Note, ordinal int) id.Card {
	card := id.Card(note)
	binary.BigEndian.PutUint32(card[12:], binary.BigEndian.Uint32(card[12:])+uint32(ordinal)) //nolint:gosec // a gap's number, at most some hundred
	return card
}

const insertNote = `
insert into notes (id, owner_id, course_id, kind, front, back, tags,
                   document_id, version, chunk_id, page, quote, quote_hash, segments, stale, generation_id, created_at, updated_at)
values (@id, @owner, @course, @kind, @front, @back, @tags,
        @document, @version, @chunk, @page, @quote, @quote_hash, @segments, @stale, @generation, @now, @now)`

func queueNote(batch *pgx.Batch, owner id.User, note id.Note, n NewNote, now time.Time) {
	source := Source{}
	if n.Source != nil {
		source = *n.Source
	}
	var chunk *id.Chunk
	if source.Chunk != 0 {
		chunk = &source.Chunk
	}
	hash := []byte{}
	if source.Quote != "" {
		sum := sha256.Sum256([]byte(source.Quote))
		hash = sum[:]
	}
	if len(source.Segments) == 0 {
		source.Segments = json.RawMessage("[]")
	}
	batch.Queue(insertNote, pgx.NamedArgs{
		"id": note, "owner": owner, "course": n.Course, "kind": n.Kind, "front": n.Front, "back": n.Back, "tags": n.Tags,
		"document": source.Document, "version": source.Version, "chunk": chunk, "page": source.Page,
		"quote": source.Quote, "quote_hash": hash, "segments": source.Segments, "stale": source.Stale, "generation": n.Generation, "now": now,
	})
}

// check fills in the defaults and returns errs.Invalid with the field for what
// breaks a rule.
func (n *NewNote) check() error {
	if n.Kind == "" {
		n.Kind = Basic
	}
	if n.Status == "" {
		n.Status = Active
	}
	if n.Status != Draft && n.Status != Active && n.Status != Suspended {
		return errs.New(errs.Invalid, "A new card is a draft, active or suspended.").At("status")
	}
	var err error
	if n.Tags, err = cleanTags(n.Tags); err != nil {
		return err
	}
	if n.Source != nil {
		if err := checkText("quote", n.Source.Quote); err != nil {
			return err
		}
	}
	return checkSides(n.Kind, n.Front, n.Back)
}

func checkSides(kind Kind, front, back string) error {
	for _, side := range []struct{ field, text string }{{"front", front}, {"back", back}} {
		if utf8.RuneCountInString(side.text) > maxSide {
			return errs.New(errs.Invalid, "A side of a card may have at most 20,000 characters. Split it into several cards.").At(side.field)
		}
		if err := checkText(side.field, side.text); err != nil {
			return err
		}
	}
	switch {
	case kind != Basic && kind != Cloze:
		return errs.New(errs.Invalid, "A card is basic or cloze.").At("kind")
	case strings.TrimSpace(front) == "":
		return errs.New(errs.Invalid, "The front is empty. Write what is asked.").At("front")
	case kind == Basic && strings.TrimSpace(back) == "":
		return errs.New(errs.Invalid, "The back is empty. Write the answer.").At("back")
	case kind == Cloze && len(Gaps(front)) == 0:
		return errs.New(errs.Invalid, "The text has no gap. Mark one as {{c1::word}}.").At("front")
	}
	return nil
}

func cleanTags(tags []string) ([]string, error) {
	out := []string{}
	for _, t := range tags {
		t = fold.Name(strings.TrimSpace(t))
		if t == "" || slices.Contains(out, t) {
			continue
		}
		if utf8.RuneCountInString(t) > maxTag {
			return nil, errs.New(errs.Invalid, "A tag may have at most 100 characters.").At("tags")
		}
		if err := checkText("tags", t); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	if len(out) > maxTags {
		return nil, errs.New(errs.Invalid, "A card may have at most 50 tags.").At("tags")
	}
	return out, nil
}

// ordinals lists the cards a note makes.
func ordinals(kind Kind, front string) []int {
	if kind == Cloze {
		return Gaps(front)
	}
	return []int{0}
}

// A NoteText is what a note says, as it was written.
type NoteText struct {
	ID          id.Note
	Front, Back string
}

const selectNoteTexts = `
select n.id, n.front, n.back from notes n
where n.owner_id = @owner and exists (select from cards c where c.note_id = n.id and c.owner_id = @owner and c.deleted_at is null)
order by n.created_at desc, n.id`

// NoteTexts are the texts of all of the owner's notes that have a card, drafts
// too, the newest first.
func (s *Service) NoteTexts(ctx context.Context, owner id.User) ([]NoteText, error) {
	rows, err := s.pool.Query(ctx, selectNoteTexts, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return nil, fmt.Errorf("reading notes: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[NoteText])
	if err != nil {
		return nil, fmt.Errorf("reading notes: %w", err)
	}
	return list, nil
}
