package embed

import (
	"fmt"

	ort "github.com/yalue/onnxruntime_go"
)

// run feeds one text, without padding, through the graph.
func (m *Model) run(ids []int64) ([]float32, error) {
	vector := make([]float32, Dimension)
	output, err := ort.NewTensor(ort.NewShape(1, Dimension), vector)
	if err != nil {
		return nil, fmt.Errorf("embedding: %w", err)
	}
	defer func() { _ = output.Destroy() }()
	return vector, m.feed(ids, output, nil)
}

// runBoth feeds one text through the graph and returns its vector and those of
// its tokens, one after the other, the control tokens among them.
func (m *Model) runBoth(ids []int64) (vector, tokens []float32, err error) {
	vector, tokens = make([]float32, Dimension), make([]float32, len(ids)*Dimension)
	embedding, err := ort.NewTensor(ort.NewShape(1, Dimension), vector)
	if err != nil {
		return nil, nil, fmt.Errorf("embedding: %w", err)
	}
	defer func() { _ = embedding.Destroy() }()
	each, err := ort.NewTensor(ort.NewShape(1, int64(len(ids)), Dimension), tokens)
	if err != nil {
		return nil, nil, fmt.Errorf("embedding: %w", err)
	}
	defer func() { _ = each.Destroy() }()
	return vector, tokens, m.feed(ids, embedding, each)
}

// feed runs the graph. tokens is nil where the tokens' vectors are not wanted.
func (m *Model) feed(ids []int64, embedding, tokens ort.Value) error {
	done, err := m.use()
	if err != nil {
		return err
	}
	defer done()
	mask := make([]int64, len(ids))
	for i := range mask {
		mask[i] = 1
	}
	shape := ort.NewShape(1, int64(len(ids)))
	input, err := ort.NewTensor(shape, ids)
	if err != nil {
		return fmt.Errorf("embedding: %w", err)
	}
	defer func() { _ = input.Destroy() }()
	attention, err := ort.NewTensor(shape, mask)
	if err != nil {
		return fmt.Errorf("embedding: %w", err)
	}
	defer func() { _ = attention.Destroy() }()
	outputs := []ort.Value{embedding, tokens}
	if err := m.session.Run([]ort.Value{input, attention}, outputs); err != nil {
		return fmt.Errorf("embedding %d tokens: %w", len(ids), err)
	}
	if tokens == nil {
		return outputs[1].Destroy() // the runtime made room itself for what is not wanted
	}
	return nil
}
