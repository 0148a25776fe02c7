package pdf_test

import (
	"testing"

	"studyapp/internal/ingest/extract"
)

// Writers that have no italic font lean the upright one.
func TestLettersThatLeanAreItalic(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.content("", show(72, 700, "These words stand upright, ")+
		"BT /F1 12 Tf 1 0 .2 1 216 700 Tm (these lean) Tj ET "+show(275, 700, "and these do not."))
	p := read(t, f)
	var leaning []string
	for _, s := range p.Spans {
		if s.Kind == extract.Emphasis {
			leaning = append(leaning, string([]rune(p.Text)[s.Start:s.End]))
		}
	}
	if len(leaning) != 1 || leaning[0] != "these lean" {
		t.Errorf("italic in %q: %q", p.Text, leaning)
	}
}
