package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract/pdf/ruled"
)

// lattice draws upright lines at places of the width and level ones at heights.
func (s *sheet) lattice(at, heights []float32) {
	for _, x := range at {
		s.raw.Boxes = append(s.raw.Boxes, ruled.Box{X0: x, Y0: heights[0], X1: x + .5, Y1: heights[len(heights)-1]})
	}
	for _, y := range heights {
		s.raw.Boxes = append(s.raw.Boxes, ruled.Box{X0: at[0], Y0: y, X1: at[len(at)-1], Y1: y + .5})
	}
}

func TestCellsThatAreDrawnMakeRows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule    string
		heights []float32
		put     func(s *sheet)
		want    [][]string
	}{
		{"a cell of one line in the middle of one of two", []float32{90, 106, 136, 152}, func(s *sheet) {
			s.line(50, 102, "Name")
			s.line(150, 102, "Meaning")
			s.line(50, 125, "Mitosis")
			s.line(150, 118, "Division of a nucleus of a")
			s.line(150, 130, "cell into two")
			s.line(50, 147, "Lysis")
			s.line(150, 147, "Bursting of a cell")
		}, [][]string{{"^Name", "^Meaning"}, {"Mitosis", "Division of a nucleus of a cell into two"}, {"Lysis", "Bursting of a cell"}}},
		{"lines below the heading and at the end alone", []float32{90, 106, 158}, func(s *sheet) {
			for i, row := range []string{"Name|Legs", "Ant|6", "Spider|8", "Crab|10", "Cow|4"} {
				name, legs, _ := strings.Cut(row, "|")
				y := 102 + 12*float32(i)
				if i > 0 {
					y += 3
				}
				s.line(50, y, name)
				s.line(150, y, legs)
			}
		}, [][]string{{"^Name", "^Legs"}, {"Ant", "6"}, {"Spider", "8"}, {"Crab", "10"}, {"Cow", "4"}}},
		{"written to the left", []float32{90, 106, 122, 138}, func(s *sheet) {
			for i, row := range []string{"תא|שם", "גוף|שני", "קרום|שלישי"} {
				left, right, _ := strings.Cut(row, "|")
				s.line(150, 102+16*float32(i), backwards(right))
				s.line(50, 102+16*float32(i), backwards(left))
			}
		}, [][]string{{"שם", "תא"}, {"שני", "גוף"}, {"שלישי", "קרום"}}},
		{"words across the lines are a picture's", []float32{90, 106, 122, 138}, func(s *sheet) {
			for i := range 3 {
				s.line(50, 102+16*float32(i), "The words of a picture go on over its lines")
			}
			for i := range s.raw.Chars {
				s.raw.Chars[i].Run = 1
			}
		}, nil},
		{"the names of axes alone", []float32{90, 106, 122, 138}, func(s *sheet) {
			s.line(50, 102, "y")
			s.line(150, 118, "x")
		}, nil},
		{"signs alone are a pattern", []float32{90, 106, 122, 138}, func(s *sheet) {
			for i := range 3 {
				s.line(50, 102+16*float32(i), "*")
				s.line(150, 102+16*float32(i), "*")
			}
		}, nil},
	} {
		s := newSheet(1)
		s.lattice([]float32{45, 145, 300}, c.heights)
		c.put(s)
		if d := cmp.Diff(c.want, cells(s.compose())); d != "" {
			t.Errorf("%s: %s", c.rule, d)
		}
	}
}

func backwards(s string) string {
	r := []rune(s)
	for i, k := 0, len(r)-1; i < k; i, k = i+1, k-1 {
		r[i], r[k] = r[k], r[i]
	}
	return string(r)
}
