package search

import (
	"context"
	"log/slog"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

func TestADocumentThatLayInTheBinWhenTheModelCameGetsItsVectors(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "", "Mitochondria make energy.")
	model := w.model
	w.model = nil
	w.embed()
	w.exec(`update documents set status = 'ready', deleted_at = now() where id = $1`, d)
	w.event(w.pool, owner, outbox.TopicDeleted, d.String(), nil)
	w.model = model
	w.document(owner, "", "Another one.")
	queue := w.working(t)
	if err := w.service.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.jobsDone(queue, 1)
	err := postgres.InTx(t.Context(), w.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), `update documents set deleted_at = null where id = $1`, d); err != nil {
			return err
		}
		if err := passage.Announce(t.Context(), tx, owner, d); err != nil {
			return err
		}
		_, err := w.service.jobs.InsertTx(t.Context(), tx, ingest.EmbedArgs{Reach: ingest.All}, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.jobsDone(queue, 2)
	w.wantFound(owner, "energy", Dense, "Mitochondria make energy.", "Another one.")
}

func TestPassagesThatAreWrittenWhileTheJobEndsAreEmbedded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "", "first")
	var late id.Document
	w.model.(*bagOfWords).stop = func(seen int) error {
		if seen > 0 {
			return nil
		}
		// Written and asked for while the job runs: no job of its own.
		late = w.document(owner, "", "second")
		_, err := w.service.jobs.Insert(t.Context(), ingest.EmbedArgs{}, nil)
		return err
	}
	if _, err := w.service.jobs.Insert(t.Context(), ingest.EmbedArgs{}, nil); err != nil {
		t.Fatal(err)
	}
	w.jobsDone(w.working(t), 1)
	if got := w.publishJobs(); len(got) != 2 || got[1] != late {
		t.Errorf("published %v, want %s too", got, late)
	}
	var n int
	if err := w.pool.QueryRow(t.Context(), `select count(*) from river_job where kind = 'embed'`).Scan(&n); err != nil || n != 1 {
		t.Errorf("%d embed jobs, %v", n, err)
	}
}

func TestOtherNodesAreCalledWhereThereIsMuchToDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.exec(`insert into nodes (name, seen_at) values ('second', now()), ('third', now()), ('gone', now() - interval '10 minutes')`)
	owner := pgtest.User(t, w.pool)
	helpers := func() (n int) {
		t.Helper()
		if err := w.pool.QueryRow(t.Context(), `select count(*) from river_job where kind = 'embed' and args ? 'helper'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	w.document(owner, "", texts("note", 5)...)
	if _, err := w.service.jobs.Insert(t.Context(), ingest.EmbedArgs{}, nil); err != nil {
		t.Fatal(err)
	}
	queue := w.working(t)
	w.jobsDone(queue, 1)
	if n := helpers(); n != 0 {
		t.Errorf("%d helpers for a note", n)
	}
	w.document(owner, "", texts("book", callAbove+1)...)
	if _, err := w.service.jobs.Insert(t.Context(), ingest.EmbedArgs{}, nil); err != nil {
		t.Fatal(err)
	}
	w.jobsDone(queue, 4) // this node works those of its helpers, too, as the others do not run
	if n := helpers(); n != 2 {
		t.Errorf("%d helpers of two other nodes that live", n)
	}
}

// working starts a node that works the embed jobs.
func (w *world) working(t *testing.T) *jobs.Client {
	t.Helper()
	c, err := jobs.New(w.pool, slog.New(slog.DiscardHandler), jobs.Options{Node: "worker"})
	if err != nil {
		t.Fatal(err)
	}
	c.Register(w.service.Workers)
	c.Register(func(workers *river.Workers) {
		river.AddWorker(workers, river.WorkFunc(func(context.Context, *river.Job[ingest.PublishArgs]) error { return nil }))
	})
	if err := c.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return c
}

// jobsDone waits until so many embed jobs are done.
func (w *world) jobsDone(c *jobs.Client, want int) {
	w.t.Helper()
	events, cancel := c.River().Subscribe(river.EventKindJobCompleted, river.EventKindJobFailed) // before the first look
	defer cancel()
	for {
		var done int
		if err := w.pool.QueryRow(w.t.Context(), `select count(*) from river_job where kind = 'embed' and state = 'completed'`).Scan(&done); err != nil {
			w.t.Fatal(err)
		}
		if done >= want {
			return
		}
		if e := <-events; e != nil && e.Kind == river.EventKindJobFailed {
			w.t.Fatalf("the job failed: %+v", e.Job.Errors)
		}
	}
}
