package generation

import (
	"testing"
)

func TestRunsThatNoJobWorksGoOnOrEnd(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, worldOptions{})
	document := w.add(w.owner, "Ownership", "markdown", lesson()...)
	g, err := w.service.Generate(t.Context(), w.owner, document, Flashcards, Wanted{Count: 4})
	if err != nil {
		t.Fatal(err)
	}
	exec := func(sql string) {
		t.Helper()
		if _, err := w.pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	state := func() (status string, waiting int) {
		t.Helper()
		if err := w.service.ResumeAll(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := w.pool.QueryRow(t.Context(), `select count(*) from river_job where kind = 'generate' and state = 'available'`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
		g, err := w.service.Generation(t.Context(), w.owner, g.ID)
		if err != nil {
			t.Fatal(err)
		}
		return g.Status, waiting
	}
	if status, waiting := state(); status != "queued" || waiting != 1 {
		t.Errorf("a run that waits: %s, %d jobs", status, waiting)
	}
	exec(`update documents set deleted_at = now()`)
	if err := w.work(t.Context(), g, 1); err == nil {
		t.Fatal("the job of a document in the bin was worked")
	}
	exec(`update river_job set state = 'cancelled', finalized_at = now()`)
	if status, waiting := state(); status != "queued" || waiting != 0 {
		t.Errorf("in the bin: %s, %d jobs", status, waiting)
	}
	exec(`update documents set deleted_at = null`)
	if status, waiting := state(); status != "queued" || waiting != 1 {
		t.Errorf("back from the bin: %s, %d jobs", status, waiting)
	}
	exec(`update river_job set state = 'discarded', finalized_at = now() where state = 'available'`)
	if status, waiting := state(); status != "failed" || waiting != 0 {
		t.Errorf("given up on: %s, %d jobs", status, waiting)
	}
}
