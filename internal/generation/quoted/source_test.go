package quoted

import "testing"

func TestWhoSaysSoNeedNotStandInTheText(t *testing.T) {
	t.Parallel()
	for question, answered := range map[string]bool{
		"How many sacks did the mill grind a day, according to Mayor Hale?":      true,
		"How many sacks did the mill of Hale grind a day?":                       false, // of somebody else, perhaps
		"How many sacks did the mill grind a day, according to the 1912 report?": false,
	} {
		if a := asked(question, "We ground four hundred sacks a day in our mill."); a.Answered != answered {
			t.Errorf("%s: answered %v (%.2f)", question, a.Answered, a.Confidence)
		}
	}
}

func TestASentenceMaySpeakOfOneOfTheYears(t *testing.T) {
	t.Parallel()
	const text = "In 1912 the mill ground four hundred sacks a day."
	for question, answered := range map[string]bool{
		"How many sacks did the mill grind a day in 1912 and 1913?": true,
		"How many sacks did the mill grind a day in 1913?":          false,
	} {
		if a := asked(question, text); a.Answered != answered {
			t.Errorf("%s: answered %v (%.2f)", question, a.Answered, a.Confidence)
		}
	}
}

// asked is what a sentence answers that the reader takes for an answer.
func asked(question, text string) Answer {
	rs := []rune(text)
	p := reads(Passage{Document: "mill", Text: text, Lang: "en", Cosine: .88, Units: Units(Page{Number: 1, Text: rs}, 0, len(rs)), Said: []float64{.8}}, true)
	r := NewRanking(Read(question, "en"), []Passage{p})
	r.Rank(Background{Near: .35, Mean: .7, Deviation: .02, Top: .88, Rest: .8, Ahead: .1})
	return r.Compose()
}
