package searchtest

import (
	"testing"

	"studyapp/internal/search/vector"
)

func TestReferenceConforms(t *testing.T) {
	t.Parallel()
	Vectors(t, Engine{
		New:  func(*testing.T) vector.Index { return NewExact(Dimension) },
		Load: func(path string) (vector.Index, error) { return LoadExact(path, Dimension) },
	})
}
