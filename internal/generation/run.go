package generation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
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
	ID         id.Generation `json:"id"`
	DocumentID id.Document   `json:"document_id"`
	Task       Task          `json:"task"`
	Count      int           `json:"count"` // how many were asked for; 0 = the program decides
	Kinds      []string      `json:"kinds,omitempty"`
	Pages      *Pages        `json:"pages,omitempty"`
	Status     string        `json:"status"`            // queued, running, done, failed
	Stopped    bool          `json:"stopped,omitempty"` // the student ended it: it is done with what was made so far
	Done       int           `json:"done"`
	Total      int           `json:"total"`
	Produced   int           `json:"produced"`
	Rejected   int           `json:"rejected"` // made and left out: not proven, or like another
	Failure    string        `json:"failure,omitempty"`
	Provider   string        `json:"provider,omitempty"`
	Model      string        `json:"model,omitempty"`
	CreatedAt  time.Time     `json:"created_at"`
	FinishedAt *time.Time    `json:"finished_at,omitempty"`
}

// GenerateArgs is the River job of a Generation.
type GenerateArgs struct {
	GenerationID id.Generation `json:"generation_id"`
}

// Kind implements river.JobArgs.
func (GenerateArgs) Kind() string { return "generate" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (GenerateArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.QueueGenerate, MaxAttempts: 5}
}

const (
	lockDocument = `
select status, chunks, case when kind = 'pdf' then pages else 0 end from documents
where id = @document and owner_id = @owner and deleted_at is null for update`

	generationColumns = `
select id, document_id, task, wanted, kinds, page_from, page_to, status, stopped, done, total, produced, rejected, failure, provider, model, created_at, finished_at
from generations where owner_id = @owner and `

	openGeneration       = generationColumns + `document_id = @document and task = @task and status in ('queued', 'running') order by created_at desc limit 1`
	generationByID       = generationColumns + `id = @generation`
	generationsOf        = generationColumns + `document_id = @document order by created_at desc, id desc limit 100`
	insertGeneration     = `insert into generations (id, owner_id, document_id, task, wanted, kinds, page_from, page_to, total, created_at) values (@generation, @owner, @document, @task, @count, @kinds, @from, @to, @total, @now)`
	ownDocument          = `select exists (select from documents where id = @document and owner_id = @owner and deleted_at is null)`
	noSuchDocument       = "There is no such document."
	documentNotReadyYet  = "This document is still being read. Make cards when it is ready."
	documentCouldNotRead = "This document could not be read, so there is nothing to make cards from. Try reading it again first."
)

// changed announces a run's new state in the outbox.
func changed(ctx context.Context, tx postgres.DB, owner id.User, generation id.Generation) error {
	return outbox.Write(ctx, tx, outbox.Event{Owner: owner, Topic: outbox.TopicGeneration, Subject: generation.String()})
}

func scanGeneration(row pgx.CollectableRow) (g Generation, err error) {
	var pages Pages
	err = row.Scan(&g.ID, &g.DocumentID, &g.Task, &g.Count, &g.Kinds, &pages.From, &pages.To, &g.Status, &g.Stopped, &g.Done, &g.Total, &g.Produced, &g.Rejected,
		&g.Failure, &g.Provider, &g.Model, &g.CreatedAt, &g.FinishedAt)
	if !pages.whole() {
		g.Pages = &pages
	}
	return g, err
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
	if s.o.Jobs == nil {
		return Generation{}, errs.New(errs.Unavailable, "Cards cannot be made just now. Try again in a while.")
	}
	kinds := make([]string, len(want.Kinds))
	for i, k := range want.Kinds {
		kinds[i] = string(k)
	}
	args := pgx.NamedArgs{"owner": owner, "document": document, "task": task, "count": want.Count, "kinds": kinds, "from": want.Pages.From, "to": want.Pages.To, "generation": id.New[id.Generation](), "now": s.o.Now().UTC()}
	var g Generation
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		var status string
		var chunks, pages int
		err := tx.QueryRow(ctx, lockDocument, args).Scan(&status, &chunks, &pages)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return errs.New(errs.NotFound, noSuchDocument)
		case err != nil:
			return fmt.Errorf("looking for the document: %w", err)
		case status == "queued" || status == "extracting":
			return errs.New(errs.Conflict, documentNotReadyYet)
		case chunks == 0:
			return errs.New(errs.Conflict, documentCouldNotRead)
		}
		if err := want.check(pages); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, openGeneration, args)
		if err != nil {
			return fmt.Errorf("looking for a run under way: %w", err)
		}
		g, err = pgx.CollectExactlyOneRow(rows, scanGeneration)
		if err == nil {
			return nil
		} else if !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("looking for a run under way: %w", err)
		}
		args["total"] = chunks
		if _, err := tx.Exec(ctx, insertGeneration, args); err != nil {
			return fmt.Errorf("beginning the run: %w", err)
		}
		if rows, err = tx.Query(ctx, generationByID, args); err != nil {
			return fmt.Errorf("beginning the run: %w", err)
		}
		if g, err = pgx.CollectExactlyOneRow(rows, scanGeneration); err != nil {
			return fmt.Errorf("beginning the run: %w", err)
		}
		if _, err = s.o.Jobs.InsertTx(ctx, tx, GenerateArgs{g.ID}, nil); err != nil {
			return err
		}
		return changed(ctx, tx, owner, g.ID)
	})
	if err != nil {
		return Generation{}, err
	}
	s.wake(ctx, owner)
	return g, nil
}

// Generation returns one run, or errs.NotFound.
func (s *Service) Generation(ctx context.Context, owner id.User, generation id.Generation) (Generation, error) {
	rows, err := s.o.Pool.Query(ctx, generationByID, pgx.NamedArgs{"owner": owner, "generation": generation})
	if err != nil {
		return Generation{}, fmt.Errorf("reading the run: %w", err)
	}
	g, err := pgx.CollectExactlyOneRow(rows, scanGeneration)
	if errors.Is(err, pgx.ErrNoRows) {
		return Generation{}, errs.New(errs.NotFound, "There is no such run.")
	} else if err != nil {
		return Generation{}, fmt.Errorf("reading the run: %w", err)
	}
	return g, nil
}

// Generations lists the runs of a document, latest first.
func (s *Service) Generations(ctx context.Context, owner id.User, document id.Document) ([]Generation, error) {
	args := pgx.NamedArgs{"owner": owner, "document": document}
	var ok bool
	if err := s.o.Pool.QueryRow(ctx, ownDocument, args).Scan(&ok); err != nil {
		return nil, fmt.Errorf("looking for the document: %w", err)
	} else if !ok {
		return nil, errs.New(errs.NotFound, noSuchDocument)
	}
	rows, err := s.o.Pool.Query(ctx, generationsOf, args)
	if err != nil {
		return nil, fmt.Errorf("listing runs: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanGeneration)
	if err != nil {
		return nil, fmt.Errorf("listing runs: %w", err)
	}
	return nonNil(list), nil
}

// Workers registers the workers of GenerateArgs and ingest.RecheckArgs.
func (s *Service) Workers(w *river.Workers) {
	river.AddWorker(w, &generateWorker{s: s})
	river.AddWorker(w, &recheckWorker{s: s})
}

type generateWorker struct {
	river.WorkerDefaults[GenerateArgs]
	s *Service
}

// Timeout implements river.Worker: a book and a slow model may take hours.
func (*generateWorker) Timeout(*river.Job[GenerateArgs]) time.Duration { return -1 }

// Work makes the cards. It can run again at any time: a run that has ended is
// left alone, one that has not goes on behind the last batch it committed.
func (w *generateWorker) Work(ctx context.Context, job *river.Job[GenerateArgs]) error {
	r, err := w.s.beginRun(ctx, job.Args.GenerationID)
	if errors.Is(err, errs.NotFound) {
		return river.JobCancel(err) // the document or its owner is gone
	} else if err != nil {
		return err
	}
	if r.over {
		return nil
	}
	err = w.s.carryOut(ctx, r)
	if err != nil && ctx.Err() != nil {
		return river.JobSnooze(0) // stopped with the server: goes on after its start, and that was no try
	}
	if err == nil || job.Attempt < job.MaxAttempts && !errors.Is(err, errs.Conflict) {
		return err // worth another try
	}
	if e := w.s.failRun(ctx, r, errs.Message(err)); e != nil {
		return e
	}
	return river.JobCancel(err)
}

// Work makes here and now what a run was begun for, as its job would. It is for
// a caller whose Jobs take nothing in.
func (s *Service) Work(ctx context.Context, generation id.Generation) error {
	r, err := s.beginRun(ctx, generation)
	if err != nil || r.over {
		return err
	}
	return s.carryOut(ctx, r)
}

// run is a Generation in work.
type run struct {
	id         id.Generation
	owner      id.User
	document   id.Document
	course     id.Course
	version    int
	title      string
	kind       string
	language   string
	wanted     Wanted
	done       int // passages that earlier tries committed
	produced   int
	rejected   int
	over       bool
	draftCards bool
}

const (
	startRun = `
update generations g set status = case when g.status = 'queued' then 'running' else g.status end
from documents d
where g.id = @generation and d.id = g.document_id and d.deleted_at is null
returning g.owner_id, g.document_id, d.course_id, d.version, d.title, d.kind, d.language, g.wanted, g.kinds, g.page_from, g.page_to, g.done, g.produced, g.rejected, g.status in ('done', 'failed')`

	setTotal = `update generations set total = @total, provider = @provider, model = @model where id = @generation`

	advanceRun = `
update generations set done = @done, produced = @produced, rejected = @rejected
where id = @generation and owner_id = @owner and status = 'running'`

	endRun = `
update generations set status = 'done', done = total, produced = @produced, rejected = @rejected, finished_at = @now
where id = @generation and owner_id = @owner and status = 'running'`

	failRun = `
update generations set status = 'failed', failure = @failure, finished_at = @now
where id = @generation and owner_id = @owner and status = 'running'`
)

func (s *Service) beginRun(ctx context.Context, generation id.Generation) (*run, error) {
	r := &run{id: generation}
	var kinds []string
	err := s.o.Pool.QueryRow(ctx, startRun, pgx.NamedArgs{"generation": generation}).Scan(&r.owner, &r.document, &r.course, &r.version,
		&r.title, &r.kind, &r.language, &r.wanted.Count, &kinds, &r.wanted.Pages.From, &r.wanted.Pages.To, &r.done, &r.produced, &r.rejected, &r.over)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, errs.New(errs.NotFound, noSuchDocument)
	} else if err != nil {
		return nil, fmt.Errorf("beginning run %s: %w", generation, err)
	}
	for _, k := range kinds {
		r.wanted.Kinds = append(r.wanted.Kinds, learning.Kind(k))
	}
	if s.o.Accounts != nil && !r.over {
		account, err := s.o.Accounts.ByID(ctx, r.owner)
		if err != nil {
			return nil, fmt.Errorf("reading the owner's settings: %w", err)
		}
		r.draftCards = account.Settings.DraftCards
	}
	s.wake(ctx, r.owner)
	return r, nil
}

func (s *Service) failRun(ctx context.Context, r *run, why string) error {
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, failRun, pgx.NamedArgs{"generation": r.id, "owner": r.owner, "failure": why, "now": s.o.Now().UTC()}); err != nil {
			return err
		}
		return changed(ctx, tx, r.owner, r.id)
	})
	if err != nil {
		return fmt.Errorf("ending run %s: %w", r.id, err)
	}
	s.wake(ctx, r.owner)
	return nil
}
