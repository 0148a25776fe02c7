package quoted

import "testing"

// read is a passage that was read closely: what its only unit says of the question.
func read(lang, text string, said float64) Passage {
	rs := []rune(text)
	return Passage{Document: text, Text: text, Lang: lang, Said: []float64{said}, Units: Units(Page{Number: 1, Text: rs}, 0, len(rs))}
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
		r := NewRanking(Read("What is a quorum?", "en"), []Passage{read("ru", russian, c.far), read("en", english, c.near)})
		r.Rank(Background{Near: 0.7, Mean: 0.75, Deviation: 0.03})
		best := r.Candidates[0]
		if got := r.Passages[best.Passage].Text; got != c.first {
			t.Errorf("%s: %q comes first", name, got)
		}
	}
}

// What says less of a question, in another language, stands behind what says
// more of it in the question's own, however far its passage's cosine is below.
func TestAnotherLanguageThatSaysLessStandsBehind(t *testing.T) {
	passages := []Passage{
		{Document: "a", Lang: "en", Text: "Virtue is acquired by habit.", Cosine: .84, Said: []float64{.80}, Units: []Unit{{Text: "Habits are acquired by doing, one step after the other.", End: 55}}},
		{Document: "b", Lang: "it", Text: "La pagina non è presente.", Cosine: .76, Said: []float64{.72}, Units: []Unit{{Text: "Il caso interessante si ha quando la pagina non è presente.", End: 59}}},
	}
	r := NewRanking(Read("Can virtue be taught?", "en"), passages)
	r.Rank(Background{Mean: .75, Deviation: .02, Near: .7, Top: .84, Rest: .77})
	if got := r.Candidates[0]; got.Passage != 0 {
		t.Errorf("first stands %q", passages[got.Passage].Units[0].Text)
	}
}

// What comes near in another language than the question's is shown beside the
// best only where it says nearly as much.
func TestLittleIsAddedInAnotherLanguage(t *testing.T) {
	t.Parallel()
	p := written("es", "- Zombi: el molino terminó y su dueño no lo sabe.\n- Parado: el molino espera a que llegue el grano.\n- Activo: el molino tiene agua y la rueda gira ahora.")
	p.Cosine, p.Said = .85, []float64{.85, .80, .795}
	r := NewRanking(Read("What is a zombie mill?", "en"), []Passage{reads(p, true, false, false)})
	r.Rank(Background{Mean: .75, Deviation: .02, Near: .7, Top: .85, Rest: .78})
	a := r.Compose()
	if !a.Answered || len(a.Quotes) != 1 || a.Quotes[0].Unit.Text != p.Units[0].Text {
		t.Errorf("answered: %v with %d quotes", a.Answered, len(a.Quotes))
	}
}
