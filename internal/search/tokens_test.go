package search

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/search/embed"
	"studyapp/internal/search/late"
)

// counted is the real model, which notes what it reads token by token.
type counted struct {
	*embed.Model
	read []string
}

func (c *counted) PassagesAndTokens(ctx context.Context, texts []string, from []int) ([][]float32, [][]byte, error) {
	c.read = append(c.read, texts...)
	return c.Model.PassagesAndTokens(ctx, texts, from)
}

// kept are the tokens that the tables have.
func (w *world) kept() map[id.Chunk]string {
	w.t.Helper()
	rows, err := w.pool.Query(w.t.Context(), `select chunk_id, tokens from chunk_tokens`)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	kept := map[id.Chunk]string{}
	for rows.Next() {
		var c id.Chunk
		var b []byte
		if err := rows.Scan(&c, &b); err != nil {
			w.t.Fatal(err)
		}
		kept[c] = string(b)
	}
	return kept
}

func TestTokensAreKeptWithVectorsAndMadeWhereTheyAreNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	model := &counted{Model: realModel(t)}
	w.model = model
	owner, other := pgtest.User(t, w.pool), pgtest.User(t, w.pool)
	d := w.document(owner, "Cell biology", "Mitochondria release energy. They have two membranes.", "Ribosomes assemble proteins.")
	w.embed()
	atFirst := w.kept()
	if len(atFirst) != 2 || len(model.read) != 2 {
		t.Fatalf("%d passages have tokens, %q was read", len(atFirst), model.read)
	}
	_, question, err := model.ReadQuery(t.Context(), "Which part of a cell releases energy?")
	if err != nil {
		t.Fatal(err)
	}
	question = model.Code().Question(question)
	hits := w.search(owner, Query{Text: "energy"}).Hits
	said := func() (all []float64) {
		t.Helper()
		tokens, err := w.service.Tokens(t.Context(), owner, hits)
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range hits {
			for _, k := range tokens[i] {
				if k.Start < 0 || k.End > len([]rune(h.Text)) {
					t.Errorf("a token stands at [%d, %d) of %q", k.Start, k.End, h.Text)
				}
			}
			near, _ := late.Compare(question, tokens[i]).Within(late.Stretch{End: 28})
			all = append(all, near)
		}
		return all
	}
	want := said()
	if len(want) != 2 || want[0] <= want[1] {
		t.Errorf("the hits come near by %v", want)
	}
	if len(model.read) != 2 {
		t.Errorf("what is kept was read again: %q", model.read)
	}
	if _, err := w.service.Tokens(t.Context(), other, hits); err != nil { // of their own words alone
		t.Error(err)
	}
	model.read = nil
	w.exec(`delete from chunk_tokens`) // as of passages that were embedded before
	for _, reads := range []int{2, 2} {
		if got := said(); !slices.Equal(got, want) || len(model.read) != reads {
			t.Errorf("they come near by %v, not %v; %q was read", got, want, model.read)
		}
	}
	w.exec(`update chunk_tokens set tokens = '\x00'`) // of a form that is not known
	if got := said(); !slices.Equal(got, want) || !cmp.Equal(w.kept(), atFirst) {
		t.Errorf("they come near by %v, not %v", got, want)
	}
	w.exec(`delete from chunks where document_id = $1 and ordinal = 0`, d)
	if kept := w.kept(); len(kept) != 1 {
		t.Errorf("%d passages have tokens when one of two is deleted", len(kept))
	}
	if _, err := w.service.Tokens(t.Context(), owner, hits); err != nil {
		t.Error(err)
	}
	w.exec(`delete from documents where id = $1`, d)
	if kept := w.kept(); len(kept) != 0 {
		t.Errorf("%d passages of a deleted document have tokens", len(kept))
	}
	w.model = newModel() // which reads no tokens
	if _, err := w.service.Tokens(t.Context(), owner, hits); errs.KindOf(err) != errs.Unavailable {
		t.Errorf("a model without tokens gave %v", err)
	}
}

func TestTokensOfOlderPassagesAreReadWhenNobodyWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	model := &counted{Model: realModel(t)}
	w.model = model
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "Numbers", texts("number", tokensRound+2)...)
	w.embed()
	queued := func() (n int) {
		t.Helper()
		if err := w.service.Resume(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := w.pool.QueryRow(t.Context(), `select count(*) from river_job where kind = 'tokens'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	w.exec(`update documents set status = 'ready'`)
	w.exec(`delete from river_job`)
	if n := queued(); n != 0 {
		t.Errorf("%d jobs although all passages have tokens", n)
	}
	want := w.kept()
	w.exec(`delete from chunk_tokens`)
	model.read = nil
	queued()
	if n := queued(); n != 1 {
		t.Errorf("%d jobs, want one", n)
	}
	work := func() error {
		return (&tokensWorker{service: w.service}).Work(t.Context(), &river.Job[TokensArgs]{})
	}
	if _, err := w.service.jobs.Insert(t.Context(), ingest.EmbedArgs{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := work(); !errors.As(err, new(*river.JobSnoozeError)) || len(model.read) != 0 {
		t.Errorf("others wait: %v, %d passages were read", err, len(model.read))
	}
	w.exec(`delete from river_job`)
	if err := work(); err != nil || !cmp.Equal(w.kept(), want) {
		t.Errorf("%v, %d of %d passages have tokens", err, len(w.kept()), len(want))
	}
	if err := work(); err != nil || len(model.read) != len(want) {
		t.Errorf("%v, %d passages were read, want %d", err, len(model.read), len(want))
	}
	// What is read again and says the same takes them along.
	w.readAgain(owner, d, texts("number", 3)...)
	if n, err := passage.CarryVectors(t.Context(), w.pool, owner, d, 1); err != nil || n != 3 {
		t.Errorf("%d vectors were carried over, %v", n, err)
	}
	if n := len(w.kept()); n != len(want)+3 {
		t.Errorf("%d passages have tokens, want %d", n, len(want)+3)
	}
}
