package quoted

import "testing"

// far and near are cosines two and four deviations above the background.
const (
	mean, deviation = 0.7, 0.02
	farCosine       = mean + 2.4*deviation
	nearCosine      = mean + 4*deviation
)

func TestNothingIsSaidWhereNothingComesNear(t *testing.T) {
	t.Parallel()
	const ferns = "Ferns grow in damp places and spread by spores that the wind carries away."
	for name, c := range map[string]struct {
		question, lang, text, textLang string
		cosine                         float64 // 0: no vectors
		want                           bool
	}{
		"far in meaning, without its words":       {"Who won the football world cup in 1974?", "en", ferns, "en", farCosine, false},
		"near in meaning, without its words":      {"How do plants without blossoms multiply?", "en", ferns, "en", nearCosine, true},
		"far in meaning, with its words":          {"What do ferns spread by?", "en", ferns, "en", farCosine, true},
		"as far, from another language":           {"Wie vermehren sich Farne?", "de", ferns, "en", farCosine, true},
		"as far, from a language nobody can tell": {"羊歯はどう増えるか", "", ferns, "en", farCosine, true},
		"by words alone, of what it is about":     {"Where do ferns live?", "en", ferns, "en", 0, true},
		"by words alone, none is there":           {"Who won the football world cup in 1974?", "en", ferns, "en", 0, false},
		"by words alone, in another language":     {"Wie vermehren sich Farne?", "de", ferns, "en", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := []rune(c.text)
			p := Passage{Title: "On ferns", Text: c.text, Lang: c.textLang, Cosine: c.cosine, Units: []Unit{{Page: 1, End: len(text), Text: c.text, Kind: Sentence}}}
			if c.cosine > 0 {
				p.Said = []float64{.8}
			}
			r := NewRanking(Read(c.question, c.lang), []Passage{p})
			r.Rank(Background{Mean: mean, Deviation: deviation})
			if got := r.ComesNear(); got != c.want {
				t.Errorf("%q comes near: %v", c.question, got)
			}
		})
	}
}
