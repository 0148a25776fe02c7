package embed

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

var readerInputs = []string{"words", "sides"}

// How the reader is built.
const (
	readerLayers = 8  // of the search model's twelve: the last ones serve its vectors
	readerKept   = 1  // of which the first have learned nothing
	readerRank   = 16 // of what its matrices have learned
	readerOdds   = 3  // of a token: being of the answer, belonging to the reply; of the first: no answer
)

// readerGraph writes the reader as an ONNX model: inputs words [B, S, hidden]
// float32, the rows of the tokens, and sides [B, S] int64, 0 for the question and
// 1 for the text; output odds [B, S, readerOdds] float32. It is the first layers
// of the search model, with what they have learned in matrices of low rank (LoRA,
// arXiv:2106.09685) added to theirs: b·a for each matrix of each layer.
func readerGraph(w *weights, learned []byte) ([]byte, error) {
	k := &learnedMatrices{left: learned}
	b := &builder{graph: graph{known: map[string]bool{}}, w: w, learned: map[string]lowRank{}}
	h := w.hidden
	sides := b.floats("sides.v", k.take(2*h), 2, h)
	for l := readerKept; l < readerLayers; l++ {
		p := fmt.Sprintf("l%d.", l)
		a, of := k.take(readerRank*h), k.take(3*h*readerRank)
		for i, name := range []string{"q", "k", "v"} {
			b.learned[p+name] = lowRank{a, part(of, i, h*readerRank)}
		}
		b.learned[p+"ao"] = lowRank{k.take(readerRank * h), k.take(h * readerRank)}
		b.learned[p+"fi"] = lowRank{k.take(readerRank * h), k.take(w.inner * readerRank)}
		b.learned[p+"fo"] = lowRank{k.take(readerRank * w.inner), k.take(h * readerRank)}
	}
	head, bias := k.take(h*readerOdds), k.take(readerOdds)
	if k.short || len(k.left) > 0 {
		return nil, fmt.Errorf("embed: the reader's matrices are not those of its layers, %d bytes are left", len(k.left))
	}
	x := b.placed("words")
	x = b.one("Add", []string{x, b.one("Gather", []string{sides, "sides"})})
	for l := range readerLayers {
		x = b.layer(fmt.Sprintf("l%d.", l), x, "")
	}
	x = b.one("MatMul", []string{x, b.floats("head", head, h, readerOdds)})
	b.op("", "Add", []string{x, b.floats("head.b", bias, readerOdds)}, []string{"odds"})
	var graph bytes.Buffer
	err := b.write(&graph,
		[][]byte{value("words", typeFloat, "B", "S", h), value("sides", typeInt64, "B", "S")},
		[][]byte{value("odds", typeFloat, "B", "S", readerOdds)},
	)
	return graph.Bytes(), errors.Join(b.err, err)
}

// learnedMatrices are read one after the other.
type learnedMatrices struct {
	left  []byte
	short bool // one was missing
}

// take is the next n numbers.
func (k *learnedMatrices) take(n int) []float32 {
	v := make([]float32, n)
	if len(k.left) < 2*n {
		k.short = true
		return v
	}
	for i := range v {
		v[i] = float16(binary.LittleEndian.Uint16(k.left[2*i:]))
	}
	k.left = k.left[2*n:]
	return v
}

// part is the i-th stretch of n numbers.
func part(v []float32, i, n int) []float32 { return v[i*n : (i+1)*n] }

// lowRank is a matrix [outputs, inputs] as the product of b [outputs, rank] and a
// [rank, inputs].
type lowRank struct{ a, b []float32 }

// addTo adds it to a matrix.
func (r lowRank) addTo(m []float32, inputs int) {
	if r.a == nil {
		return
	}
	for o := range len(m) / inputs {
		row := m[o*inputs : (o+1)*inputs]
		for k := range readerRank {
			by := r.b[o*readerRank+k]
			for i, v := range r.a[k*inputs : (k+1)*inputs] {
				row[i] += by * v
			}
		}
	}
}
