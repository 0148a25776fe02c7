package cite_test

import (
	"testing"

	"studyapp/internal/generation/cite"
)

func TestSingleLettersAndMarksSayNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence, quote string
		want            cite.Verdict
	}{
		{"A: B C D.", "The graph has the nodes A, B, C and D.", cite.Unsupported},
		{"b) Copper conducts heat.", "Copper conducts heat and current.", cite.Supported},
		{"Copper conducts heat.", "3. Copper conducts heat and current.", cite.Supported},
		{"The vector x has length n.", "A plane is given by x and n.", cite.Unsupported},
	} {
		if got := cite.Verify(c.sentence, c.quote); got != c.want {
			t.Errorf("%q by %q: %s, want %s", c.sentence, c.quote, got, c.want)
		}
	}
}

func TestQuotesThatHaveNothingInCommonProveNothingTogether(t *testing.T) {
	t.Parallel()
	const sentence = "Lichens grow slowly on granite walls."
	for _, c := range []struct {
		a, b string
		want cite.Verdict
	}{
		{"Lichens grow slowly.", "The lichens were found on granite walls.", cite.Supported},
		{"Lichens grow slowly.", "Castles have granite walls.", cite.Weak},
	} {
		if got := cite.Together(sentence, c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
