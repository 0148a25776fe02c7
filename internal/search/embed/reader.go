package embed

import (
	"context"
	_ "embed"
	"fmt"

	ort "github.com/yalue/onnxruntime_go"

	"studyapp/internal/search/late"
)

// readerBin is what the reader knows: the matrices of readerGraph, in its order,
// in little-endian float16.
//
// It was learned from 38,000 questions in 16 languages with the words that answer
// them (XQuAD's 24 of 48 articles in twelve languages and between them, DRCD and
// CMRC, JaQuAD, TQuAD, ARCD, PoQuAD, PersianQA, translations of SQuAD into Spanish
// and Portuguese, SciQ, every second question of chunking_eval), each over the text
// that has the answer and two that come near, or over three that do not have it:
// the words that answer have to outweigh all others and the choice of none. The
// model and late's Code stay as they are.
//
//go:embed reader.bin
var readerBin []byte

// mostQuestion and mostText are how many tokens the reader sees of a question and
// of a text: as many as it has learned with.
const (
	mostQuestion = 32
	mostText     = 240
)

// newReader loads the reader, which says what of a text answers a question.
func newReader(options *ort.SessionOptions) (*ort.DynamicAdvancedSession, error) {
	graph, err := readerGraph(readerBin)
	if err != nil {
		return nil, err
	}
	session, err := ort.NewDynamicAdvancedSessionWithONNXData(graph, readerInputs, []string{"odds"}, options)
	if err != nil {
		return nil, fmt.Errorf("loading the reader: %w", err)
	}
	return session, nil
}

// Answers reads texts for a question: its tokens as ReadQuery gave them, those of
// the texts as Code's Decode did. A text without tokens gets nil. It stops between
// two texts when the context ends.
func (m *Model) Answers(ctx context.Context, question []late.Token, texts [][]late.Token) ([]*late.Reading, error) {
	readings := make([]*late.Reading, len(texts))
	if len(question) == 0 {
		return readings, nil
	}
	asked, err := m.asked(question[:min(len(question), mostQuestion)])
	if err != nil {
		return nil, err
	}
	err = m.aside(ctx, len(texts), func(_ context.Context, i int) (err error) {
		if len(texts[i]) > 0 {
			readings[i], err = m.answers(asked, texts[i][:min(len(texts[i]), mostText)])
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return readings, nil
}

// asked is a question as the reader takes it: for each token its vector, the one
// that is compared with those of texts, and the share of the weight that it has.
type asked struct {
	vectors, near, weights []float32
}

func (m *Model) asked(question []late.Token) (asked, error) {
	var a asked
	var all float64
	for _, t := range question {
		if len(t.Vector) != Dimension {
			return a, fmt.Errorf("embed: a question's token of %d numbers", len(t.Vector))
		}
	}
	coded := m.code.Question(question)
	for _, t := range coded {
		all += t.Weight
	}
	for i, t := range coded {
		a.vectors, a.near = append(a.vectors, question[i].Vector...), append(a.near, t.Vector...)
		a.weights = append(a.weights, float32(t.Weight/max(all, 1e-6)))
	}
	return a, nil
}

func (m *Model) answers(question asked, text []late.Token) (*late.Reading, error) {
	given := make([]float32, 0, len(text)*narrow)
	for _, t := range text {
		given = append(given, t.Vector...)
	}
	odds := make([]float32, 2*len(text))
	length, n := int64(len(question.weights)), int64(len(text))
	var values []ort.Value
	defer func() {
		for _, v := range values {
			_ = v.Destroy()
		}
	}()
	for _, in := range []struct {
		numbers []float32
		shape   ort.Shape
	}{
		{question.vectors, ort.NewShape(1, length, Dimension)},
		{question.near, ort.NewShape(1, length, narrow)},
		{question.weights, ort.NewShape(1, 1, length)},
		{given, ort.NewShape(1, n, narrow)},
		{odds, ort.NewShape(1, n, 2)},
	} {
		v, err := ort.NewTensor(in.shape, in.numbers)
		if err != nil {
			return nil, fmt.Errorf("reading: %w", err)
		}
		values = append(values, v)
	}
	if err := m.reader.Run(values[:4], values[4:]); err != nil {
		return nil, fmt.Errorf("reading %d tokens: %w", n, err)
	}
	return late.NewReading(text, odds), nil
}
