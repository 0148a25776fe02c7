package cardface

import (
	"strings"
	"testing"

	"studyapp/internal/learning"
)

// Yellow is only what stands in the quote.
func TestAGapIsYellowOnlyWhereItsWordsStandInTheQuote(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, quote string
		yellow            bool
	}{
		{"its word stands there", "The {{c1::Ventricle}} pumps blood.", "The left ventricle pumps blood into the aorta.", true},
		{"another word", "The {{c1::atrium}} pumps blood.", "The left ventricle pumps blood into the aorta.", false},
		{"no quote", "The {{c1::ventricle}} pumps blood.", "", false},
		{"emphasis around it", "The {{c1::**ventricle**}} pumps blood.", "The left ventricle pumps blood.", true},
	} {
		_, back := Sides(learning.Card{Kind: learning.Cloze, Text: c.text, Ordinal: 1, Source: &learning.Source{Quote: c.quote}})
		if got := strings.Contains(back, "<mark>"); got != c.yellow {
			t.Errorf("%s: yellow %v in %s", c.name, got, back)
		}
	}
}
