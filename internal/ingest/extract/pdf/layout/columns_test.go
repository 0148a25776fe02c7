package layout_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// justify sets words from x over a width, the spaces between them alike.
func (s *sheet) justify(x, y, width float32, text string) {
	words := strings.Fields(text)
	letters := len(text) - (len(words) - 1)
	gap := (width - 5*float32(letters)) / float32(len(words)-1)
	for _, w := range words {
		x = s.put(x, y, w, layout.Style{}, 0) + gap
	}
}

// Words of narrow columns are moved apart until they fill them, as far as the
// cells of a table, and the columns' lines need not stand on one height.
func TestNarrowColumnsOfStretchedLinesAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	var want []string
	s := newSheet(1)
	for c := range 3 {
		for i := range 24 {
			text := []string{"the mind takes hold of", "matter and forms it into", "things that were never", "foreseen by anybody who", "thought about the world", "as it had been before it", "took hold, so it is that", "all that we call culture"}[(i*3+c)%8]
			s.justify(40+152*float32(c), 100+4*float32(c)+(12+.7*float32(c))*float32(i), 140, text)
			want = append(want, text)
		}
	}
	if got, want := strings.Join(strings.Fields(s.compose().Text), " "), strings.Join(want, " "); got != want {
		t.Errorf("%q", got)
	}
}
