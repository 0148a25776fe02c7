package column

import (
	"cmp"
	"slices"
)

// arrange puts segments into reading order: regions one after the other, each
// a set of segments whose rows are read across. A region is split where a
// gutter runs between two columns of prose; what spans the gutter (a title, a
// figure's caption) separates what is above it from what is below, as captions
// side by side do.
func Arrange[S Placed](segs []S, depth int) [][]S {
	return arrange(segs, depth, labels(segs))
}

// arrange is Arrange; labelled are the pieces that begin a caption, by their order.
func arrange[S Placed](segs []S, depth int, labelled map[int]bool) [][]S {
	if depth > 6 {
		return [][]S{segs}
	}
	if above, below, captions := beside(segs, labelled); captions != nil {
		all := captions
		if len(above) > 0 {
			all = append(arrange(above, depth+1, labelled), all...)
		}
		if len(below) > 0 {
			all = append(all, arrange(below, depth+1, labelled)...)
		}
		return all
	}
	if len(segs) < 6 {
		return [][]S{segs}
	}
	stripes := gutters(segs)
	for i, at := range append(stripes, locals(segs)...) {
		fewest := 1
		if i >= len(stripes) {
			fewest = fewApart // the lines of a table's heading are fewer
		}
		if parts := cut(segs, at, fewest); parts != nil {
			var all [][]S
			for _, p := range parts {
				if len(p) == len(segs) {
					return [][]S{segs}
				}
				all = append(all, arrange(p, depth+1, labelled)...)
			}
			return all
		}
	}
	return [][]S{segs}
}

// gutters gives the middles of upright stripes that few segments cross, the
// emptiest first.
func gutters[S Placed](segs []S) []float32 {
	u0, _, u1, _ := Extent(segs)
	width := int(u1-u0) + 1
	if width < 40 || width > 20000 {
		return nil
	}
	cover := make([]float32, width+1) // height of the text over each point
	for _, s := range segs {
		h := s.At().V1 - s.At().V0
		for x := int(s.At().U0 - u0); x <= int(s.At().U1-u0) && x < width; x++ {
			cover[x] += h
		}
	}
	most := slices.Max(cover)
	enough := leastGutter(segs)
	type stripe struct {
		mid, cover float32
		width      int
	}
	var found []stripe
	limit := most * .45
	for x := width / 10; x < width-width/10; x++ {
		if cover[x] > limit {
			continue
		}
		// A stripe is a run at, or nearly at, its lowest cover.
		from, low := x, cover[x]
		for x < width && cover[x] <= limit {
			low = min(low, cover[x])
			x++
		}
		// Where it is empty, the few lines that reach into it do not cross it.
		best, bestFrom := longest(cover, from, x, low)
		if float32(best) < enough {
			best, bestFrom = longest(cover, from, x, low+most*.08)
		}
		if float32(best) >= enough {
			found = append(found, stripe{mid: u0 + float32(bestFrom) + float32(best)/2, cover: low, width: best})
		}
	}
	slices.SortStableFunc(found, func(a, b stripe) int {
		if d := a.cover - b.cover; max(d, -d) > most*.05 {
			return cmp.Compare(a.cover, b.cover)
		}
		return b.width - a.width
	})
	var mids []float32
	for _, s := range found[:min(len(found), 4)] {
		mids = append(mids, s.mid)
	}
	return mids
}

// leastGutter is how wide a gutter is at least.
func leastGutter[S Placed](segs []S) float32 {
	size := make([]float32, 0, len(segs))
	for _, s := range segs {
		size = append(size, s.At().Size)
	}
	slices.Sort(size)
	em := size[len(size)/2]
	if leftward(segs) {
		return max(3, .35*em)
	}
	return max(5, .6*em)
}

// longest gives the longest stretch of [from, to) that is covered no higher
// than limit.
func longest(cover []float32, from, to int, limit float32) (length, start int) {
	run := 0
	start = from
	for i := from; i < to; i++ {
		if cover[i] > limit {
			run = 0
			continue
		}
		if run++; run > length {
			length, start = run, i-run+1
		}
	}
	return length, start
}

// cut splits segments at a gutter, or gives nil when no columns of so many lines
// stand there.
func cut[S Placed](segs []S, at float32, fewest int) [][]S {
	type span struct{ v0, v1 float32 }
	var across []span
	for _, s := range segs {
		if s.At().U0 < at && s.At().U1 > at {
			across = append(across, span{s.At().V0, s.At().V1})
		}
	}
	slices.SortFunc(across, func(a, b span) int { return cmp.Compare(a.v0, b.v0) })
	sorted := slices.Clone(segs)
	slices.SortStableFunc(sorted, func(a, b S) int { return cmp.Compare(a.At().middle(), b.At().middle()) })

	var parts [][]S
	var full, left, right []S
	found := false
	flush := func() {
		if len(left)+len(right) == 0 {
			return
		}
		if columns(left, right, fewest) {
			if len(full) > 0 {
				parts, full = append(parts, full), nil
			}
			if leftward(segs) {
				left, right = right, left
			}
			parts = append(parts, left, right)
			found = true
		} else {
			full = append(append(full, left...), right...)
		}
		left, right = nil, nil
	}
	k := 0
	for _, s := range sorted {
		m := s.At().middle()
		for k < len(across) && across[k].v1 < m {
			k++
		}
		crosses := s.At().U0 < at && s.At().U1 > at
		for i := k; i < len(across) && across[i].v0 <= m && !crosses; i++ {
			crosses = across[i].v1 >= m
		}
		switch {
		case crosses:
			flush()
			full = append(full, s)
		case s.At().U1 <= at:
			left = append(left, s)
		default:
			right = append(right, s)
		}
	}
	flush()
	if !found {
		return nil
	}
	if len(full) > 0 {
		parts = append(parts, full)
	}
	return parts
}

// leftward reports whether most of a text is written to the left, and its first
// column is the one on the right.
func leftward[S Placed](segs []S) bool {
	n := 0
	for _, s := range segs {
		c := s.Count()
		n += c.Right - c.Left
	}
	return n > 0
}
