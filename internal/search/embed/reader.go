package embed

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	ort "github.com/yalue/onnxruntime_go"

	"studyapp/internal/search/late"
)

// readerBin is what the reader knows beyond the search model: the matrices of
// readerGraph, in its order, in little-endian float16.
//
// It was learned in two runs of an hour on two cores (learn/): the second from
// 70,000 examples of some 90 tokens, of which it saw half twice. They are questions
// in 17 languages over texts in the same or another one, two of three with the words
// that answer. Half of the others are questions that somebody wrote so that the text
// seems to answer, or in which a name or year was changed for another of the same
// article; the rest are texts without the sentence that did, or others
// about the same. Kept out were XQuAD's articles with an odd number, in every
// translation of SQuAD, and chunking_eval's questions with an even one.
//
//go:embed reader.bin
var readerBin []byte

// mostQuestion and mostText are how many tokens the reader sees of a question and
// of a text, part of a passage below its headings: as many as it has learned with.
const (
	mostQuestion = 40
	mostText     = 144
)

// newReader loads the reader, which says what of a text answers a question.
func newReader(w *weights, options *ort.SessionOptions) (*ort.DynamicAdvancedSession, error) {
	graph, err := readerGraph(w, readerBin)
	if err != nil {
		return nil, err
	}
	session, err := ort.NewDynamicAdvancedSessionWithONNXData(graph, readerInputs, []string{"odds"}, options)
	if err != nil {
		return nil, fmt.Errorf("loading the reader: %w", err)
	}
	return session, nil
}

// Answers reads texts for a question, each together with it, and says of the
// tokens that stand at the code point from of each text or behind it what speaks
// for them. Places count from there, as in PassagesAndTokens; what stands before
// tells what the text is about. Of a text without tokens it is nil. It does not
// wait for passages in work, and stops between two texts when the context ends.
func (m *Model) Answers(ctx context.Context, question string, texts []string, from []int) ([]*late.Reading, error) {
	readings := make([]*late.Reading, len(texts))
	if strings.TrimSpace(question) == "" {
		return readings, nil
	}
	s, _ := m.tokenizer.normalise(question)
	asked := m.tokenizer.segment(s)
	asked = asked[:min(len(asked), mostQuestion)]
	err := m.aside(ctx, len(texts), func(_ context.Context, i int) (err error) {
		if strings.TrimSpace(texts[i]) != "" {
			readings[i], err = m.answers(asked, texts[i], from[i])
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return readings, nil
}

// answers reads one text behind a question: <s> question </s></s> text </s>.
func (m *Model) answers(asked []token, text string, from int) (*late.Reading, error) {
	s, places := m.tokenizer.normalise(text)
	said := m.tokenizer.segment(s)
	said = said[:min(len(said), mostText)]
	t := m.tokenizer
	ids, sides := []int64{t.bos}, []int64{0}
	put := func(side int64, more ...int64) {
		for _, id := range more {
			ids, sides = append(ids, id), append(sides, side)
		}
	}
	for _, k := range asked {
		put(0, k.id)
	}
	put(0, t.eos)
	put(1, t.eos)
	first := len(ids)
	var read []late.Token
	before := 0
	for _, k := range said {
		put(1, k.id)
		start, end := k.place(s, places)
		if start < from {
			before++
			continue
		}
		read = append(read, late.Token{Start: start - from, End: end - from})
	}
	put(1, t.eos)
	odds, err := m.odds(ids, sides)
	if err != nil || len(read) == 0 {
		return nil, err
	}
	none, of := odds[2], make([]float32, 0, 2*len(read))
	for i := range read {
		at := readerOdds * (first + before + i)
		of = append(of, odds[at]-none, odds[at+1])
	}
	return late.NewReading(read, of), nil
}

// odds runs the reader over tokens of the question (side 0) and the text (1). Of
// each token it returns readerOdds numbers, one after the other.
func (m *Model) odds(ids, sides []int64) ([]float32, error) {
	done, err := m.use()
	if err != nil {
		return nil, err
	}
	defer done()
	words := make([]float32, len(ids)*Dimension)
	for i, id := range ids {
		if err := m.weights.row("emb.word", int(id), words[i*Dimension:(i+1)*Dimension]); err != nil {
			return nil, err
		}
	}
	n := int64(len(ids))
	odds := make([]float32, readerOdds*n)
	var values []ort.Value
	defer func() {
		for _, v := range values {
			_ = v.Destroy()
		}
	}()
	given, err := ort.NewTensor(ort.NewShape(1, n, Dimension), words)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	values = append(values, given)
	whose, err := ort.NewTensor(ort.NewShape(1, n), sides)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	values = append(values, whose)
	out, err := ort.NewTensor(ort.NewShape(1, n, readerOdds), odds)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	values = append(values, out)
	if err := m.reader.Run(values[:2], values[2:]); err != nil {
		return nil, fmt.Errorf("reading %d tokens: %w", n, err)
	}
	return odds, nil
}
