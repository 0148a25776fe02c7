package layout_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestHeadings(t *testing.T) {
	t.Parallel()
	large := layout.Style{Size: 14}
	for rule, c := range map[string]struct {
		set  func(s *sheet)
		want []string
	}{
		"letters at the parts of a figure, and a formula in large type": {
			func(s *sheet) {
				s.put(60, 40, "P v", large, .3)
				s.put(260, 40, "mgR", large, .3)
				s.put(160, 60, "x = 3y + 4", large, .3)
			}, nil,
		},
		"a title of two lines": {
			func(s *sheet) {
				s.put(60, 40, "On the ways in which cells of all", large, .3)
				s.put(60, 60, "kinds divide", large, .3)
			}, []string{"On the ways in which cells of all kinds divide"},
		},
		"two headings below each other": {
			func(s *sheet) {
				s.put(60, 40, "Cells", layout.Style{Size: 18}, .3)
				s.put(60, 64, "Their walls", large, .3)
			}, []string{"Cells", "Their walls"},
		},
		"a number, and italics in the size of the text": {
			func(s *sheet) { s.put(60, 60, "2.1 Cells and their walls", layout.Style{Italic: true}, .3) },
			[]string{"2.1 Cells and their walls"},
		},
		"a number, and capitals": {
			func(s *sheet) { s.line(60, 60, "III. CELLS AND WALLS") },
			[]string{"III. CELLS AND WALLS"},
		},
		"a number, and nothing else": {
			func(s *sheet) { s.line(60, 60, "2 cells and one wall") }, nil,
		},
		"a caption in bold type": {
			func(s *sheet) { s.put(60, 60, "Figure 2: Cells", layout.Style{Bold: true}, .3) }, nil,
		},
	} {
		s := newSheet(1)
		c.set(s)
		s.prose(100, 600)
		if got := texts(s.compose(), extract.Heading); !cmp.Equal(got, c.want) {
			t.Errorf("%s: headings are %q, want %q", rule, got, c.want)
		}
	}
}
