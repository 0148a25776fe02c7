package cards

import (
	"testing"

	"studyapp/internal/ingest/passage"
)

// Notes in a language whose words are not known here hold foreign terms and
// short words that look like English ones: they are no English notes.
func TestPassagesOfALanguageWithoutRules(t *testing.T) {
	t.Parallel()
	m := material{}
	for _, text := range []string{
		"Kolejka to struktura danych, do której dodaje się element na koniec, a pobiera z początku.",
		"Stos – a stack, push i pop, to struktura LIFO",
		"Lista – to list, node i next, do przodu",
	} {
		m.parts = append(m.parts, passage.Part{Text: text, Tokens: 30})
	}
	m.parts[1].Tokens = 60
	for i, lang := range m.languages(&run{About: passage.About{Language: "pl"}}) {
		if lang != "pl" {
			t.Errorf("passage %d is taken for %q", i, lang)
		}
	}
	m.parts = append(m.parts, passage.Part{Text: "A queue is a list to which an element is added at its end and from which it is taken at its start.", Tokens: 60})
	if langs := m.languages(&run{About: passage.About{Language: "pl"}}); langs[3] != "en" {
		t.Errorf("the English passage is taken for %q", langs[3])
	}
}
