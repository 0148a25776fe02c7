package quoted

import "testing"

func TestWhatRanksFirstIsReadWhereNothingIsBelieved(t *testing.T) {
	t.Parallel()
	const question = "Why did they give up the mill?"
	for rule, c := range map[string]struct {
		answers []bool // what the reader says of the passages; nil: it was not given them
		want    int    // -1: none
	}{
		"nothing was read":              {nil, 0},
		"what was read does not answer": {[]bool{false}, 1},
		"what was read answers":         {[]bool{true}, -1},
		"all were read before":          {[]bool{false, false, false, false}, -1},
	} {
		texts := []string{"The mill was sold when its owner moved.", "A mill stands at the river.", "The mill is old and large.", "Mills are built of oak."}
		var passages []Passage
		for i, text := range texts {
			rs := []rune(text)
			p := Passage{Document: "mills", Text: text, Lang: "en", Cosine: .85, Units: Units(Page{Number: 1, Text: rs}, 0, len(rs)), Said: []float64{.8 - .01*float64(i)}}
			if i < len(c.answers) {
				p = reads(p, c.answers[i])
			}
			passages = append(passages, p)
		}
		r := NewRanking(Read(question, "en"), passages)
		r.Rank(Background{Near: .6, Mean: .76, Top: .86, Rest: .78, Ahead: .05})
		if got, ok := r.Unread(); ok != (c.want >= 0) || ok && got != c.want {
			t.Errorf("%s: %d, %v", rule, got, ok)
		}
	}
}

func TestWhatSaysMuchLessIsNotQuotedBesideTheBest(t *testing.T) {
	t.Parallel()
	const text = "The mill was sold because its owner had moved to the coast. Rain fell on most days of that year and the next. The mill was sold for a small sum in spring."
	for second, want := range map[float64]int{2.5: 2, .5: 1} {
		rs := []rune(text)
		p := Passage{Document: "mill", Text: text, Lang: "en", Cosine: .88, Units: Units(Page{Number: 1, Text: rs}, 0, len(rs)), Said: []float64{.8, .4, .78}, Answer: 3}
		p.Readings = []Reading{{Answer: 3, Belongs: 2, Known: true}, {Answer: -4, Belongs: -4, Known: true}, {Answer: second, Belongs: 1, Known: true}}
		r := NewRanking(Read("What was sold with the mill?", "en"), []Passage{p})
		r.Rank(Background{Near: .35, Mean: .7, Deviation: .02, Top: .88, Rest: .8, Ahead: .1})
		if a := r.Compose(); !a.Answered || len(a.Quotes) != want {
			t.Errorf("the second at %.1f: %+v", second, a.Quotes)
		}
	}
}
