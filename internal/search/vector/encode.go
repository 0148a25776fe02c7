package vector

import (
	"encoding/binary"
	"math"
)

// Encode returns the stored form of a vector: little-endian float32, four
// bytes a dimension.
func Encode(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

// Decode reads what Encode wrote. Bytes beyond the last whole number are left
// out; who knows the dimension compares the length first.
func Decode(b []byte) []float32 {
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}
