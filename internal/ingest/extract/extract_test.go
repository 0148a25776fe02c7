package extract_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

func sampleSpans() []extract.Span {
	return []extract.Span{
		{Kind: extract.Heading, Start: 0, End: 12, Level: 1},
		{Kind: extract.ListItem, Start: 13, End: 40, Level: 2, Text: "1."},
		{Kind: extract.Link, Start: 20, End: 25, Text: "https://example.org/ü"},
		{Kind: extract.Rule, Start: 41, End: 41},
	}
}

func sampleGlyphs() extract.Glyphs {
	var g extract.Glyphs
	g.Append(extract.GlyphRun{Start: 0, Low: 100, High: 112, Edges: [][2]float64{{72, 78}, {78, 84}, {84, 84}, {88, 94}}})
	g.Append(extract.GlyphRun{Start: 4, Low: 98, High: 104, Edges: [][2]float64{{94, 97}}}) // a superscript
	g.Append(extract.GlyphRun{Start: 6, Low: 114, High: 126, Edges: [][2]float64{{90, 96}, {84, 90}, {72, 84}}})
	g.Append(extract.GlyphRun{Start: 9, Low: 10, High: 20, Upright: true, Edges: [][2]float64{{300, 310}, {310, 322.5}}})
	return g
}

func TestSpansRoundTrip(t *testing.T) {
	t.Parallel()
	for name, spans := range map[string][]extract.Span{"none": nil, "some": sampleSpans()} {
		got, err := extract.DecodeSpans(extract.EncodeSpans(spans))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(spans, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestRectsMergePerLine(t *testing.T) {
	t.Parallel()
	decoded, err := extract.DecodeGlyphs(extract.EncodeGlyphs(sampleGlyphs()))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		rule       string
		start, end int
		want       []extract.Rect
	}{
		{"one character", 1, 2, []extract.Rect{{78, 100, 84, 112}}},
		{"a superscript joins its line", 0, 5, []extract.Rect{{72, 98, 97, 112}}},
		{"a line from right to left is one box", 6, 9, []extract.Rect{{72, 114, 96, 126}}},
		{"two lines are two boxes", 3, 7, []extract.Rect{{88, 98, 97, 112}, {90, 114, 96, 126}}},
		{"an upright line", 9, 11, []extract.Rect{{10, 300, 20, 322.5}}},
		{"a space without a box", 2, 3, nil},
		{"between runs", 5, 6, nil},
		{"past the end", 50, 60, nil},
		{"an empty range", 1, 1, nil},
	} {
		for from, g := range map[string]extract.Glyphs{"built": sampleGlyphs(), "decoded": decoded} {
			if d := cmp.Diff(c.want, g.Rects(c.start, c.end)); d != "" {
				t.Errorf("%s (%s): %s", c.rule, from, d)
			}
		}
	}
}

func TestTornDataIsAnError(t *testing.T) {
	t.Parallel()
	spans, glyphs := extract.EncodeSpans(sampleSpans()), extract.EncodeGlyphs(sampleGlyphs())
	for n := 1; n < len(spans); n++ {
		if _, err := extract.DecodeSpans(spans[:n]); err == nil {
			t.Errorf("spans cut at %d are taken", n)
		}
	}
	for n := 1; n < len(glyphs); n++ {
		if _, err := extract.DecodeGlyphs(glyphs[:n]); err == nil {
			t.Errorf("glyphs cut at %d are taken", n)
		}
	}
	if _, err := extract.DecodeSpans([]byte{9, 0}); err == nil {
		t.Error("spans of an unknown version are taken")
	}
	if _, err := extract.DecodeGlyphs(append(glyphs, 0)); err == nil {
		t.Error("glyphs with bytes behind them are taken")
	}
}

func FuzzDecodeSpans(f *testing.F) {
	f.Add(extract.EncodeSpans(sampleSpans()))
	f.Add([]byte{1, 200, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		spans, err := extract.DecodeSpans(b)
		if err != nil {
			return
		}
		again, err := extract.DecodeSpans(extract.EncodeSpans(spans))
		if err != nil || cmp.Diff(spans, again) != "" && len(spans) > 0 {
			t.Fatalf("second reading differs (%v): %v, %v", err, spans, again)
		}
	})
}

func FuzzDecodeGlyphs(f *testing.F) {
	f.Add(extract.EncodeGlyphs(sampleGlyphs()))
	f.Add([]byte{1, 255, 255, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		g, err := extract.DecodeGlyphs(b)
		if err != nil || g.Empty() {
			return
		}
		const first = 200 // of its code points
		whole := g.Rects(0, first)
		for i := range first { // a character's box is a part of any quote's that has it
			for _, r := range g.Rects(i, i+1) {
				x, y := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2
				if !slices.ContainsFunc(whole, func(w extract.Rect) bool { return x >= w.X0 && x <= w.X1 && y >= w.Y0 && y <= w.Y1 }) {
					t.Fatalf("%v, the box of character %d, is in none of %v", r, i, whole)
				}
			}
		}
		once := extract.EncodeGlyphs(g)
		again, err := extract.DecodeGlyphs(once)
		if err != nil || !bytes.Equal(once, extract.EncodeGlyphs(again)) {
			t.Fatalf("second reading differs: %v", err)
		}
	})
}
