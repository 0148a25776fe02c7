package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

// row appends a row of characters ten points high whose left edges are given;
// each is eight points wide.
func row(g *extract.Glyphs, start int, top float64, left ...float64) {
	r := extract.GlyphRun{Start: start, Low: top, High: top + 10}
	for _, x := range left {
		r.Edges = append(r.Edges, [2]float64{x, x + 8})
	}
	g.Append(r)
}

// A line in two directions: the words of a stretch of its text need not stand
// side by side. Here 0 to 2 stand at the right end, 3 to 5 run leftwards from
// there, and 6 to 8 stand at the left end.
func TestBoxesOfALineInTwoDirectionsLeaveOthersOut(t *testing.T) {
	t.Parallel()
	var g extract.Glyphs
	row(&g, 0, 100, 60, 68, 76, 52, 44, 36, 12, 20, 28)
	for _, c := range []struct {
		start, end int
		want       []extract.Rect
	}{
		{0, 3, []extract.Rect{{X0: 60, Y0: 100, X1: 84, Y1: 110}}},
		{1, 4, []extract.Rect{{X0: 68, Y0: 100, X1: 84, Y1: 110}, {X0: 52, Y0: 100, X1: 60, Y1: 110}}},
		{5, 7, []extract.Rect{{X0: 36, Y0: 100, X1: 44, Y1: 110}, {X0: 12, Y0: 100, X1: 20, Y1: 110}}},
		{0, 9, []extract.Rect{{X0: 12, Y0: 100, X1: 84, Y1: 110}}},
	} {
		if diff := cmp.Diff(c.want, g.Rects(c.start, c.end)); diff != "" {
			t.Errorf("[%d,%d): %s", c.start, c.end, diff)
		}
	}
}

// An arrow with words above it: the letters before and behind it are on one
// line, and a box around them would cover what stands on the arrow.
func TestBoxesAreNotJoinedOverOthers(t *testing.T) {
	t.Parallel()
	var g extract.Glyphs
	row(&g, 0, 100, 10, 18)    // A =
	row(&g, 2, 96, 28, 36, 44) // on the arrow
	row(&g, 5, 103, 28)        // the arrow, lower
	row(&g, 6, 100, 60, 68)    // B
	got := g.Rects(5, 8)
	want := []extract.Rect{{X0: 28, Y0: 103, X1: 36, Y1: 113}, {X0: 60, Y0: 100, X1: 76, Y1: 110}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := g.Rects(0, 8); len(got) != 1 {
		t.Errorf("all of the line has boxes %v", got)
	}
}

// A mark that comes later has the box of its letter: it does not cut what lies
// around it.
func TestAMarkDoesNotCutTheBoxOfItsLetter(t *testing.T) {
	t.Parallel()
	var g extract.Glyphs
	row(&g, 0, 100, 10, 18, 26, 18)
	if diff := cmp.Diff([]extract.Rect{{X0: 10, Y0: 100, X1: 34, Y1: 110}}, g.Rects(0, 3)); diff != "" {
		t.Error(diff)
	}
}

// The letters between may be of another size, and so in a run of their own.
func TestBoxesLeaveOutOthersOfAnotherSize(t *testing.T) {
	t.Parallel()
	var g extract.Glyphs
	row(&g, 0, 100, 60, 12, 20) // a bracket, and what it holds on its left
	row(&g, 3, 101, 30, 38)
	want := []extract.Rect{{X0: 60, Y0: 100, X1: 68, Y1: 110}, {X0: 12, Y0: 100, X1: 28, Y1: 110}}
	if diff := cmp.Diff(want, g.Rects(0, 3)); diff != "" {
		t.Error(diff)
	}
	if got := g.Rects(0, 5); len(got) != 1 || got[0].X0 != 12 || got[0].X1 != 68 {
		t.Errorf("all of the line has boxes %v", got)
	}
}
