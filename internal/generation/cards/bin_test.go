package cards

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

func TestTheRunOfADocumentInTheBinWaits(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	g, err := w.service.Generate(t.Context(), w.Owner, document, Flashcards, Wanted{Count: 4})
	if err != nil {
		t.Fatal(err)
	}
	exec := func(sql string) {
		t.Helper()
		if _, err := w.Pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	exec(`update documents set deleted_at = now()`)
	if err := w.work(t.Context(), g, 1); !errors.Is(err, runs.ErrNotNow) {
		t.Fatalf("the job of a document in the bin: %v", err)
	}
	exec(`update river_job set state = 'cancelled', finalized_at = now()`)
	exec(`update documents set deleted_at = null`)
	err = postgres.InTx(t.Context(), w.Pool, func(tx pgx.Tx) error { return w.Runs.ResumeTx(t.Context(), tx, w.Owner, uuid.UUID(document)) })
	if err != nil {
		t.Fatal(err)
	}
	var waiting int
	if err := w.Pool.QueryRow(t.Context(), `select count(*) from river_job where kind = 'run' and state = 'available'`).Scan(&waiting); err != nil || waiting != 1 {
		t.Errorf("back from the bin: %d jobs, %v", waiting, err)
	}
	if err := w.work(t.Context(), g, 1); err != nil {
		t.Fatal(err)
	}
	if g, err := w.service.Generation(t.Context(), w.Owner, g.ID); err != nil || g.Status != "done" || g.Produced == 0 {
		t.Errorf("%+v, %v", g, err)
	}
}
