package shard_test

import (
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
