package object

// A value of a PDF file is one of: nil, bool, float64 (any number), Name,
// String, Array, Dict, Ref, *Stream.
type (
	Name   string
	String string
	Array  []any
	Dict   map[Name]any
)

// Ref points at an object of the file.
type Ref struct{ Number, Generation int }

// Stream is a dictionary with bytes behind it.
type Stream struct {
	Dict  Dict
	start int64 // of its bytes in the file
}

// Number gives a number of a dictionary that is not a reference.
func (d Dict) Number(key Name) (float64, bool) {
	v, ok := d[key].(float64)
	return v, ok
}

// number gives a whole number within bounds, 0 for anything else.
func (d Dict) number(key Name, most int64) (int64, bool) {
	v, ok := d.Number(key)
	if !ok || v < 0 || v > float64(most) {
		return 0, false
	}
	return int64(v), true
}
