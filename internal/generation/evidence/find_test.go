package evidence_test

import (
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/evidence/evidencetest"
)

// quarries are three subjects, so that a question may be about something else.
const quarries = `# The quarry of Elmstead

The quarry was opened by the Barlow family, who needed slate for the roofs of their mills. For forty years some two hundred men worked there, most of them from the villages in the valley.

Work ended when the railway was washed away by a flood, because the stone could no longer be carried to the harbour. The pit has since filled with rain and is now a place where divers are trained.

# Bees

A colony of bees keeps its nest at about thirty-five degrees. In winter the insects gather in a ball and tremble with the muscles of their wings, which makes them warm.

Bees tell each other where flowers are by dancing: the angle of the dance stands for the direction, its length for the distance.

# Glass

Glass is made by melting sand with soda and lime. The soda lets the sand melt at a lower temperature, and the lime keeps the glass from dissolving in water.

Old panes are thicker at one edge because of how they were blown and cut, not because glass flows.`

func TestSentencesThatSayItInOtherWordsOrAnotherLanguageAreFound(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{Meaning: true})
	w.Add(w.Owner, "Reader", "markdown", evidencetest.Page(quarries))
	for question, want := range map[string]string{
		"Why did they stop cutting slate at Elmstead?":                 "washed away",
		"What is the flooded pit used for today?":                      "divers",
		"How do bees keep warm in the cold months?":                    "tremble",
		"Warum konnte der Stein nicht mehr zum Hafen gebracht werden?": "washed away",
		"Wie teilen Bienen einander mit, wo es Blüten gibt?":           "dancing",
		"蜜蜂怎样告诉同伴花在哪里？":                                                "dancing",
		"玻璃是用什么做的？":                                                    "melting sand",
		"Зачем при изготовлении стекла добавляют соду?":                "soda lets",
	} {
		f, err := w.Evidence.Find(t.Context(), w.Owner, question, "", evidence.Scope{}, 12)
		if err != nil {
			t.Fatal(err)
		}
		a := f.Ranking.Compose()
		said := ""
		for _, q := range a.Quotes {
			said += q.Unit.Text + " "
		}
		if !a.Answered || !strings.Contains(said, want) {
			c := f.Ranking.Candidates[0]
			t.Errorf("%s: answered %v (%.2f): %q; first %q", question, a.Answered, a.Confidence, said, f.Ranking.Passages[c.Passage].Units[c.Unit].Text)
		}
	}
	for _, question := range []string{
		"Who won the chess championship of 1972?", "Wie hoch ist der Kilimandscharo?", "光合作用是怎样进行的？", "How is the tax on imported cars calculated?",
		"Wer schrieb die Oper Fidelio?", "Как устроен двигатель внутреннего сгорания?",
	} {
		f, err := w.Evidence.Find(t.Context(), w.Owner, question, "", evidence.Scope{}, 12)
		if err != nil {
			t.Fatal(err)
		}
		if f.Ranking == nil {
			continue
		}
		if a := f.Ranking.Compose(); a.Answered {
			t.Errorf("%s is answered (%.2f) with %q", question, a.Confidence, a.Quotes[0].Unit.Text)
		}
	}
}

func TestAPassageWhoseTokensAreKeptAnswersAsOneThatIsReadNow(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{Meaning: true})
	w.Add(w.Owner, "Reader", "markdown", evidencetest.Page(quarries))
	answer := func() (said string, confidence float64) {
		t.Helper()
		f, err := w.Evidence.Find(t.Context(), w.Owner, "How do bees keep warm in the cold months?", "", evidence.Scope{}, 12)
		if err != nil {
			t.Fatal(err)
		}
		a := f.Ranking.Compose()
		for _, q := range a.Quotes {
			said += q.Unit.Text + " "
		}
		return said, a.Confidence
	}
	kept := func() (n int) {
		t.Helper()
		if err := w.Pool.QueryRow(t.Context(), `select count(*) from chunk_tokens`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := kept(); n != 0 {
		t.Fatalf("%d passages have tokens before any was read", n)
	}
	said, confidence := answer()
	if !strings.Contains(said, "tremble") || kept() == 0 {
		t.Errorf("%q; of %d passages tokens are kept", said, kept())
	}
	if again, c := answer(); again != said || c != confidence {
		t.Errorf("with what is kept: %q (%.4f), before %q (%.4f)", again, c, said, confidence)
	}
}

func TestWhereNothingIsBelievedMoreIsRead(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{Meaning: true})
	for i, trade := range []string{"miller", "baker", "cooper", "smith", "weaver", "tanner"} {
		w.Add(w.Owner, trade, "markdown", evidencetest.Page(fmt.Sprintf("The %s of the village had %d helpers, and all of them ate at one table in the evening.", trade, i+2)))
	}
	read := func(question string) (n int, answered bool) {
		t.Helper()
		f, err := w.Evidence.Find(t.Context(), w.Owner, question, "", evidence.Scope{}, 12)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range f.Ranking.Passages {
			if p.Readings != nil {
				n++
			}
		}
		return n, f.Ranking.Compose().Answered
	}
	few, answered := read("How many helpers did the miller of the village have?")
	if !answered {
		t.Error("what a passage says is not answered")
	}
	if more, answered := read("Why did the people of the village leave their houses?"); answered || more <= few {
		t.Errorf("answered %v: %d passages were read, %d for a question that is answered", answered, more, few)
	}
}
