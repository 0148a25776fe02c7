package column

import (
	"cmp"
	"slices"
	"strings"

	"studyapp/internal/ingest/extract/pdf/apparatus"
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
	for _, at := range gutters(segs) {
		if parts := cut(segs, at); parts != nil {
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
	size := make([]float32, 0, len(segs))
	for _, s := range segs {
		h := s.At().V1 - s.At().V0
		for x := int(s.At().U0 - u0); x <= int(s.At().U1-u0) && x < width; x++ {
			cover[x] += h
		}
		size = append(size, s.At().Size)
	}
	slices.Sort(size)
	em := size[len(size)/2]
	most := slices.Max(cover)
	enough := max(5, .6*em)
	if leftward(segs) {
		enough = max(3, .35*em)
	}
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

// cut splits segments at a gutter, or gives nil when no columns stand there.
func cut[S Placed](segs []S, at float32) [][]S {
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
		if columns(left, right) {
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

// side is what the decision about columns looks at.
type side struct {
	lines, full    int
	chars, digits  int
	segs           int
	width          float32
	size           float32 // of most letters, about
	orders         []int
	perLine        float32
	digitShare     float32
	fullShare      float32
	segmentsPerRow float32
}

func measure[S Placed](segs []S) side {
	u0, _, u1, _ := Extent(segs)
	d := side{segs: len(segs), width: u1 - u0}
	rows := Rows(segs)
	d.lines = len(rows)
	for _, r := range rows {
		a, _, b, _ := Extent(r)
		if b-a >= .6*d.width {
			d.full++
		}
		for _, s := range r {
			d.orders = append(d.orders, s.At().Order)
			c := s.Count()
			d.size += s.At().Size * float32(c.Chars)
			d.chars += c.Chars
			d.digits += c.Digits
		}
	}
	d.size /= float32(max(d.chars, 1))
	d.perLine = float32(d.chars) / float32(d.lines)
	d.digitShare = float32(d.digits) / float32(max(d.chars, 1))
	d.fullShare = float32(d.full) / float32(d.lines)
	d.segmentsPerRow = float32(d.segs) / float32(d.lines)
	return d
}

// prose reports whether lines fill their column as running text does.
func (d side) prose() bool { return d.filled() && d.segmentsPerRow <= 1.6 }

func (d side) filled() bool { return d.perLine >= 14 && d.fullShare >= .45 && d.digitShare < .3 }

// stretched reports whether lines are those of a narrow column whose words were
// moved apart to fill it: then the spaces between them are as wide as those of
// a table.
func (d side) stretched() bool { return d.filled() && d.fullShare >= .8 && d.segmentsPerRow <= 4 }

// sideBySide reports whether what stands on one side of a gutter is columns
// itself.
func sideBySide[S Placed](segs []S) bool {
	at := gutters(segs)
	filled := func(at ...float32) bool {
		slices.Sort(at)
		stripes := make([][]S, len(at)+1)
		for _, s := range segs {
			k, _ := slices.BinarySearch(at, (s.At().U0+s.At().U1)/2)
			stripes[k] = append(stripes[k], s)
		}
		return !slices.ContainsFunc(stripes, func(in []S) bool { return len(in) == 0 || !measure(in).stretched() })
	}
	return slices.ContainsFunc(at, func(u float32) bool { return filled(u) }) || len(at) > 1 && filled(slices.Clone(at)...)
}

// columns decides whether what stands left and right of a gutter is read one
// after the other. Columns of prose are; a table, whose cells are short, full
// of figures, or written row by row into the file, is not.
func columns[S Placed](left, right []S) bool {
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	l, r := measure(left), measure(right)
	long, short := l, r
	if r.lines > l.lines {
		long, short = r, l
	}
	if long.lines < 3 {
		return false
	}
	changes := switches(l.orders, r.orders)
	separate := changes <= 1+(l.lines+r.lines)/8
	switch {
	case changes <= 1 && short.lines >= 4 && (l.stretched() || sideBySide(left)) && (r.stretched() || sideBySide(right)):
		return true // written one after the other, as no table is
	case changes <= 2 && short.lines >= 4 && (l.size < r.size) == (l.width < r.width) && max(l.digitShare, r.digitShare) < .3 && min(l.size, r.size) < smaller*max(l.size, r.size) && min(l.width, r.width) < narrower*max(l.width, r.width):
		return true // the contents of a talk beside a slide
	case changes <= 1 && short.lines >= 8 && min(l.perLine, r.perLine) >= 25 && min(l.fullShare, r.fullShare) >= .4 && max(l.digitShare, r.digitShare) < .3 && leftward(left) && leftward(right):
		return true // Latin words and formulas part the lines of writing to the left
	case short.lines >= 2 && l.prose() && r.prose():
		strong := l.perLine >= 25 && r.perLine >= 25 && l.fullShare >= .7 && r.fullShare >= .7
		return separate || strong
	case long.prose() && long.lines >= 5 && short.digitShare < .3 && short.perLine >= 4:
		return changes <= 1
	case l.lines >= 8 && r.lines >= 8 && l.digitShare < .4 && r.digitShare < .4 && l.segmentsPerRow <= 1.3 && r.segmentsPerRow <= 1.3:
		return changes <= 1 // an index or a glossary
	case long.lines >= 8 && short.lines >= 3 && l.segmentsPerRow <= 1.3 && r.segmentsPerRow <= 1.3 && indexed(left) && indexed(right):
		return changes <= 1 // the last page of an index
	}
	return false
}

// What stands beside a slide is smaller in type, and narrower, than what is on it.
const smaller, narrower = .85, .4

// switches counts how often the content changes sides.
func switches(left, right []int) int {
	type entry struct {
		order int
		left  bool
	}
	all := make([]entry, 0, len(left)+len(right))
	for _, o := range left {
		all = append(all, entry{o, true})
	}
	for _, o := range right {
		all = append(all, entry{o, false})
	}
	slices.SortFunc(all, func(a, b entry) int { return a.order - b.order })
	n := 0
	for i := 1; i < len(all); i++ {
		if all[i].left != all[i-1].left {
			n++
		}
	}
	return n
}

// indexed reports whether half of the rows are entries of an index.
func indexed[S Placed](segs []S) bool {
	rows := Rows(segs)
	n := 0
	for _, row := range rows {
		var b strings.Builder
		for _, s := range row {
			b.WriteString(s.Spaced())
		}
		if text := b.String(); apparatus.Entry(text) && strings.Contains(text, ", ") {
			n++
		}
	}
	return n*2 >= len(rows)
}
