package column

import (
	"cmp"
	"slices"

	"studyapp/internal/ingest/extract/pdf/ruled"
)

// fewInside lines in a frame are read apart, at least.
const fewInside = 3

// Read puts pieces into reading order: the columns that they stand in, as Arrange
// does, and within them what stands in a frame, such as code beside a text or a cell
// that holds more than a line.
func Read[S Placed](segs []S, frames []ruled.Box) [][]S {
	slices.SortStableFunc(frames, func(a, b ruled.Box) int { return cmp.Or(cmp.Compare(a.Y0, b.Y0), cmp.Compare(a.X0, b.X0)) })
	var all [][]S
	for _, part := range Arrange(segs, 0) {
		all = append(all, framed(part, frames)...)
	}
	return all
}

// framed takes what stands in frames out of pieces that are read row by row.
func framed[S Placed](segs []S, frames []ruled.Box) [][]S {
	for i, f := range frames {
		before, inside, after := around(segs, f)
		if inside == nil {
			continue
		}
		rest := frames[i+1:]
		all := framed(before, rest)
		all = append(all, Read(inside, slices.Clone(rest))...)
		return append(all, framed(after, rest)...)
	}
	if len(segs) == 0 {
		return nil
	}
	return [][]S{segs}
}

// around gives the pieces inside a frame, those that are read before it, above and
// on its left, and those that are read after it. inside is nil where the frame parts
// nothing: pieces lie across its sides, or none stands beside it.
func around[S Placed](segs []S, f ruled.Box) (before, inside, after []S) {
	var beside []S
	for _, s := range segs {
		at := s.At()
		mid := at.middle()
		switch {
		case mid < f.Y0:
			before = append(before, s)
		case mid > f.Y1:
			after = append(after, s)
		case at.U0 > f.X0-near && at.U1 < f.X1+near:
			inside = append(inside, s)
		case at.U1 < f.X0+near || at.U0 > f.X1-near:
			beside = append(beside, s)
		default:
			return nil, nil, nil
		}
	}
	rows := Rows(inside)
	if len(beside) == 0 || len(rows) < fewInside || !shares(rows, beside) {
		return nil, nil, nil
	}
	foot := float32(0) // of what stands on the left
	for _, s := range beside {
		if at := s.At(); at.U1 < f.X0+near {
			before = append(before, s)
			foot = max(foot, at.V1)
		} else {
			after = append(after, s)
		}
	}
	// What stands on the left goes on below the frame.
	if foot > 0 {
		below := Rows(after)
		after = nil
		for i, row := range below {
			_, v0, u1, v1 := Extent(row)
			if u1 > f.X0+near || v0-foot > .8*(v1-v0) || v0 < f.Y1-(v1-v0) {
				after = append(after, slices.Concat(below[i:]...)...)
				break
			}
			before = append(before, row...)
			foot = v1
		}
	}
	return before, inside, after
}

// near is how far letters reach over the side of a frame, at most.
const near = 2

// shares reports whether a row inside a frame stands level with something outside.
func shares[S Placed](rows [][]S, beside []S) bool {
	return slices.ContainsFunc(rows, func(row []S) bool {
		_, v0, _, v1 := Extent(row)
		return slices.ContainsFunc(beside, func(s S) bool {
			return min(v1, s.At().V1)-max(v0, s.At().V0) > .3*(v1-v0)
		})
	})
}
