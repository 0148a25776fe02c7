package cards

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/llm"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/runs"
)

// material is a document as cards are made from it.
type material struct {
	parts []passage.Part
	pages map[int]*passage.Page
}

// makeCards makes the cards of a run, by a model where one answers, and by the
// built-in patterns otherwise.
func (s *Service) makeCards(ctx context.Context, r *run) error {
	parts, pages, err := passage.Whole(ctx, s.o.Pool, r.Owner, r.document, r.Version)
	if err != nil {
		return err
	}
	m := material{parts, pages}.under(r.wanted.Sections).within(r.wanted.Pages)
	if s.o.Models.Available() {
		done, err := s.cardsByModel(ctx, r, m)
		if done || err != nil {
			return err
		}
	}
	if err := r.startedBy(ctx, len(m.parts), llm.BuiltIn, ""); err != nil {
		return err
	}
	sentences := m.sentences(r)
	candidates, refused := provenCards(sentences)
	candidates = slices.DeleteFunc(candidates, func(c flashcard.Card) bool { return !r.wanted.wants(kindOf(c)) })
	n := r.wanted.Count
	if n == 0 {
		n = fitting(len(sentences))
	}
	n -= r.made.Produced // of a model that failed half-way
	known, err := s.knownCards(ctx, r)
	if err != nil {
		return err
	}
	similar, existing, err := s.likeness(ctx, r, candidates, sentences, n, known)
	if err != nil {
		return err
	}
	chosen, repeated := flashcard.Choose(candidates, n, similar, existing)
	var notes []learning.NewNote
	for _, i := range chosen {
		c := candidates[i]
		note, err := s.note(r, m, c.Kind == flashcard.Cloze, c.Front, c.Back, sentences[c.Sentence])
		if err != nil {
			return err
		}
		notes = append(notes, note)
	}
	r.made.Produced += len(notes)
	refused[flashcard.Repeats] += repeated
	r.made.refuse(refused)
	return s.complete(ctx, r, notes)
}

func kindOf(c flashcard.Card) learning.Kind {
	if c.Kind == flashcard.Cloze {
		return learning.Cloze
	}
	return learning.Basic
}

// fitting is how many cards a text of so many sentences bears.
func fitting(sentences int) int { return min(60, max(6, sentences/12)) }

// startedBy notes who makes the cards and of how many passages.
func (r *run) startedBy(ctx context.Context, total int, provider, model string) error {
	r.made.Provider, r.made.Model = provider, model
	return r.Advance(ctx, runs.Progress{Done: r.Done, Total: total, Result: r.made}, nil)
}

// advance commits notes and how far the run has come.
func (s *Service) advance(ctx context.Context, r *run, done int, notes []learning.NewNote) error {
	return r.Advance(ctx, runs.Progress{Done: done, Total: r.Total, Result: r.made}, s.storing(ctx, r, notes))
}

// complete commits the last notes and the end of the run.
func (s *Service) complete(ctx context.Context, r *run, notes []learning.NewNote) error {
	return r.Finish(ctx, runs.Progress{Done: r.Total, Total: r.Total, Result: r.made}, s.storing(ctx, r, notes))
}

// storing writes notes in the transaction of the run's progress.
func (s *Service) storing(ctx context.Context, r *run, notes []learning.NewNote) func(tx pgx.Tx) error {
	return func(tx pgx.Tx) error {
		if len(notes) == 0 {
			return nil
		}
		if err := settle(ctx, tx, r.Owner, notes); err != nil {
			return err
		}
		if _, err := s.o.Notes.CreateNotesTx(ctx, tx, r.Owner, notes); err != nil {
			return err
		}
		return s.recheckLate(ctx, tx, r)
	}
}

// settle has the notes quote their document where the words stand now: it may
// have been read again since.
func settle(ctx context.Context, tx pgx.Tx, owner id.User, notes []learning.NewNote) error {
	now := evidence.NewSettler(tx, owner)
	for _, n := range notes {
		var at []evidence.Segment
		err := json.Unmarshal(n.Source.Segments, &at)
		if err == nil {
			at, n.Source.Quote, err = now.Place(ctx, n.Source.Document, n.Source.Version, n.Source.Quote, at)
		}
		if err == nil {
			n.Source.Segments, err = json.Marshal(append([]evidence.Segment{}, at...))
		}
		if err != nil {
			return fmt.Errorf("a card's place: %w", err)
		}
	}
	return nil
}

// note is a card as learning takes it, with its place in the document.
func (s *Service) note(r *run, m material, cloze bool, front, back string, at flashcard.Sentence) (learning.NewNote, error) {
	segments, err := json.Marshal(evidence.At(at.Page, at.Start, at.End))
	if err != nil {
		return learning.NewNote{}, fmt.Errorf("a card's place: %w", err)
	}
	source := &learning.Source{
		Document: r.document, Version: r.Version, Chunk: m.parts[at.Chunk].Chunk,
		Quote: string(m.pages[at.Page].Text[at.Start:at.End]), Segments: segments,
	}
	if evidence.Paged(r.Kind) {
		page := at.Page
		source.Page = &page
	}
	n := learning.NewNote{Course: r.Course, Kind: learning.Basic, Front: front, Back: back, Source: source, Status: learning.Active, Generation: id.Generation(r.ID)}
	if cloze {
		n.Kind = learning.Cloze
	}
	if r.draftCards {
		n.Status = learning.Draft
	}
	return n, nil
}

// recheckLate queues a recheck when the document was replaced while cards were
// made of the version before; publishing the new one may not have seen them.
func (s *Service) recheckLate(ctx context.Context, tx pgx.Tx, r *run) error {
	now, err := passage.VersionTx(ctx, tx, r.Owner, r.document)
	if errors.Is(err, errs.NotFound) || err == nil && now == r.Version {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = s.o.Jobs.InsertTx(ctx, tx, ingest.RecheckArgs{DocumentID: r.document, Version: now}, nil)
	return err
}
