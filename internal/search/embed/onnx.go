package embed

import (
	"encoding/binary"
	"io"
	"math"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
)

// The element types of onnx.proto's TensorProto that the graph uses.
const (
	typeFloat   = 1
	typeUint8   = 2
	typeInt8    = 3
	typeInt32   = 6
	typeInt64   = 7
	typeFloat16 = 10
)

// graph builds an ONNX model in its protobuf form (onnx.proto, IR version 10).
type graph struct {
	nodes     []byte
	constants [][]byte // each a field of the graph message, never joined: they are large
	known     map[string]bool
	next      int
}

const microsoft = "com.microsoft"

func bytesField(b []byte, field protowire.Number, v []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, field, protowire.BytesType), v)
}

func textField(b []byte, field protowire.Number, v string) []byte {
	return bytesField(b, field, []byte(v))
}

func intField(b []byte, field protowire.Number, v int64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, field, protowire.VarintType), uint64(v))
}

// constant adds an initialiser of raw little-endian elements and returns its name.
func (g *graph) constant(name string, kind int64, raw []byte, shape ...int) string {
	if g.known[name] {
		return name
	}
	g.known[name] = true
	var t []byte
	for _, d := range shape {
		t = intField(t, 1, int64(d))
	}
	t = intField(t, 2, kind)
	t = textField(t, 8, name)
	t = protowire.AppendVarint(protowire.AppendTag(t, 9, protowire.BytesType), uint64(len(raw)))
	head := protowire.AppendVarint(protowire.AppendTag(nil, 5, protowire.BytesType), uint64(len(t)+len(raw)))
	g.constants = append(g.constants, append(head, t...), raw)
	return name
}

func (g *graph) floats(name string, v []float32, shape ...int) string {
	raw := make([]byte, 0, 4*len(v))
	for _, x := range v {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
	}
	return g.constant(name, typeFloat, raw, shape...)
}

func (g *graph) scalar(name string, v float32) string { return g.floats(name, []float32{v}) }

func (g *graph) int64s(name string, v ...int64) string {
	raw := make([]byte, 0, 8*len(v))
	for _, x := range v {
		raw = binary.LittleEndian.AppendUint64(raw, uint64(x))
	}
	return g.constant(name, typeInt64, raw, len(v))
}

// attribute is a named int64 or float32 of a node.
type attribute struct {
	name    string
	integer int64
	float   float32
	isFloat bool
}

func integer(name string, v int) attribute { return attribute{name: name, integer: int64(v)} }

func float(name string, v float32) attribute { return attribute{name: name, float: v, isFloat: true} }

// op adds a node of the standard or the given domain and returns its outputs.
func (g *graph) op(domain, kind string, inputs, outputs []string, attributes ...attribute) {
	var n []byte
	for _, i := range inputs {
		n = textField(n, 1, i)
	}
	for _, o := range outputs {
		n = textField(n, 2, o)
	}
	n = textField(n, 4, kind)
	for _, a := range attributes {
		v := textField(nil, 1, a.name)
		switch {
		case a.isFloat:
			v = protowire.AppendFixed32(protowire.AppendTag(v, 2, protowire.Fixed32Type), math.Float32bits(a.float))
			v = intField(v, 20, 1)
		default:
			v = intField(v, 3, a.integer)
			v = intField(v, 20, 2)
		}
		n = bytesField(n, 5, v)
	}
	n = textField(n, 7, domain)
	g.nodes = bytesField(g.nodes, 1, n)
}

// one adds a node of the standard domain with one output and returns its name.
func (g *graph) one(kind string, inputs []string, attributes ...attribute) string {
	out := g.fresh()
	g.op("", kind, inputs, []string{out}, attributes...)
	return out
}

// fused is one in Microsoft's domain.
func (g *graph) fused(kind string, inputs []string, attributes ...attribute) string {
	out := g.fresh()
	g.op(microsoft, kind, inputs, []string{out}, attributes...)
	return out
}

func (g *graph) fresh() string {
	g.next++
	return "t" + strconv.Itoa(g.next)
}

// value describes an input or output of the graph; a dimension is a name or a number.
func value(name string, kind int64, dims ...any) []byte {
	var shape []byte
	for _, d := range dims {
		switch d := d.(type) {
		case string:
			shape = bytesField(shape, 1, textField(nil, 2, d))
		case int:
			shape = bytesField(shape, 1, intField(nil, 1, int64(d)))
		}
	}
	tensor := bytesField(intField(nil, 1, kind), 2, shape)
	return bytesField(textField(nil, 1, name), 2, bytesField(nil, 1, tensor))
}

// write writes the model file, the graph with the given inputs and outputs.
func (g *graph) write(to io.Writer, inputs, outputs [][]byte) error {
	var ends []byte
	for _, i := range inputs {
		ends = bytesField(ends, 11, i)
	}
	for _, o := range outputs {
		ends = bytesField(ends, 12, o)
	}
	parts := [][]byte{nil, g.nodes, textField(nil, 2, "e5"), ends}
	parts = append(parts, g.constants...)
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	parts[0] = protowire.AppendVarint(protowire.AppendTag(intField(nil, 1, 10), 7, protowire.BytesType), uint64(size))
	operators := bytesField(nil, 8, intField(textField(nil, 1, ""), 2, 21))
	operators = bytesField(operators, 8, intField(textField(nil, 1, microsoft), 2, 1))
	for _, p := range append(parts, operators) {
		if _, err := to.Write(p); err != nil {
			return err
		}
	}
	return nil
}
