package flashcard

import (
	"strings"
	"testing"
)

func TestAHeadingThatIsDefinedFurtherBelow(t *testing.T) {
	t.Parallel()
	term, lead := "Carga diferida", "Una página que no reparte las imágenes en varias cargas produce una espera larga para los lectores."
	s := entryOf(t, "es", Titled, term, lead)
	s.Path = []string{"Páginas", term}
	below := Sentence{Text: "La carga diferida es una técnica que pide cada imagen cuando alguien llega hasta el lugar.", Lang: "es", Path: s.Path, Heading: term, Start: s.End + 200, End: s.End + 280}
	other := below
	other.Text = "La carga diferida, o lazy loading, es la técnica que pide cada imagen cuando alguien llega hasta el lugar."
	if cards, _ := Candidates([]Sentence{s, other}); len(cards) > 0 && strings.Contains(cards[0].Back, "espera larga") {
		t.Errorf("behind its other name: %q", cards[0].Back)
	}
	cards, _ := Candidates([]Sentence{s, below})
	for _, c := range cards {
		if strings.Contains(c.Back, "espera larga") {
			t.Errorf("%q, %q", c.Front, c.Back)
		}
	}
	if len(cards) == 0 {
		t.Error("no card of the definition")
	}
}

func TestATheoremNamedByOneWord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text, name, body, want string }{
		{"en", "Theorem 3.1 (Fermat). Each prime divides the difference of a power and its base.", "Fermat", "Each prime divides the difference of a power and its base.", "What does “Theorem (Fermat)” state?"},
		{"de", "Lemma 2 (Zorn). Jede geordnete Menge mit oberen Schranken hat ein größtes Element.", "Zorn", "Jede geordnete Menge mit oberen Schranken hat ein größtes Element.", "Was besagt „Lemma (Zorn)“?"},
		{"en", "Theorem 4 (Little theorem). Each prime divides the difference of a power and its base.", "Little theorem", "Each prime divides the difference of a power and its base.", "What does “Little theorem” state?"},
	} {
		s := Sentence{Text: c.text, Lang: c.lang, Entry: &Entry{Term: part(t, c.text, c.name), Body: part(t, c.text, c.body), Form: Theorem}}
		cards, refused := Candidates([]Sentence{s})
		if len(cards) != 1 || cards[0].Front != c.want {
			t.Errorf("%s: %v, %v", c.want, cards, refused)
		}
	}
}

func TestAGapNeedsASentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"A measure introduced by Gregor Holm in 1921 for the wear of many rails.":      false,
		"Performed by Gregor Holm in 1921 at the workshop of the railway of Lund.":     false,
		"Gregor Holm measured the wear of many rails at the workshop in Lund in 1921.": true,
	} {
		if got := firstOf(Sentence{Text: text, Lang: "en"}) != ""; got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
