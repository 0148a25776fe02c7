package quoted

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// composed are the sentences that answer a question put to a page of blocks
// (see written), by words alone.
func composed(lang, question, blocks string) []string {
	r := NewRanking(Read(question, lang), []Passage{written(lang, blocks)})
	r.Rank(Background{})
	var out []string
	for _, q := range r.Compose().Quotes {
		out = append(out, q.Unit.Text)
	}
	return out
}

func TestBothSidesAreToldOf(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question, blocks string
		want                   []string
	}{
		"items that begin with them": {
			"en", "What is the difference between a wet mill and a dry mill?",
			"# Mills\nEvery mill is either wet or dry, and a wet mill with a dry mill beside it has both.\n- Wet mill: it stands in the river.\n- Dry mill: it is turned by an ox.\n- Tide mill: it stands by the sea.",
			[]string{"Wet mill: it stands in the river.", "Dry mill: it is turned by an ox."},
		},
		"sections named after them": {
			"nl", "Wat is het verschil tussen een windmolen en een watermolen?",
			"# Molens\nElke molen maalt graan.\n## Windmolen\n- De windmolen staat op een heuvel.\n- Hij maalt als het waait.\n## Watermolen\n- De watermolen staat in de rivier.\n- Hij maalt altijd.\n## Prijs\n- Een molen is duur.",
			[]string{"Windmolen", "De windmolen staat op een heuvel.", "Hij maalt als het waait.", "Watermolen", "De watermolen staat in de rivier.", "Hij maalt altijd."},
		},
	} {
		if diff := cmp.Diff(c.want, composed(c.lang, c.question, c.blocks)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", rule, diff)
		}
	}
}

func TestALeadInMayAnnounceSections(t *testing.T) {
	t.Parallel()
	blocks := "# Parts of a mill\nA mill with a wheel consists of the following parts:\n## Wheel\nThe wheel is turned by the river.\nIt is made of oak.\n## Stone\nThe stone grinds the grain.\n# Prices\nA mill costs a lot."
	want := []string{"A mill with a wheel consists of the following parts:", "Wheel", "The wheel is turned by the river.", "Stone", "The stone grinds the grain."}
	if diff := cmp.Diff(want, composed("en", "What are the parts of a mill?", blocks)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatBeginsAParagraphNamesItsList(t *testing.T) {
	t.Parallel()
	p := written("en", "# Introduction\nPlan. We go on in three steps:\n- Clean the grain.\n- Wet the grain.\n- Grind the grain.")
	r := NewRanking(Read("What does the plan list as its steps?", "en"), []Passage{p})
	for _, u := range p.Units {
		if want := u.Item || Announces(u.Text); r.lists(p, u) != want {
			t.Errorf("%q is of the list that is asked for: %v, want %v", u.Text, !want, want)
		}
	}
}

func TestALineMayBeTheFormulaThatIsNamedBeforeIt(t *testing.T) {
	t.Parallel()
	blocks := "# Mulini\nTutto si basa sulla formula di Rossi.\nQ = v * A / t\nIl mugnaio misura la portata del fiume ogni mattina."
	want := []string{"Tutto si basa sulla formula di Rossi.", "Q = v * A / t"}
	if diff := cmp.Diff(want, composed("it", "Qual è la formula di Rossi?", blocks)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An exam in another language than the question's asks the same, and what
// answers stands below.
func TestAnExamOfAnotherLanguageIsAnsweredBelow(t *testing.T) {
	t.Parallel()
	p := written("it", "Spiegare che differenza c'è tra un mulino a vento e un mulino ad acqua, e perché esistono.\nIl mulino a vento sta sulla collina, il mulino ad acqua sta nel fiume.\nIl mugnaio dorme di giorno e lavora di notte.")
	p.Cosine, p.Said = .85, []float64{.84, .838, .75}
	r := NewRanking(Read("How does a windmill work?", "en"), []Passage{p})
	r.Rank(Background{Mean: .75, Deviation: .02, Near: .7})
	if got := p.Units[r.Candidates[0].Unit].Text; got != p.Units[1].Text {
		t.Errorf("first stands %q", got)
	}
}

// Where what says most of a question is not believed, nothing of another document
// that says less of it is.
func TestAnotherDocumentThatSaysLessIsNotBelieved(t *testing.T) {
	t.Parallel()
	first, second := written("en", "The letters stand for mill, wheel and stone."), written("it", "Il mulino ha una ruota e una pietra.")
	second.Document = "e"
	first.Cosine, first.Said = .86, []float64{.79}
	second.Cosine, second.Said = .78, []float64{.77}
	r := NewRanking(Read("What does the abbreviation MWS stand for?", "en"), []Passage{reads(first, false), reads(second, true)})
	r.Rank(Background{Mean: .835, Deviation: .02, Near: .70, Top: .86, Rest: .83})
	if first, second := r.Decide(r.Candidates[0]), r.Decide(r.Candidates[1]); first >= .5 || second < .5 {
		t.Fatalf("believed at %.2f and %.2f", first, second)
	}
	if a := r.Compose(); a.Answered {
		t.Errorf("answered with %q", a.Quotes[0].Unit.Text)
	}
}

func TestNotesNeedNoFullStops(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question, blocks string
		want                   []string
	}{
		"a line that says what something is": {
			"nl", "Wat is het belangrijkste deel van de molen?",
			"# Molens\nDe molen heeft veel delen, en de molenaar kent ze.\nHet belangrijkste deel is de steen\nDe molen staat aan de rivier.",
			[]string{"Het belangrijkste deel is de steen"},
		},
		"what stands below the name of a thing": {
			"de", "Was ist eine Wassermühle?",
			"# Grundlagen\nWassermühle\nEin Gebäude am Fluss, in dem ein Rad die Steine dreht und Korn gemahlen wird.\nWindrad\nEin Turm auf dem Hügel.\nNeben die alte Wassermühle wird oft eine andere Wassermühle gebaut.",
			[]string{"Wassermühle", "Ein Gebäude am Fluss, in dem ein Rad die Steine dreht und Korn gemahlen wird."},
		},
	} {
		got := composed(c.lang, c.question, c.blocks)
		if len(got) > len(c.want) {
			got = got[:len(c.want)]
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", rule, diff)
		}
	}
}
