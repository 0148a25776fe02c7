package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

// readAgain stores passages as ingest does while it reads a document again.
func (w *world) readAgain(owner id.User, d id.Document, texts ...string) {
	w.t.Helper()
	for i, text := range texts {
		w.exec(`insert into chunks (owner_id, document_id, version, ordinal, segments, text, tokens, text_hash)
			values ($1, $2, -1, $3, '[{"page":1,"start":2,"end":3}]', $4, 1, sha256(convert_to($4, 'UTF8')))`, owner, d, i, text)
	}
}

func TestWhatIsReadAgainIsFoundOnceItIsInItsPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	model := w.model.(*bagOfWords)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "Zebras", "zebras are striped", "Iions are yeIIow")
	w.embed()
	w.readAgain(owner, d, "zebras are striped", "lions are yellow")
	if n, err := passage.CarryVectors(t.Context(), w.pool, owner, d, 1); err != nil || n != 1 {
		t.Fatalf("%d vectors were carried over, %v", n, err)
	}
	embedded := len(model.seen)
	w.embed() // of others is no work of this
	for want := 1; want >= 0; want-- {
		if n, err := w.service.EmbedAgain(t.Context(), owner, d); err != nil || n != want {
			t.Fatalf("%d vectors, want %d: %v", n, want, err)
		}
	}
	if got := model.seen[embedded:]; !cmp.Equal(got, []string{"Zebras.\nlions are yellow"}) {
		t.Errorf("embedded %q", got)
	}
	w.restart() // also an index that is built from the tables
	for _, mode := range []Mode{Lexical, Dense} {
		if got := w.found(owner, "lions yellow", mode); slices.Contains(got, "lions are yellow") {
			t.Errorf("%s: found before it is in its place: %q", mode, got)
		}
	}
	err := postgres.InTx(t.Context(), w.pool, func(tx pgx.Tx) error {
		for _, sql := range []string{`delete from chunks where version = 1`, `update chunks set version = 1`} {
			if _, err := tx.Exec(t.Context(), sql); err != nil {
				return err
			}
		}
		w.event(tx, owner, outbox.TopicChunksDropped, d.String(), map[string]int{"version": 1})
		return passage.Announce(t.Context(), tx, owner, d)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, mode := range []Mode{Lexical, Dense} {
		if got := w.found(owner, "lions yellow", mode); len(got) == 0 || got[0] != "lions are yellow" || slices.Contains(got, "Iions are yeIIow") {
			t.Errorf("%s: %q", mode, got)
		}
	}
	w.model = nil
	w.readAgain(owner, d, "without a model")
	if n, err := w.service.EmbedAgain(t.Context(), owner, d); n != 0 || err != nil {
		t.Errorf("without a model: %d, %v", n, err)
	}
}
