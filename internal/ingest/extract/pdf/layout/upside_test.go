package layout_test

import (
	"slices"
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// The reader gives a line that stands on its head letter by letter from its
// end, where the file draws each letter by itself.
func TestWritingOnItsHeadIsReadForwards(t *testing.T) {
	t.Parallel()
	const want = "Cells divide in two"
	s := newSheet(1)
	s.put(50, 100, want, layout.Style{Angle: 180}, .3)
	for i := range s.raw.Chars {
		c := &s.raw.Chars[i]
		c.X0, c.X1 = 600-c.X1, 600-c.X0
		c.Y0, c.Y1 = 800-c.Y1, 800-c.Y0
	}
	if got := s.compose().Text; got != want {
		t.Errorf("in the order of reading: %q", got)
	}
	slices.Reverse(s.raw.Chars)
	if got := s.compose().Text; got != want {
		t.Errorf("from the end: %q", got)
	}
}
