package embed

import (
	"context"
	"errors"
	"strings"
	"testing"

	"studyapp/internal/search/late"
)

// read has the reader read texts for a question.
func read(t *testing.T, m *Model, question string, texts ...string) []*late.Reading {
	t.Helper()
	readings, err := m.Answers(t.Context(), question, texts, make([]int, len(texts)))
	if err != nil {
		t.Fatal(err)
	}
	return readings
}

func TestTheReaderTellsTheTextThatAnswersFromThoseAboutIt(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	for _, c := range []struct{ question, answers, about string }{
		{"When was the Peace of Westphalia signed?", "After five years of talks the Peace of Westphalia was signed in October 1648.", "The Peace of Westphalia is taught in every school, and many books are about it."},
		{"Wie hoch ist der Brocken?", "Der Brocken ist mit 1141 Metern der höchste Berg des Harzes.", "Der Brocken ist im Winter oft im Nebel, und die Bahn fährt bis zum Gipfel."},
		{"蜜蜂怎样告诉同伴花在哪里？", "蜜蜂用舞蹈告诉同伴花在哪里。", "蜜蜂和同伴在冬天聚成一团取暖。"},
		{"Wer hat das Penicillin entdeckt?", "Penicillin was discovered by Alexander Fleming in 1928.", "Penicillin is given to patients with infections of the lungs."},
	} {
		r := read(t, m, c.question, c.answers, c.about)
		if has, only := r[0].Answer(), r[1].Answer(); has < only+1 {
			t.Errorf("%s: %.2f where it is answered, %.2f where it is not", c.question, has, only)
		}
	}
}

func TestTheReaderTellsTheSentenceThatAnswers(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	parts := []string{"The river has flooded the town three times. ", "The old bridge was built by Ada Merz in 1712. ", "Its arches are of sandstone."}
	r := read(t, m, "Who built the old bridge?", strings.Join(parts, ""))[0]
	at := 0
	var answer, belongs [3]float64
	for i, p := range parts {
		answer[i], belongs[i], _ = r.Of(late.Stretch{Start: at, End: at + len(p)})
		at += len(p)
	}
	for _, says := range [][3]float64{answer, belongs} {
		if says[1] <= says[0] || says[1] <= says[2] {
			t.Errorf("answer %.2f, belongs %.2f", answer, belongs)
		}
	}
}

func TestTheReaderKnowsWhatATextIsAboutByWhatStandsAboveIt(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	const question, text = "How long is the river Elbe?", "It is 1094 km long and flows into the North Sea."
	above := "The Elbe.\n"
	readings, err := m.Answers(t.Context(), question, []string{text, above + text, "The Moselle.\n" + text}, []int{0, len(above), len("The Moselle.\n")})
	if err != nil {
		t.Fatal(err)
	}
	if right, wrong := readings[1].Answer(), readings[2].Answer(); right <= wrong {
		t.Errorf("below its name it answers by %.2f, below another by %.2f", right, wrong)
	}
	if _, _, ok := readings[1].Of(late.Stretch{Start: len(text), End: len(text) + len(above)}); ok {
		t.Error("places do not count from where the text begins")
	}
}

func TestTheReaderTakesWhatItCan(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	long := strings.Repeat("the old bridge ", 200)
	r := read(t, m, long, "", long, "A bridge.")
	if r[0] != nil || r[1] == nil || r[2] == nil {
		t.Errorf("nothing, much and little are read as %v", r)
	}
	if _, _, ok := r[1].Of(late.Stretch{Start: len(long) - 4, End: len(long)}); ok {
		t.Error("what is behind the reader's room was read")
	}
	if none := read(t, m, "", "A bridge."); none[0] != nil {
		t.Errorf("no question gives %v", none)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := m.Answers(ended, "A bridge?", []string{"A bridge."}, []int{0}); !errors.Is(err, context.Canceled) {
		t.Errorf("after its end it gives %v", err)
	}
}

func TestAReaderWithOtherMatricesIsRefused(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	for _, bytes := range [][]byte{nil, readerBin[:len(readerBin)-2], append([]byte{0, 0}, readerBin...)} {
		if _, err := readerGraph(m.weights, bytes); err == nil {
			t.Errorf("%d bytes are a reader", len(bytes))
		}
	}
}

func TestARowIsWhatTheWholeMatrixHasThere(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	const inner = 1536
	all, err := m.weights.matrix("l3.fo.w", Dimension, inner)
	if err != nil {
		t.Fatal(err)
	}
	row := make([]float32, inner)
	for _, i := range []int{0, 7, Dimension - 1} {
		if err := m.weights.row("l3.fo.w", i, row); err != nil {
			t.Fatal(err)
		}
		for k, v := range row {
			if v != all[i*inner+k] {
				t.Fatalf("row %d has %g at %d, the matrix %g", i, v, k, all[i*inner+k])
			}
		}
	}
	for _, i := range []int{-1, 1 << 20} {
		if err := m.weights.row("l3.fo.w", i, row); err == nil {
			t.Errorf("there is a row %d", i)
		}
	}
}

func BenchmarkAnswers(b *testing.B) {
	m := realModel(b)
	text := strings.Repeat("The mitochondria of a cell release the energy of food. ", 30)
	for b.Loop() {
		if _, err := m.Answers(b.Context(), "Which part of a cell releases the energy that is stored in food?", []string{text}, []int{0}); err != nil {
			b.Fatal(err)
		}
	}
}
