package shard_test

import (
	"math"
	"testing"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/shard"
)

func TestPassageLikeTheBestOneComesBeforeOneThatIsNearerToTheQuestion(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	vector := func(cosine float64, other int) []float32 {
		v := make([]float32, dimension)
		v[0], v[other] = float32(cosine), float32(math.Sqrt(1-cosine*cosine))
		return v
	}
	a, b, c := shard.Document{ID: id.Document{1}}, shard.Document{ID: id.Document{2}}, shard.Document{ID: id.Document{3}}
	fill(t, s, []shard.Document{a, b, c}, []shard.Chunk{
		{ID: 1, Document: a.ID, Text: "The ablation cools the nose of the capsule.", Vector: vector(.9, 1)},
		{ID: 2, Document: b.ID, Text: "Apples ripen in autumn.", Vector: vector(.55, 2)},
		{ID: 3, Document: c.ID, Text: "A shield that burns away carries heat off.", Vector: vector(.5, 1)},
	})
	q := shard.Query{Text: "ablation", K: 3, Mode: shard.Hybrid, Vector: vector(1, 3)}
	var order []id.Chunk
	for _, h := range rank(t, s, q) {
		order = append(order, h.Chunk)
		if want := map[id.Chunk]float64{1: .9, 2: .55, 3: .5}[h.Chunk]; math.Abs(h.Cosine-want) > .01 {
			t.Errorf("passage %d: cosine %.3f, want that with the question, %.2f", h.Chunk, h.Cosine, want)
		}
	}
	if len(order) != 3 || order[0] != 1 || order[1] != 3 {
		t.Errorf("ranked %v, want 1, 3, 2", order)
	}
}
