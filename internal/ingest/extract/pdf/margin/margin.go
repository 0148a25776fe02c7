// Package margin finds the numbers of lines that stand in a margin of a page.
package margin

import (
	"cmp"
	"slices"
)

const (
	few  = 5   // how many lines of a page are numbered, at least, where lines are
	many = 300 // more than a page has lines
	// whole is how many there are, at least, of numbers in the size of the text:
	// fewer may be those of a list.
	whole = 25
)

// Box is a stretch of a line, in points from the top left, and the size of its
// type.
type Box struct{ X0, Y0, X1, Y1, Size float32 }

// Number is a number that a stretch begins with, or ends with in the right
// margin, or is.
type Number struct {
	Box
	Value int
	Of    int  // which stretch it is in
	Alone bool // the stretch is nothing else
}

// Lines gives those of the numbers that count the lines of a page, or those of
// each listing on it: small ones, or such beside prose, that stand under each other
// in the left or right margin of all stretches and go up by the same step.
func Lines(all []Number, stretches []Box, left bool) []Number {
	if len(all) < few || len(all) > many {
		return nil
	}
	// They end under each other, or begin so.
	const flush = 2.5
	var best []Number
	for _, at := range all {
		var column []Number
		for _, n := range all {
			if abs(n.X1-at.X1) < flush || abs(n.X0-at.X0) < flush {
				column = append(column, n)
			}
		}
		if len(column) > len(best) {
			best = column
		}
	}
	slices.SortFunc(best, func(a, b Number) int { return cmp.Compare(a.Y1, b.Y1) })
	if steady(best) && outside(best, stretches, left) {
		return best
	}
	var found []Number
	for len(best) > 0 {
		n := 1
		for n < len(best) && best[n].Value > best[n-1].Value {
			n++
		}
		if run := best[:n]; steady(run) && outside(run, stretches, left) {
			found = append(found, run...)
		}
		best = best[n:]
	}
	return found
}

// steady reports whether numbers go up by one step nearly throughout.
func steady(column []Number) bool {
	if len(column) < few {
		return false
	}
	steps := map[int]int{}
	for i := 1; i < len(column); i++ {
		steps[column[i].Value-column[i-1].Value]++
	}
	for step, n := range steps {
		if step > 0 && step <= 10 && n*10 >= (len(column)-1)*9 {
			return true
		}
	}
	return false
}

// outside reports whether numbers stand in a margin: nothing else stands that
// far out at their heights, and they are in smaller type than what stands beside
// them, or as many as the lines of a page of prose.
func outside(column []Number, stretches []Box, left bool) bool {
	in := map[int]bool{}
	x0, x1 := column[0].X0, column[0].X1
	for _, n := range column {
		in[n.Of] = true
		x0, x1 = min(x0, n.X0), max(x1, n.X1)
	}
	top, bottom := column[0].Y0, column[len(column)-1].Y1
	width := float32(0)
	for i, s := range stretches {
		width = max(width, s.X1-s.X0)
		if !in[i] && s.Y1 >= top && s.Y0 <= bottom && (left && s.X0 < x1 || !left && s.X1 > x0) {
			return false
		}
	}
	small, full, beside := 0, 0, 0
	for _, n := range column {
		wide, size := float32(0), float32(0)
		for i, s := range stretches {
			if min(s.Y1, n.Y1)-max(s.Y0, n.Y0) > .3*(n.Y1-n.Y0) && (i != n.Of || !n.Alone) {
				wide, size = max(wide, s.X1-s.X0), max(size, s.Size)
			}
		}
		if wide == 0 {
			continue
		}
		beside++
		if n.Size <= .85*size {
			small++
		}
		if wide > .6*width {
			full++
		}
	}
	if beside*2 < len(column) {
		return false
	}
	return small*10 >= beside*9 || len(column) >= whole && full*10 >= beside*6 && even(column)
}

// even reports whether numbers follow each other at one distance.
func even(column []Number) bool {
	pitch := (column[len(column)-1].Y1 - column[0].Y1) / float32(len(column)-1)
	n := 0
	for i := 1; i < len(column); i++ {
		if abs(column[i].Y1-column[i-1].Y1-pitch) < .2*pitch {
			n++
		}
	}
	return n*10 >= (len(column)-1)*8
}

func abs(v float32) float32 { return max(v, -v) }
