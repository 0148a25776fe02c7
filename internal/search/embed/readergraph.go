package embed

import (
	"bytes"
	"errors"
	"fmt"
	"math"
)

var readerInputs = []string{"question", "near", "weights", "text"}

// How the reader is built.
const (
	readerHeads  = 4
	readerSigns  = 7  // what nearness tells of a token of the text
	askedSigns   = 3  // and of one of the question
	signsStretch = 4  // they are brought to about [-2, 2]
	far          = .5 // the cosine below which nothing of a text says a question's token
)

// readerWindows are the stretches, in tokens, around a token of the text in which
// the question is looked for.
var readerWindows = []int{9, 33, 81}

// readerGraph writes the reader as an ONNX model: a transformer over the tokens
// that the model made of a question and a text. The question's read the text, the
// text's the question (pre-norm, with a root mean square whose own scale the next
// matrix has in it). Both are given how near they come to each other, token by
// token, and each head attends by that as well, as far as it has learned to.
func readerGraph(weights []byte) ([]byte, error) {
	b := &readerBuilder{graph: graph{known: map[string]bool{}}, weights: weights}
	b.epsilon, b.last = b.scalar("epsilon", 1e-6), b.int64s("last", -1)
	sim := b.one("MatMul", []string{"near", b.turned("text")})
	ofText, ofAsked := b.signs(sim)
	question := b.stream("question", ofAsked, Dimension, askedSigns)
	text := b.stream("text", ofText, narrow, readerSigns)
	question = b.forward(b.attend(question, text, sim, "a"), "a")
	text = b.forward(b.attend(text, question, b.turned(sim), "b"), "b")
	odds := b.linear(b.norm(text), "odds", narrow, 2, true)
	b.op("", "Add", []string{odds, b.linear(ofText, "odds.signs", readerSigns, 2, false)}, []string{"odds"})
	if b.err != nil || len(b.weights) > 0 {
		return nil, errors.Join(b.err, fmt.Errorf("embed: the reader's matrices leave %d bytes", len(b.weights)))
	}
	var graph bytes.Buffer
	err := b.write(&graph,
		[][]byte{
			value("question", typeFloat, 1, "M", Dimension), value("near", typeFloat, 1, "M", narrow),
			value("weights", typeFloat, 1, 1, "M"), value("text", typeFloat, 1, "N", narrow),
		},
		[][]byte{value("odds", typeFloat, 1, "N", 2)},
	)
	return graph.Bytes(), err
}

// readerBuilder adds the reader's layers, which take the next of its matrices.
type readerBuilder struct {
	graph
	weights       []byte
	epsilon, last string
	err           error
}

// take is the next matrix.
func (b *readerBuilder) take(name string, shape ...int) string {
	n := 1
	for _, d := range shape {
		n *= d
	}
	if len(b.weights) < 2*n {
		b.err = errors.Join(b.err, fmt.Errorf("embed: the reader has no %s", name))
		return ""
	}
	v := make([]float32, n)
	for i := range v {
		v[i] = float32From(uint16(b.weights[2*i]) | uint16(b.weights[2*i+1])<<8)
	}
	b.weights = b.weights[2*n:]
	return b.floats("reader."+name, v, shape...)
}

// float32From is a float16 in 32 bits. The smallest, without a leading one, are
// too small to matter: 0.
func float32From(h uint16) float32 {
	exponent := uint32(h>>10) & 31
	if exponent == 0 {
		return 0
	}
	return math.Float32frombits(uint32(h&0x8000)<<16 | (exponent+127-15)<<23 | uint32(h&0x3ff)<<13)
}

// turned is a matrix [1, rows, columns] on its side.
func (b *readerBuilder) turned(x string) string {
	return b.one("Transpose", []string{x}, integers("perm", 0, 2, 1))
}

// signs are what the cosines [1, M, N] of a question's tokens with a text's tell:
// [1, N, readerSigns] of the text's, [1, M, askedSigns] of the question's.
func (b *readerBuilder) signs(sim string) (ofText, ofAsked string) {
	middle := b.int64s("middle", 1)
	var rows []string
	for _, w := range readerWindows { // how much of the question stands around
		most := b.one("MaxPool", []string{sim}, integers("kernel_shape", w), integers("pads", w/2, w/2), integers("strides", 1))
		rows = append(rows, b.one("MatMul", []string{"weights", most}))
	}
	best := b.one("ReduceMax", []string{sim, b.last}, integer("keepdims", 1)) // [1, M, 1]
	own := b.one("ReduceMax", []string{sim, middle}, integer("keepdims", 1))  // [1, 1, N]
	share := b.one("Mul", []string{b.turned("weights"), b.scalar("eight", 8)})
	weighed := b.one("Mul", []string{best, share})
	missing := b.one("Cast", []string{b.one("Less", []string{best, b.scalar("far", far)})}, integer("to", typeFloat))
	like := b.one("Shape", []string{own})
	everywhere := func(x string) string { // [1, 1, 1] at each token of the text
		return b.one("Expand", []string{x, like})
	}
	ownWeighed := b.one("Relu", []string{b.one("ReduceMax", []string{b.one("Mul", []string{sim, share}), middle}, integer("keepdims", 1))})
	rows = append(rows, everywhere(b.one("MatMul", []string{"weights", best})), own, ownWeighed, everywhere(b.one("MatMul", []string{"weights", missing})))
	signs := b.turned(b.one("Concat", rows, integer("axis", 1)))
	stretched := b.one("Mul", []string{signs, b.scalar("stretch", signsStretch)})
	ofText = b.one("Sub", []string{stretched, b.scalar("two", 2)})
	return ofText, b.one("Concat", []string{best, share, weighed}, integer("axis", 2))
}

// stream is what the layers work on: tokens in the reader's own room, with signs.
func (b *readerBuilder) stream(tokens, signs string, wide, n int) string {
	x := b.norm(b.linear(tokens, tokens, wide, narrow, true))
	x = b.one("Mul", []string{x, b.take(tokens+".scale", narrow)})
	return b.one("Add", []string{x, b.linear(signs, tokens+".signs", n, narrow, false)})
}

func (b *readerBuilder) linear(x, name string, in, out int, bias bool) string {
	y := b.one("MatMul", []string{x, b.take(name, in, out)})
	if bias {
		y = b.one("Add", []string{y, b.take(name+".b", out)})
	}
	return y
}

func (b *readerBuilder) norm(x string) string {
	square := b.one("ReduceMean", []string{b.one("Mul", []string{x, x}), b.last}, integer("keepdims", 1))
	return b.one("Div", []string{x, b.one("Sqrt", []string{b.one("Add", []string{square, b.epsilon})})})
}

// attend adds to a stream what it finds in the other one; sim says how near each
// token of it [1, n, m] comes to each of the other.
func (b *readerBuilder) attend(stream, other, sim, layer string) string {
	q := b.linear(b.norm(stream), layer+".q", narrow, narrow, false)
	k := b.linear(other, layer+".k", narrow, narrow, false)
	v := b.linear(other, layer+".v", narrow, narrow, false)
	o := b.take(layer+".o", narrow, narrow)
	near := b.one("Mul", []string{b.one("Unsqueeze", []string{sim, b.int64s("heads", 1)}), b.take(layer+".near", 1, readerHeads, 1, 1)})
	found := b.fused("MultiHeadAttention", []string{q, k, v, "", "", near}, integer("num_heads", readerHeads))
	return b.one("Add", []string{stream, b.one("MatMul", []string{found, o})})
}

// forward adds to a stream what two layers of neurons make of it.
func (b *readerBuilder) forward(stream, layer string) string {
	inner := b.one("Relu", []string{b.linear(b.norm(stream), layer+".f1", narrow, 2*narrow, true)})
	return b.one("Add", []string{stream, b.linear(inner, layer+".f2", 2*narrow, narrow, true)})
}
