package flashcard

import "testing"

// Whatever a page is cut into, it gives cards that ask and answer, or none.
func FuzzParts(f *testing.F) {
	f.Add("Parts of a process", "code: what runs", "data")
	f.Add("Le risorse hanno diverse proprietà:", "Statiche: assegnate per sempre", "2")
	f.Add("Satz 2 (Rolle)", "Sei f stetig. Dann gilt x.", "")
	f.Add("什么是样本空间？", "由样本点组成的集合", "两个")
	f.Add("", " ", ":")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		text := a + "\n" + b + "\n" + c
		n, m := len([]rune(a)), len([]rune(a+"\n"+b))
		first, second, third := Part{0, n}, Part{n + 1, m}, Part{m + 1, len([]rune(text))}
		for _, lang := range []string{"en", "de", "fr", "es", "it", "pt", "ru", "zh", "ja"} {
			s := Sentence{Text: text, Lang: lang, Path: []string{a, b}}
			var all []Sentence
			for _, form := range []Form{Gloss, Definition, Theorem, Asked, Titled} {
				e := s
				e.Entry = &Entry{Term: first, Body: second, Form: form, Of: c}
				all = append(all, e)
			}
			for _, titled := range []bool{true, false} {
				l := s
				l.List = &List{Lead: first, Items: []Part{second, third}, Titled: titled}
				all = append(all, l)
			}
			r := s
			r.Row = &Row{Header: []string{c, a}, Cells: []Part{first, second}}
			all = append(all, r)
			for _, one := range all {
				cards, _ := Candidates([]Sentence{one})
				for _, card := range cards {
					if card.Front == "" || card.Kind == Basic && card.Back == "" {
						t.Fatalf("%+v of %+v", card, one)
					}
				}
			}
		}
	})
}
