package api

import (
	"bytes"
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"
)

// nullable is a member that a PATCH may leave out (no change), set to null
// (take away) or give a value.
type nullable[T any] struct {
	sent  bool
	value *T // nil for null
}

// UnmarshalJSON is called only when the member is there.
func (n *nullable[T]) UnmarshalJSON(b []byte) error {
	n.sent = true
	if bytes.Equal(b, []byte("null")) {
		return nil
	}
	n.value = new(T)
	return json.Unmarshal(b, n.value)
}

// Schema implements huma.SchemaProvider.
func (n nullable[T]) Schema(r huma.Registry) *huma.Schema {
	s := *huma.SchemaFromType(r, typeOf[T]())
	s.Nullable = true
	return &s
}

// cleared reports whether the member was sent as null.
func (n nullable[T]) cleared() bool { return n.sent && n.value == nil }
