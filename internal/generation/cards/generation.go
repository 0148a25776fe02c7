package cards

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

// Task is what to make from a document.
type Task string

// Flashcards is the one task there is a worker for.
const Flashcards Task = "flashcards"

// MaxCount is the most cards one run makes.
const MaxCount = 200

// Generation is one run of making something from a document. Done and Total
// count the passages looked at.
type Generation struct {
	ID         id.Generation     `json:"id"`
	DocumentID id.Document       `json:"document_id"`
	Task       Task              `json:"task"`
	Count      int               `json:"count"` // how many were asked for; 0 = the program decides
	Kinds      []string          `json:"kinds,omitempty"`
	Pages      *Pages            `json:"pages,omitempty"`
	Sections   []string          `json:"sections,omitempty"` // the only ones that were asked for
	Status     string            `json:"status"`             // queued, running, done, failed
	Stopped    bool              `json:"stopped,omitempty"`  // the student ended it: it is done with what was made so far
	Done       int               `json:"done"`
	Total      int               `json:"total"`
	Produced   int               `json:"produced"`
	Rejected   int               `json:"rejected"`          // made and left out, for one of the reasons
	Reasons    flashcard.Refused `json:"reasons,omitempty"` // how many for each; they add up to Rejected
	Failure    string            `json:"failure,omitempty"`
	Provider   string            `json:"provider,omitempty"`
	Model      string            `json:"model,omitempty"`
	CreatedAt  time.Time         `json:"created_at"`
	FinishedAt *time.Time        `json:"finished_at,omitempty"`
}

const (
	documentNotReadyYet  = "This document is still being read. Make cards when it is ready."
	documentCouldNotRead = "This document could not be read, so there is nothing to make cards from. Try reading it again first."
)

// choice and made are the arguments and the result of a run, as they are stored.
type (
	choice struct {
		Count    int             `json:"count"`
		Kinds    []learning.Kind `json:"kinds"`
		Pages    Pages           `json:"pages"`
		Sections []string        `json:"sections,omitempty"`
	}
	made struct {
		Produced int               `json:"produced"`
		Rejected int               `json:"rejected"`
		Reasons  flashcard.Refused `json:"reasons,omitempty"`
		Provider string            `json:"provider"`
		Model    string            `json:"model"`
	}
)

// refuse counts cards that are left out.
func (m *made) refuse(more flashcard.Refused) {
	if m.Reasons == nil {
		m.Reasons = flashcard.Refused{}
	}
	m.Reasons.Add(more)
	m.Rejected += more.Total()
}

// generationOf is a run as a Generation.
func generationOf(r runs.Run) (Generation, error) {
	var a choice
	var m made
	if err := errors.Join(json.Unmarshal(r.Args, &a), json.Unmarshal(r.Result, &m)); err != nil {
		return Generation{}, fmt.Errorf("reading run %s: %w", r.ID, err)
	}
	g := Generation{
		ID: id.Generation(r.ID), DocumentID: id.Document(r.Subject), Task: Task(r.Task), Count: a.Count, Kinds: []string{}, Sections: a.Sections, Status: string(r.Status), Stopped: r.Stopped,
		Done: r.Done, Total: r.Total, Produced: m.Produced, Rejected: m.Rejected, Reasons: m.Reasons, Failure: r.Failure, Provider: m.Provider, Model: m.Model,
		CreatedAt: r.CreatedAt, FinishedAt: r.FinishedAt,
	}
	for _, k := range a.Kinds {
		g.Kinds = append(g.Kinds, string(k))
	}
	if !a.Pages.whole() {
		g.Pages = &a.Pages
	}
	return g, nil
}

// Generate begins making something from a document: the row and its job are
// written in one transaction. While a run of the task waits or works on the
// document, that one is returned. It returns errs.NotFound when the document is
// not the owner's, errs.Conflict while it is being read, and errs.Invalid, with
// the field, for a task, count, kind or page that there is not.
func (s *Service) Generate(ctx context.Context, owner id.User, document id.Document, task Task, want Wanted) (Generation, error) {
	if task != Flashcards {
		return Generation{}, errs.Newf(errs.Invalid, "There is nothing called %q to make from a document. Flashcards can be made.", task).At("task")
	}
	var r runs.Run
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		stock, err := passage.LockTx(ctx, tx, owner, document)
		switch {
		case err != nil:
			return err
		case stock.Status == "queued" || stock.Status == "extracting":
			return errs.New(errs.Conflict, documentNotReadyYet)
		case stock.Passages == 0:
			return errs.New(errs.Conflict, documentCouldNotRead)
		}
		if err := want.check(stock.Pages); err != nil {
			return err
		}
		if err := want.checkSections(ctx, tx, owner, document); err != nil {
			return err
		}
		r, err = s.o.Runs.BeginTx(ctx, tx, runs.Asked{Owner: owner, Task: string(task), Subject: uuid.UUID(document), Total: stock.Passages,
			Args: choice{Count: want.Count, Kinds: append([]learning.Kind{}, want.Kinds...), Pages: want.Pages, Sections: want.Sections}})
		return err
	})
	if err != nil {
		return Generation{}, err
	}
	if s.o.Bus != nil {
		s.o.Bus.Wake(ctx, owner)
	}
	return generationOf(r)
}

// Generation returns one run, or errs.NotFound.
func (s *Service) Generation(ctx context.Context, owner id.User, generation id.Generation) (Generation, error) {
	r, err := s.o.Runs.ByID(ctx, owner, string(Flashcards), id.Run(generation))
	if err != nil {
		return Generation{}, err
	}
	return generationOf(r)
}

// Generations lists the runs of a document, latest first.
func (s *Service) Generations(ctx context.Context, owner id.User, document id.Document) ([]Generation, error) {
	if about, err := passage.OfDocument(ctx, s.o.Pool, owner, document); err != nil {
		return nil, err
	} else if about.InBin {
		return nil, errs.New(errs.NotFound, passage.NoSuchDocument)
	}
	list, err := s.o.Runs.List(ctx, owner, string(Flashcards), uuid.UUID(document))
	if err != nil {
		return nil, err
	}
	out := make([]Generation, len(list))
	for i, r := range list {
		if out[i], err = generationOf(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Running is what is being made at the moment, by document. For lists of
// documents, which show it in the row.
func (s *Service) Running(ctx context.Context, owner id.User) (map[id.Document]Generation, error) {
	list, err := s.o.Runs.Open(ctx, owner, string(Flashcards))
	if err != nil {
		return nil, err
	}
	running := map[id.Document]Generation{}
	for _, r := range list {
		if running[id.Document(r.Subject)], err = generationOf(r); err != nil {
			return nil, err
		}
	}
	return running, nil
}

// StopGeneration ends a run, whichever node works on it: the cards that were
// made stay. A run that has ended is left as it is. It returns the run, or
// errs.NotFound.
func (s *Service) StopGeneration(ctx context.Context, owner id.User, generation id.Generation) (Generation, error) {
	r, err := s.o.Runs.Stop(ctx, owner, string(Flashcards), id.Run(generation))
	if err != nil {
		return Generation{}, err
	}
	return generationOf(r)
}

// run is a run of making cards, in work.
type run struct {
	*runs.Work
	passage.About
	document   id.Document
	wanted     Wanted
	made       made // by earlier attempts too
	draftCards bool
}

// work makes the cards of a run, as runs.Task has it. A document in the bin may
// come back: its run waits.
func (s *Service) work(ctx context.Context, w *runs.Work) error {
	r := &run{Work: w, document: id.Document(w.Subject)}
	var a choice
	if err := errors.Join(json.Unmarshal(w.Args, &a), json.Unmarshal(w.Result, &r.made)); err != nil {
		return fmt.Errorf("reading run %s: %w", w.ID, err)
	}
	r.wanted = Wanted(a)
	var err error
	if r.About, err = passage.OfDocument(ctx, s.o.Pool, w.Owner, r.document); err != nil {
		return err
	}
	if r.InBin {
		return runs.ErrNotNow
	}
	if s.o.Accounts != nil {
		account, err := s.o.Accounts.ByID(ctx, w.Owner)
		if err != nil {
			return fmt.Errorf("reading the owner's settings: %w", err)
		}
		r.draftCards = account.Settings.DraftCards
	}
	return s.makeCards(ctx, r)
}
