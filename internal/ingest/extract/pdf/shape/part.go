package shape

import (
	"unicode"

	"studyapp/internal/ingest/extract/joiner"
)

// Part says which part of its box a character has: parts of them, after from,
// of so many; none has a joiner, which stands between two.
type Part struct {
	From, Parts, Of int
	Again           bool // it is drawn once more
	Start           int  // where its glyph begins, in the order of the content
}

// PartOf tells which part character i has of a glyph that stands for several:
// those have one box.
func PartOf(chars []Char, i int) Part {
	c := &chars[i]
	if c.Cluster > 0 {
		return cluster(chars, i)
	}
	if joiner.Is(c.R) {
		return joint(chars, i)
	}
	if c.X1 > c.X0 && c.Run > 0 {
		return ligature(chars, i)
	}
	if c.X1 <= c.X0 || !unicode.IsLetter(c.R) {
		return Part{Parts: 1, Of: 1, Start: i}
	}
	same := func(k int) bool {
		o := &chars[k]
		return o.Cluster == 0 && o.X0 == c.X0 && o.X1 == c.X1 && o.Y0 == c.Y0 && o.Y1 == c.Y1 && unicode.IsLetter(o.R)
	}
	from, to := i, i+1
	for from > max(0, i-16) && same(from-1) {
		from--
	}
	for to < min(len(chars), i+16) && same(to) {
		to++
	}
	of := once(chars[from:to])
	return Part{From: (i - from) % of, Parts: 1, Of: of, Again: i-from >= of, Start: i}
}

// ligature shares the box of a glyph among its letters, all of one run. The
// reader gives those of writing to the left as they stand, from left to right,
// their marks before them.
func ligature(chars []Char, i int) Part {
	if (i == 0 || !OneGlyph(&chars[i], &chars[i-1])) && (i+1 == len(chars) || !OneGlyph(&chars[i], &chars[i+1])) {
		return Part{Parts: 1, Of: 1, Start: i}
	}
	from, to := i, i+1
	for from > max(0, i-16) && OneGlyph(&chars[i], &chars[from-1]) {
		from--
	}
	for to < min(len(chars), i+16) && OneGlyph(&chars[i], &chars[to]) {
		to++
	}
	at, of := 0, 0
	for k := from; k < to; k++ {
		if !Rides(chars[k].R) {
			of++
		}
		if k == i {
			at = of - 1
			if Rides(chars[k].R) && RTL(chars[k].R) {
				at++
			}
		}
	}
	if to-from == 2 && (lamAlef(chars[from].R, chars[from+1].R) || lamAlef(chars[from+1].R, chars[from].R)) {
		at = 0
		if chars[i].R == lam {
			at = 1
		}
	}
	of = max(of, 1)
	return Part{From: min(max(at, 0), of-1), Parts: 1, Of: of, Start: from}
}

const lam = 'ل'

// lamAlef reports whether letters are those of the one glyph that Arabic has for
// two. No glyph is of an alef and a lam behind it; but where the font calls it by
// its code point of old, U+FEFB, the reader gives the letters as they are read.
func lamAlef(a, b rune) bool {
	return a == lam && (b == 'ا' || b == 'أ' || b == 'إ' || b == 'آ')
}

// OneGlyph reports whether two characters that follow each other stand for one
// glyph.
func OneGlyph(a, b *Char) bool {
	return b.Cluster == 0 && a.Run == b.Run && a.X0 == b.X0 && a.X1 == b.X1 && a.Y0 == b.Y0 && a.Y1 == b.Y1
}

// once gives after how many letters those of one box repeat themselves: a
// glyph of several letters that is drawn more than once. Two of a kind are one
// letter drawn twice, except in "ff".
func once(same []Char) int {
	n := len(same)
	if n == 2 && same[0].R == 'f' {
		return n
	}
	for k := 1; k <= n/2; k++ {
		if n%k == 0 && periodic(same, k) {
			return k
		}
	}
	return n
}

// periodic reports whether the letters are the first k over and over.
func periodic(same []Char, k int) bool {
	for i := k; i < len(same); i++ {
		if same[i].R != same[i-k].R {
			return false
		}
	}
	return true
}

// cluster shares the box of a cluster among its letters, in the direction they
// are written in. A mark has the place of its letter.
func cluster(chars []Char, i int) Part {
	n := chars[i].Cluster
	from, to := i, i+1
	for from > 0 && chars[from-1].Cluster == n {
		from--
	}
	for to < len(chars) && chars[to].Cluster == n {
		to++
	}
	leftwards := false
	at, of, parts := -1, 0, 1
	for k := from; k < to; k++ {
		r := chars[k].R
		leftwards = leftwards || RTL(r)
		switch {
		case joiner.Is(r):
			if k == i {
				at, parts = of, 0
			}
			continue
		case !Rides(r) || of == 0:
			of++
		}
		if k == i {
			at = of - 1
		}
	}
	if leftwards {
		at = of - parts - at
	}
	return Part{From: at, Parts: parts, Of: max(of, 1), Start: i}
}

// joint places a joiner among the letters of the glyph that it has a part in.
// One with a glyph of its own, which some fonts show by that of a space, stands
// in the middle of it.
func joint(chars []Char, i int) Part {
	c := &chars[i]
	shares := func(k int) bool {
		o := &chars[k]
		return o.Run == c.Run && min(o.X1, c.X1)-max(o.X0, c.X0) > .6*(c.X1-c.X0) && min(o.Y1, c.Y1) > max(o.Y0, c.Y0)
	}
	before, after := 0, 0
	for k := i - 1; k >= max(0, i-16) && shares(k); k-- {
		if !Rides(chars[k].R) {
			before++
		}
	}
	for k := i + 1; k < min(len(chars), i+16) && shares(k); k++ {
		if !Rides(chars[k].R) {
			after++
		}
	}
	if before+after == 0 {
		return Part{From: 1, Of: 2, Start: i}
	}
	return Part{From: before, Of: before + after, Start: i}
}
