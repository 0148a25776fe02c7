package search

import (
	"testing"

	"studyapp/internal/platform/pgtest"
)

// What stands out token by token rises before what was found before it; hits of a
// hybrid search bring what was read along, others nothing.
func TestWhatStandsOutTokenByTokenRises(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	model := realModel(t)
	w.model = model
	owner := pgtest.User(t, w.pool)
	const question, last = "Why does a balloon rise?", "A sonnet has fourteen lines."
	w.document(owner, "Notes",
		"The balloon was red.", "A balloon costs two euros.", "Children like a balloon.", "Balloons burst.", "Wind carries seeds.", "Air is a mixture of gases.",
		"Bread is baked at four in the morning.", "Copper conducts heat.", "The river carries sand.", last, "Bees dance.", "Slate splits.")
	w.embed()
	search := func(mode Mode) (at int) {
		t.Helper()
		at = -1
		hits := w.search(owner, Query{Text: question, Mode: mode, K: 12}).Hits
		for i, h := range hits {
			if h.Text == last {
				at = i
			}
			if read := h.Near > 0 && h.Tokens != nil; read != (mode == Hybrid) {
				t.Errorf("%s: hit %d comes near by %.2f, with %d tokens", mode, i, h.Near, len(h.Tokens))
			}
			if i > 0 && h.Score > hits[i-1].Score {
				t.Errorf("%s: hit %d has %.3f behind %.3f", mode, i, h.Score, hits[i-1].Score)
			}
		}
		return at
	}
	search(Dense)
	search(Lexical)
	if at := search(Hybrid); at < 6 {
		t.Fatalf("the sonnet is found at %d", at)
	}
	_, kept, err := model.PassagesAndTokens(t.Context(), []string{question}, []int{0})
	if err != nil {
		t.Fatal(err)
	}
	// As if it said, token by token, what is asked.
	w.exec(`update chunk_tokens set tokens = $1 where chunk_id = (select id from chunks where text = $2)`, kept[0], last)
	if at := search(Hybrid); at < 0 || at > 2 {
		t.Errorf("what says all of the question is found at %d", at)
	}
}
