package embed

import (
	"fmt"
	"io"
	"math"
)

// weightBits is the width of the weights in the graph: with 7 bits no product
// of an 8-bit activation saturates on a CPU without VNNI.
const weightBits = 7

// buildGraph writes the model as ONNX: inputs input_ids and attention_mask
// [B, S] int64, outputs embedding [B, hidden] and tokens [B, S, hidden] float32,
// each vector of unit length.
//
// Embedding rows are looked up in 4 bits; the other matrices are 7-bit
// integers with a scale an output column, activations 8-bit with a scale a
// token, so that a vector never depends on its batch mates.
// InstanceNormalization stands for the layer norm: it is ONNX Runtime's fast
// path for normalising the last axis.
func buildGraph(w *weights, to io.Writer) error {
	b := &builder{graph: graph{known: map[string]bool{}}, w: w}
	x := b.embeddings()
	mask := b.one("Cast", []string{"attention_mask"}, integer("to", typeInt32))
	for l := range w.layers {
		x = b.layer(fmt.Sprintf("l%d.", l), x, mask)
	}
	b.pool(x)
	if b.err != nil {
		return b.err
	}
	return b.write(to,
		[][]byte{value("input_ids", typeInt64, "B", "S"), value("attention_mask", typeInt64, "B", "S")},
		[][]byte{value("embedding", typeFloat, "B", w.hidden), value("tokens", typeFloat, "B", "S", w.hidden)},
	)
}

// builder adds the layers; the first missing tensor is kept in err.
type builder struct {
	graph
	w                   *weights
	learned             map[string]lowRank // what is added to matrices, by name
	err                 error
	length, ones, zeros string
}

func (b *builder) vector(name string, n int) string {
	v, err := b.w.floats(name, n)
	if err != nil && b.err == nil {
		b.err = err
	}
	return b.floats(name, v, n)
}

func (b *builder) norm(x, name string) string {
	y := b.one("InstanceNormalization", []string{x, b.ones, b.zeros}, float("epsilon", b.w.epsilon))
	y = b.one("Mul", []string{y, b.vector(name+".w", b.w.hidden)})
	return b.one("Add", []string{y, b.vector(name+".b", b.w.hidden)})
}

func (b *builder) embeddings() string {
	h := b.w.hidden
	rows := len(b.w.pieces)
	packed, scales, err := b.w.packed("emb.word", rows, h)
	if err != nil {
		b.err = err
		return ""
	}
	word := b.fused("GatherBlockQuantized", []string{
		b.constant("word.q", typeUint8, packed, rows, h/2), "input_ids",
		b.constant("word.d", typeFloat16, scales, rows, h/blockSize),
	}, integer("bits", 4), integer("block_size", blockSize), integer("gather_axis", 0), integer("quantize_axis", 1))

	return b.placed(b.one("Cast", []string{word}, integer("to", typeFloat)))
}

// placed adds to the rows of tokens [B, S, hidden] what their places say.
func (b *builder) placed(words string) string {
	h := b.w.hidden
	b.length = b.one("Shape", []string{words}, integer("start", 1), integer("end", 2))
	b.ones = b.one("Expand", []string{b.floats("one_", []float32{1}, 1), b.length})
	b.zeros = b.one("Expand", []string{b.floats("zero_", []float32{0}, 1), b.length})
	position, err := b.w.floats("emb.pos", b.w.directory["emb.pos"].elements)
	if err != nil {
		b.err = err
		return ""
	}
	kind, err := b.w.floats("emb.type", h)
	if err != nil {
		b.err = err
		return ""
	}
	for i := range position {
		position[i] += kind[i%h]
	}
	start := b.int64s("start", 0)
	table := b.floats("position", position, len(position)/h, h)
	at := b.one("Slice", []string{table, start, b.length, start})
	return b.norm(b.one("Add", []string{words, at}), "emb.ln")
}

// layer adds the layer whose tensors begin with p. mask names the tokens that are
// attended to, "" for all.
func (b *builder) layer(p, x, mask string) string {
	h := b.w.hidden
	var bias []float32
	for _, t := range []string{"q", "k", "v"} {
		v, err := b.w.floats(p+t+".b", h)
		if err != nil && b.err == nil {
			b.err = err
		}
		bias = append(bias, v...)
	}
	qkv := b.one("Add", []string{b.linear(x, h, h, p+"q", p+"k", p+"v"), b.floats(p+"qkv.b", bias, 3*h)})
	q, k, v := b.fresh(), b.fresh(), b.fresh()
	b.op("", "Split", []string{qkv}, []string{q, k, v}, integer("axis", -1), integer("num_outputs", 3))
	a := b.fused("MultiHeadAttention", []string{q, k, v, "", mask}, integer("num_heads", b.w.heads))
	y := b.one("Add", []string{b.linear(a, h, h, p+"ao"), b.vector(p+"ao.b", h)})
	x = b.norm(b.one("Add", []string{y, x}), p+"aln")
	y = b.fused("BiasGelu", []string{b.linear(x, h, b.w.inner, p+"fi"), b.vector(p+"fi.b", b.w.inner)})
	y = b.one("Add", []string{b.linear(y, b.w.inner, h, p+"fo"), b.vector(p+"fo.b", h)})
	return b.norm(b.one("Add", []string{y, x}), p+"oln")
}

// linear multiplies x [B, S, inputs] with the named matrices, each [outputs,
// inputs], side by side, without a bias.
func (b *builder) linear(x string, inputs, outputs int, names ...string) string {
	top := b.one("ReduceMax", []string{b.one("Abs", []string{x}), b.int64s("last", -1)}, integer("keepdims", 1))
	top = b.one("Max", []string{top, b.scalar("tiny", 1e-12)})
	scale := b.one("Mul", []string{top, b.scalar("per127", 1.0/127)})
	unit, middle := b.scalar("unit", 1), b.constant("middle", typeUint8, []byte{128})
	quantised := b.one("QuantizeLinear", []string{b.one("Div", []string{x, scale}), unit, middle})

	columns := outputs * len(names)
	q, s := make([]byte, inputs*columns), make([]float32, columns)
	for i, name := range names {
		m, err := b.w.matrix(name+".w", outputs, inputs)
		if err != nil {
			if b.err == nil {
				b.err = err
			}
			return ""
		}
		b.learned[name].addTo(m, inputs)
		for o := range outputs {
			row, column := m[o*inputs:(o+1)*inputs], i*outputs+o
			var most float32
			for _, v := range row {
				most = max(most, float32(math.Abs(float64(v))))
			}
			s[column] = most / (1<<(weightBits-1) - 1)
			for j, v := range row {
				q[j*columns+column] = byte(int8(math.RoundToEven(float64(v / s[column]))))
			}
		}
	}
	y := b.fused("MatMulIntegerToFloat", []string{
		quantised, b.constant(names[0]+".q", typeInt8, q, inputs, columns), unit, b.floats(names[0]+".s", s, columns), middle,
	})
	return b.one("Mul", []string{y, scale})
}

// pool sums over the tokens and normalises; dividing by their count would
// change nothing. The last hidden state of each token is normalised for itself.
func (b *builder) pool(x string) {
	axis := b.int64s("axis1", 1)
	mask := b.one("Unsqueeze", []string{b.one("Cast", []string{"attention_mask"}, integer("to", typeFloat)), axis})
	total := b.one("Squeeze", []string{b.one("MatMul", []string{mask, x}), axis})
	b.op("", "LpNormalization", []string{total}, []string{"embedding"}, integer("axis", -1), integer("p", 2))
	b.op("", "LpNormalization", []string{x}, []string{"tokens"}, integer("axis", -1), integer("p", 2))
}
