package ruled_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract/pdf/ruled"
)

func level(x0, x1, y float32) ruled.Box   { return ruled.Box{X0: x0, Y0: y, X1: x1, Y1: y + .5} }
func upright(x, y0, y1 float32) ruled.Box { return ruled.Box{X0: x, Y0: y0, X1: x + .5, Y1: y1} }

func TestTables(t *testing.T) {
	t.Parallel()
	type place struct{ Row, Column, Columns int }
	outer := []ruled.Box{level(0, 300, 0), level(0, 300, 60), upright(0, 0, 60), upright(300, 0, 60)}
	for _, c := range []struct {
		rule  string
		boxes []ruled.Box
		want  []place
	}{
		{"a heading over two columns", append([]ruled.Box{level(0, 300, 20), level(0, 300, 40), upright(100, 0, 60), upright(200, 20, 60)}, outer...),
			[]place{{0, 0, 1}, {0, 1, 2}, {1, 0, 1}, {1, 1, 1}, {1, 2, 1}, {2, 0, 1}, {2, 1, 1}, {2, 2, 1}}},
		{"a name of two rows", append([]ruled.Box{level(0, 300, 20), level(100, 300, 40), upright(100, 0, 60)}, outer...),
			[]place{{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}, {2, 1, 1}}},
		{"frames of cells that stand near each other", []ruled.Box{{0, 0, 99, 19}, {101, 0, 199, 19}, {0, 21, 99, 39}, {101, 21, 199, 39}},
			[]place{{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}}},
		{"one row is none", append([]ruled.Box{upright(100, 0, 60), upright(200, 0, 60)}, outer...), nil},
		{"a graph has open sides", []ruled.Box{upright(0, 0, 100), level(0, 200, 100), level(0, 200, 75), level(0, 200, 50), level(0, 200, 25), upright(50, 0, 100), upright(100, 0, 100)}, nil},
		{"lines below a heading and paragraphs", []ruled.Box{level(0, 300, 0), level(0, 300, 100), level(0, 300, 300)}, nil},
	} {
		var got []place
		for _, cells := range ruled.Tables(c.boxes) {
			for _, k := range cells {
				got = append(got, place{k.Row, k.Column, k.Columns})
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.rule, d)
		}
	}
}

// What a page draws may be anything: no box is too small, too large or too many.
func FuzzTables(f *testing.F) {
	f.Add([]byte{0, 0, 200, 1, 0, 50, 200, 51, 0, 0, 1, 50, 200, 0, 201, 50})
	f.Fuzz(func(t *testing.T, b []byte) {
		var boxes []ruled.Box
		for ; len(b) >= 4; b = b[4:] {
			boxes = append(boxes, ruled.Box{X0: float32(min(b[0], b[2])), Y0: float32(min(b[1], b[3])), X1: float32(max(b[0], b[2])), Y1: float32(max(b[1], b[3]))})
		}
		for _, cells := range ruled.Tables(boxes) {
			for _, c := range cells {
				if c.X0 >= c.X1 || c.Y0 >= c.Y1 || c.Row < 0 || c.Column < 0 || c.Columns < 1 {
					t.Fatalf("%+v", c)
				}
			}
		}
	})
}
