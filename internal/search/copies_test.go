package search

import (
	"strings"
	"testing"

	"studyapp/internal/platform/id"
)

func TestCopiesOfAPassageAreNamedAtTheBestOne(t *testing.T) {
	t.Parallel()
	long := "The moraine dams the valley, and behind it the meltwater of the glacier collects until the wall gives way and the flood runs down to the villages below in less than an hour"
	hits := []Hit{
		{Chunk: 1, Title: "Glaciers", Text: long + "."},
		{Chunk: 2, Title: "Rivers", Text: "A river carries what the slope gives it."},
		{Chunk: 3, Title: "Glaciers (slides)", Text: strings.ToUpper(long)},
		{Chunk: 4, Title: "2023", Text: long + " in 2023."},
		{Chunk: 5, Title: "2024", Text: long + " in 2024."},
		{Chunk: 6, Title: "冰川", Text: "冰碛堵住山谷。"},
		{Chunk: 7, Title: "冰川二", Text: "冰碛堵住山谷。"},
		{Chunk: 8, Title: "Beyond", Text: "Nobody asked for so many."},
	}
	got := map[id.Chunk][]id.Chunk{}
	var order []id.Chunk
	for _, h := range withoutCopies(hits, 5) {
		order = append(order, h.Chunk)
		for _, p := range h.Also {
			got[h.Chunk] = append(got[h.Chunk], p.Chunk)
		}
	}
	if len(order) != 5 || order[2] != 4 || order[3] != 5 || order[4] != 6 {
		t.Errorf("kept %v, want 1 2 4 5 6: other numbers are another passage", order)
	}
	if len(got[1]) != 1 || got[1][0] != 3 || len(got[6]) != 1 || got[6][0] != 7 || len(got[2])+len(got[4])+len(got[5]) > 0 {
		t.Errorf("copies: %v", got)
	}
}

// What is compared is the set of three words in a row, in any case, whatever
// stands between them.
func TestTextsAreCopiesByTheirWords(t *testing.T) {
	t.Parallel()
	var long strings.Builder
	for i := range 60 {
		long.WriteString(" " + string(rune('a'+i/26)) + string(rune('a'+i%26)))
	}
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"other case and marks", "Größe ist, was ZÄHLT!", "größe — ist was zählt", true},
		{"said twice", "a b c d", "a b c d a b c d", false},
		{"a part of it", long.String(), "aa ab ac ad ae af ag ah", false},
		{"a word more in sixty", long.String(), long.String() + " more", true},
		{"a number in other places", "in 12 of 30 years", "in 30 of 12 years", false},
		{"digits of another script", "٣ مرات", "٤ مرات", false},
		{"no word", "—", "…", false},
		{"marks on letters", "कि की कु", "कि की कु।", true},
	} {
		if got := printOf(c.a).same(printOf(c.b)); got != c.same {
			t.Errorf("%s: %v, want %v", c.name, got, c.same)
		}
	}
}
