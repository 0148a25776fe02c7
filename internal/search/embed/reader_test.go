package embed

import (
	"context"
	"errors"
	"testing"

	"studyapp/internal/search/late"
)

// read has the reader read a text for a question, all of it or by stretches.
func read(t *testing.T, m *Model, question string, texts ...string) []*late.Reading {
	t.Helper()
	_, asked, err := m.ReadQuery(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	_, kept, err := m.PassagesAndTokens(t.Context(), texts, make([]int, len(texts)))
	if err != nil {
		t.Fatal(err)
	}
	tokens := make([][]late.Token, len(texts))
	for i, b := range kept {
		if tokens[i], err = m.Code().Decode(b); err != nil {
			t.Fatal(err)
		}
	}
	readings, err := m.Answers(t.Context(), asked, tokens)
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
	r := read(t, m, "Who built the old bridge?", parts[0]+parts[1]+parts[2])[0]
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

func TestTheReaderTakesWhatItCan(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	long := ""
	for range 200 {
		long += "the old bridge "
	}
	r := read(t, m, long, "", long, "A bridge.")
	if r[0] != nil || r[1] == nil || r[2] == nil {
		t.Errorf("nothing, much and little are read as %v", r)
	}
	if _, _, ok := r[1].Of(late.Stretch{Start: len(long) - 4, End: len(long)}); ok {
		t.Error("what is behind the reader's room was read")
	}
	text := []late.Token{{End: 1, Vector: make([]float32, narrow)}}
	if none, err := m.Answers(t.Context(), nil, [][]late.Token{text}); err != nil || none[0] != nil {
		t.Errorf("no question gives %v, %v", none, err)
	}
	if _, err := m.Answers(t.Context(), text, [][]late.Token{text}); err == nil {
		t.Error("a question of another model is read")
	}
	ended, end := context.WithCancel(t.Context())
	end()
	asked := []late.Token{{End: 1, Vector: make([]float32, Dimension), Weight: 1}}
	if _, err := m.Answers(ended, asked, [][]late.Token{text}); !errors.Is(err, context.Canceled) {
		t.Errorf("after its end it gives %v", err)
	}
}

func TestAReaderWithOtherMatricesIsRefused(t *testing.T) {
	t.Parallel()
	for _, bytes := range [][]byte{nil, readerBin[:len(readerBin)-2], append([]byte{0, 0}, readerBin...)} {
		if _, err := readerGraph(bytes); err == nil {
			t.Errorf("%d bytes are a reader", len(bytes))
		}
	}
}

func BenchmarkAnswers(b *testing.B) {
	m := realModel(b)
	_, asked, err := m.ReadQuery(b.Context(), "Which part of a cell releases the energy that is stored in food?")
	if err != nil {
		b.Fatal(err)
	}
	text := make([]late.Token, mostText)
	for i := range text {
		v := make([]float32, narrow)
		v[i%narrow] = 1
		text[i] = late.Token{Start: i, End: i + 1, Vector: v}
	}
	for b.Loop() {
		if _, err := m.Answers(b.Context(), asked, [][]late.Token{text}); err != nil {
			b.Fatal(err)
		}
	}
}
