package cards

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

func TestCardsMadeWhileTheirDocumentIsReplacedAreLookedUp(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	document := w.Add(w.Owner, "Report", "pdf", evidencetest.Filing()...)
	r := &run{Work: &runs.Work{Run: runs.Run{Owner: w.Owner}}, document: document, About: passage.About{Version: 1}}
	rechecks := func() (n int) {
		t.Helper()
		if err := w.Pool.QueryRow(t.Context(), `select count(*) from river_job where kind = 'recheck'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	commit := func() {
		t.Helper()
		err := postgres.InTx(t.Context(), w.Pool, func(tx pgx.Tx) error { return w.service.recheckLate(t.Context(), tx, r) })
		if err != nil {
			t.Fatal(err)
		}
	}
	commit()
	if n := rechecks(); n != 0 {
		t.Errorf("%d rechecks are queued although nothing was replaced", n)
	}
	w.Replace(w.Owner, document, evidencetest.Printed("Another report."))
	commit()
	if n := rechecks(); n != 1 {
		t.Errorf("%d rechecks are queued, want 1", n)
	}
}
