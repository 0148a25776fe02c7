package shard_test

import (
	"math"
	"testing"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/shard"
)

func TestPassageWhoseNeighboursMatchComesBeforeOneThatStandsAlone(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	script, letter := shard.Document{ID: id.Document{1}, Title: "Script"}, shard.Document{ID: id.Document{2}, Title: "Letter"}
	fill(t, s, []shard.Document{script, letter}, []shard.Chunk{
		{ID: 10, Document: script.ID, Text: "Osmosis moves water through a membrane."},
		{ID: 11, Document: letter.ID, Text: "Osmosis is a word that her letter has once."},
		{ID: 12, Document: script.ID, Text: "Osmosis stops where both sides are alike in pressure."},
		{ID: 13, Document: script.ID, Text: "Osmosis is what keeps the leaves of plants stiff."},
		{ID: 14, Document: letter.ID, Text: "She will come in May and bring the books."},
		{ID: 30, Document: script.ID, Text: "Snow fell on the garden all day."},
	})
	hits := rank(t, s, shard.Query{Text: "osmosis", K: 6, Mode: shard.Lexical})
	if len(hits) != 4 || hits[0].Chunk != 12 || hits[3].Chunk != 11 {
		t.Errorf("found %+v, want 12 of three in a row first and 11, which stands alone, last", hits)
	}
}

func TestNeighboursLendNothingToWhatWordsDoNotFind(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	vector := func(cosine float64, other int) []float32 {
		v := make([]float32, dimension)
		v[0], v[other] = float32(cosine), float32(math.Sqrt(1-cosine*cosine))
		return v
	}
	article, other := shard.Document{ID: id.Document{1}}, shard.Document{ID: id.Document{2}}
	fill(t, s, []shard.Document{article, other}, []shard.Chunk{
		{ID: 1, Document: article.ID, Text: "The palace was built for a duke.", Vector: vector(.9, 1)},
		{ID: 2, Document: article.ID, Text: "Its garden has nine fountains.", Vector: vector(.86, 2)},
		{ID: 3, Document: article.ID, Text: "The architect died before the roof was closed.", Vector: vector(.85, 3)},
		{ID: 4, Document: other.ID, Text: "Salt lowers the freezing point of water.", Vector: vector(.1, 4)},
	})
	hits := rank(t, s, shard.Query{Text: "wer ließ das Schloss errichten", K: 4, Mode: shard.Hybrid, Vector: vector(1, 5)})
	if hits[0].Chunk != 1 {
		t.Errorf("found %+v, want 1 first, not the passage that stands between two", hits)
	}
}
