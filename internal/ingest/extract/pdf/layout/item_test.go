package layout_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestListItemsKeepTheirMarks(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	y := float32(100)
	for _, l := range []struct {
		in         float32
		mark, text string
		gap        float32
	}{
		{0, "1.", "Measure the wire", .12}, {0, "2.", "Warm the bath:", .12}, {20, "a.", "slowly, and", .4}, {20, "b.", "until it is warm.", .4}, {0, "1.2.", "Plot it.", .4},
	} {
		x := s.put(50+l.in, y, l.mark, layout.Style{}, 0)
		s.line(x+10*l.gap, y, l.text)
		y += 12
	}
	s.line(50, y+20, "A. Smith wrote all of this in the winter of the year before.")
	want := []string{"1. Measure the wire", "2. Warm the bath:", "a. slowly, and", "b. until it is warm.", "1.2. Plot it."}
	if d := cmp.Diff(want, texts(s.compose(), extract.ListItem)); d != "" {
		t.Error(d)
	}
}
