package flashcard

import (
	"fmt"
	"testing"
)

// glossary is notes that explain so many terms, the given ones among them.
func glossary(t *testing.T, lang string, more ...Sentence) []Sentence {
	t.Helper()
	var out []Sentence
	for i := range leastGlossary {
		s := entryOf(t, lang, Gloss, fmt.Sprintf("Wort%cstein", 'a'+i), fmt.Sprintf("ein Stein, der nach dem Fund %c benannt wurde", 'a'+i))
		s.Entry.Bare, s.Page = true, 1
		out = append(out, s)
	}
	return append(out, more...)
}

func TestWhatAGlossarySaysOfItsTerms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, body, want string }{
		{"a noun and what belongs to it", "Felswüste, aus der der Wind den Sand trug", "Felswüste, aus der der Wind den Sand trug."},
		{"adjectives before the noun", "Ehemaliger Höchststand eines Flusses", "Ehemaliger Höchststand eines Flusses."},
		{"the case in which it is called so", "Wenn ein Tal vom Meer geflutet wird", "Wenn ein Tal vom Meer geflutet wird."},
		{"a page that says more", "Gesteinsreste im Tal eines Flusses. Mehr auf Seite 12.", "Gesteinsreste im Tal eines Flusses."},
		{"a sentence about something else", "Der Wind trägt den Sand aus der Wüste fort", ""},
		{"how it is", "schnell und laut", ""},
	} {
		s := entryOf(t, "de", Gloss, "Hammada", c.body)
		s.Entry.Bare = true
		if got := backOf(Candidates([]Sentence{s})); got != "" {
			t.Errorf("%s: alone it gives %q", c.rule, got)
		}
		if got := backOf(Candidates(glossary(t, "de", s))); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// backOf is what the card of the term Hammada answers.
func backOf(cards []Card, _ Refused) string {
	for _, c := range cards {
		if c.Term == "hammada" {
			return c.Back
		}
	}
	return ""
}

// Where a run makes fewer cards than there are, definitions come first.
func TestAGlossarysNounsComeAfterDefinitions(t *testing.T) {
	t.Parallel()
	s := entryOf(t, "de", Gloss, "Hammada", "Felswüste, aus der der Wind den Sand trug")
	s.Entry.Bare = true
	cards, _ := Candidates(glossary(t, "de", s))
	for _, i := range Best(cards, len(cards)-1) {
		if cards[i].Term == "hammada" {
			t.Errorf("it comes before a definition")
		}
	}
}

func TestNotesOfWhatWasDoneAreNoGlossary(t *testing.T) {
	t.Parallel()
	var sentences []Sentence
	for _, line := range [][2]string{
		{"Harbour board", "argued that the pier belonged to the town"},
		{"Shipowners", "rejected the fee because it was too high"},
		{"Harbour fee", "renders small boats unable to pay"},
		{"Captain Lund", "moved his boats to another harbour"},
		{"County court", "provided a list of fees for the harbour"},
		{"Town council", "mainly draws from the rules of older harbours"},
		{"Fishermen", "allowed to use the pier at night"},
		{"Pier of stone", "covers or replaces the pier of wood"},
		{"Fee of grain", "followed the fee of fish"},
		{"Night watch", "involved not only the town but its guilds"},
		{"Harbour master", "corresponding to the custom of the coast"},
		{"Sand bank", "moved from the pier to the mouth of the river"},
		{"Chain of iron", "lifted the boats that had no right to enter"},
	} {
		s := entryOf(t, "en", Gloss, line[0], line[1])
		s.Entry.Bare = true
		sentences = append(sentences, s)
	}
	if cards, _ := Candidates(sentences); len(cards) > 0 {
		t.Errorf("%v", cards)
	}
}
