package quoted

import "testing"

// read is a passage that was read closely: what it and its only unit say of the question.
func read(lang, text string, near, said float64) Passage {
	rs := []rune(text)
	return Passage{Document: text, Text: text, Lang: lang, Near: near, Plain: near, Said: []float64{said}, Units: Units(Page{Number: 1, Text: rs}, 0, len(rs))}
}

func TestLanguagesAreRankedByWhatIsBelievedOfThem(t *testing.T) {
	t.Parallel()
	english := "A quorum is a majority of the nodes that have to agree on each write."
	russian := "Процессы обмениваются сообщениями через очереди ядра операционной системы."
	for name, c := range map[string]struct {
		near, far float64 // of the English and the Russian passage
		first     string
	}{
		"the question's own language answers": {0.90, 0.80, english},
		"the other language answers":          {0.78, 0.90, russian},
	} {
		r := NewRanking(Read("What is a quorum?", "en"), []Passage{read("ru", russian, c.far, c.far), read("en", english, c.near, c.near)})
		r.Rank(Background{Near: 0.7, Mean: 0.75, Deviation: 0.03})
		best := r.Candidates[0]
		if got := r.Passages[best.Passage].Text; got != c.first {
			t.Errorf("%s: %q comes first", name, got)
		}
	}
}
