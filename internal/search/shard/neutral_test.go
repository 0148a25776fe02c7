package shard_test

import (
	"math"
	"testing"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/shard"
)

func TestQuestionFindsWhatAnswersBeforeWhatIsInItsLanguage(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	// The first axis is the language, the second what is asked about.
	vector := func(language, subject float64, other int) []float32 {
		v := make([]float32, dimension)
		v[0], v[1], v[other] = float32(language), float32(subject), float32(math.Sqrt(1-language*language-subject*subject))
		return v
	}
	own, foreign := shard.Document{ID: id.Document{1}, Language: "de"}, shard.Document{ID: id.Document{2}, Language: "en"}
	fill(t, s, []shard.Document{own, foreign}, []shard.Chunk{
		{ID: 1, Document: own.ID, Text: "Im Garten blühen Rosen.", Vector: vector(.9, .05, 2)},
		{ID: 2, Document: foreign.ID, Text: "The cell is the smallest unit of life.", Vector: vector(.5, .6, 3)},
	})
	common := make([]float32, dimension)
	common[0] = .9
	q := shard.Query{Text: "Was ist die kleinste Einheit des Lebens?", K: 2, Mode: shard.Dense, Vector: vector(.8, .5, 4)}
	if hits := rank(t, s, q); hits[0].Chunk != 1 {
		t.Fatalf("without the centroid %+v comes first; the vectors show nothing", hits[0])
	}
	q.Common = common
	hits := rank(t, s, q)
	if len(hits) != 2 || hits[0].Chunk != 2 {
		t.Errorf("found %+v, want 2 first", hits)
	}
	for _, h := range hits {
		if want := map[id.Chunk]float64{1: .745, 2: .7}[h.Chunk]; math.Abs(h.Cosine-want) > .01 {
			t.Errorf("passage %d: cosine %.3f, want that with the question itself, %.3f", h.Chunk, h.Cosine, want)
		}
	}
}
