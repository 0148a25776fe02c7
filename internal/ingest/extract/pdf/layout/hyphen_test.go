package layout_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// column sets lines of 40 letters' width below each other; what stands behind
// a bar is on the next line.
func column(lines string) *sheet {
	s := newSheet(1)
	for i, l := range strings.Split(lines, "|") {
		s.line(50, 100+12*float32(i), l)
	}
	return s
}

func TestTheDocumentsWordsDecideAboutHyphensAtLineEnds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, want string }{
		{"the word stands whole elsewhere", "Leaves live by photosynthesis, and photo-|synthesis needs light from the sun of day.", "photosynthesis needs"},
		{"the compound stands elsewhere", "A mini-batch is small, and with each mini-|batch the weights of the networks change a bit.", "each mini-batch"},
		{"another form of the word stands elsewhere", "Photosynthetic cells are green since photo-|synthesis needs green stuff in their leaves.", "photosynthesis needs"},
		{"compounds end so elsewhere", "The size-dependent part of it is the light-|dependent one, and the leaves begin photo-|synthesis as photosynthesis begins with light.", "light-dependent"},
		{"compounds begin so elsewhere", "A self-made man wrote of the world a self-|reflexive novel of photosynthesis and photo-|synthesis was its main subject all the time.", "self-reflexive"},
		{"a cut in the middle of a compound", "This is the state of the art, so state-of-|the-art systems of photosynthesis use photo-|synthesis and nothing else at all to live.", "state-of-the-art"},
		{"a word cut inside a compound", "In equilibrium nothing moves, but in non-equi-|librium it does.", "non-equilibrium"},
		{"capitals", "CHAPTER AND VERSE of the photosynthesis, CHAP-|TER by chapter of it.", "CHAPTER by"},
		{"capitals of two names", "He lived in the town that was called BADEN-|WEILER by them.", "BADEN-WEILER"},
		{"a second word with the same rest", "Die Kosten für Hardware und für die Ein-|und Ausgabe sind hoch.", "Ein- und Ausgabe"},
		{"a word that ends so", "Der Freund ging fort, und mein bester Fre-|und kam auch dahin.", "Freund kam"},
		{"nothing is known of it", "Alle Blätter leben von ihrer Photosyn-|these am hellen Tag.", "Photosynthese am"},
	} {
		if got := column(c.text).compose().Text; !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is not in %q", c.rule, c.want, got)
		}
	}
}

// A document that does not cut words has only the hyphens of its compounds at
// the ends of lines.
func TestADocumentThatCutsNoWordsKeepsItsHyphens(t *testing.T) {
	t.Parallel()
	const line = "all of the men of the town go down to the river|"
	text := strings.Repeat(line, 4) + "and they look at the long three-|carbon sugars of the river.|" + strings.Repeat(line, 80)
	if got := column(text[:len(text)-1]).compose().Text; !strings.Contains(got, "three-carbon") {
		t.Errorf("the hyphen is gone: %q", got[:300])
	}
}

// What the pages around a page write decides, too, and the same whichever way
// the document is read.
func TestHyphensAreDecidedByThePagesAround(t *testing.T) {
	t.Parallel()
	a, b := column("the leaves live by the chemical photo-|synthesis of sugars."), column("The photo-synthesis of old.")
	b.raw.Number = 2
	one, two := layout.Analyze(a.raw), layout.Analyze(b.raw)
	look := layout.NewLook()
	look.Add(one)
	if got := layout.Compose(one, []*layout.Sheet{two}, look, nil).Text; !strings.Contains(got, "chemical photo-synthesis of") {
		t.Errorf("the next page is not asked: %q", got)
	}
	if got := layout.Compose(one, nil, look, nil).Text; !strings.Contains(got, "chemical photosynthesis of") {
		t.Errorf("without it: %q", got)
	}
}

// A text that has few words twice shows that it cuts words by how many it cuts.
func TestATextThatCutsManyWordsCutsThem(t *testing.T) {
	t.Parallel()
	var lines []string
	for _, w := range []string{"Nähr|stoffen", "Spalt|öffnungen", "Gewerk|schaften", "Blut|kreislauf", "Verfas|sungsrecht", "Wahrschein|lichkeit", "Lungen|bläschen", "Rück|bildungen", "Wort|bildung", "Netz|werke", "Geräte|treiber", "Kenn|größen"} {
		a, b, _ := strings.Cut(w, "|")
		lines = append(lines, "hier steht etwas über "+strings.ToLower(a)+"-", strings.ToLower(b)+" und noch mehr dazu")
	}
	lines = append(lines, "und wieder nährstoffen wie vorher")
	if got := column(strings.Join(lines, "|")).compose().Text; strings.Contains(got, "-") {
		t.Errorf("%q", got)
	}
}
