package grid

import (
	"cmp"
	"slices"
)

// Stretch is a part of the width of a page.
type Stretch struct{ U0, U1 float32 }

// And gives the stretch that two reach over; one of no width is none.
func (s Stretch) And(o Stretch) Stretch {
	if s == (Stretch{}) {
		return o
	}
	return Stretch{min(s.U0, o.U0), max(s.U1, o.U1)}
}

// Over gives for each letter of a line, from left to right, the column that it
// stands over; nil where one stands over none, or words go on from one column to
// the next. em is the size of the type.
func Over(letters []Stretch, columns map[int]Stretch, em float32) []int {
	var out []int
	last := -1
	for n, g := range letters {
		if n == 0 || g.U0-letters[n-1].U1 > .8*em {
			last = -1
			for column, k := range columns {
				if g.U0 < k.U1 && (last < 0 || k.U0 < columns[last].U0) {
					last = column // the first that does not end before it
				}
			}
		}
		if last < 0 || (g.U0+g.U1)/2 > columns[last].U1+4*em {
			return nil
		}
		out = append(out, last)
	}
	return out
}

// Columns finds the columns of a table between two edges: the stretches that
// upright stripes of white separate. A heading over several columns may cross a
// stripe, so a few rows of many may.
func Columns(parts []Stretch, u0, u1 float32, rows int) []Stretch {
	const bin = 2 // points
	width := int((u1-u0)/bin) + 1
	if width > 20000 {
		return nil
	}
	cover := make([]int, width)
	for _, c := range parts {
		for x := int((c.U0 - u0) / bin); x <= int((c.U1-u0)/bin) && x < width; x++ {
			cover[x]++
		}
	}
	few := rows * 12 / 100
	var cols []Stretch
	for x := 0; x < width; x++ {
		if cover[x] <= few {
			continue
		}
		from := x
		for x < width && cover[x] > few {
			x++
		}
		cols = append(cols, Stretch{u0 + float32(from)*bin, u0 + float32(x)*bin})
	}
	return cols
}

// Word is a word of a line of a table.
type Word struct {
	Stretch
	Line int
}

// Thin is the white between two columns at least, in ems. Cells may stand
// nearer to each other than a wide gap: where the longest text of a column fills
// it, little more than a space is left. Such columns are told by what begins at
// the same place in row after row.
const Thin = .45

// Finer divides columns at stripes that are white in every line and behind
// which most lines that go so far begin something. em is the size of the type.
func Finer(columns []Stretch, words []Word, em float32) []Stretch {
	var out []Stretch
	for _, c := range columns {
		for {
			at, ok := inner(c, words, em)
			if !ok {
				break
			}
			out = append(out, Stretch{c.U0, at.U0})
			c.U0 = at.U1
		}
		out = append(out, c)
	}
	return out
}

// inner finds the leftmost stripe inside a column that divides it.
func inner(c Stretch, all []Word, em float32) (Stretch, bool) {
	var words []Word
	for _, w := range all {
		if w.U1 > c.U0 && w.U0 < c.U1 {
			words = append(words, w)
		}
	}
	slices.SortStableFunc(words, func(a, b Word) int { return cmp.Compare(a.U0, b.U0) })
	reach := c.U0
	for i, w := range words {
		if i > 0 && w.U0-reach >= Thin*em {
			left, right, begin := map[int]bool{}, map[int]bool{}, map[int]bool{}
			for _, o := range words {
				switch {
				case o.U1 <= reach:
					left[o.Line] = true
				case o.U0 < w.U0+.2*em:
					begin[o.Line] = true
					right[o.Line] = true
				default:
					right[o.Line] = true
				}
			}
			both := 0
			for k := range left {
				if right[k] {
					both++
				}
			}
			if len(begin) >= 3 && len(begin)*10 >= len(right)*7 && both >= 2 {
				return Stretch{reach, w.U0}, true
			}
		}
		reach = max(reach, w.U1)
	}
	return Stretch{}, false
}
