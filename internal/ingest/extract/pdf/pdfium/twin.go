package pdfium

import (
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/bidi"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// withoutTwins leaves out clusters that the file gives more than once: a maker
// that draws a letter and its raised mark in two pieces may say of each that it
// stands for both (Typst does).
func withoutTwins(chars []layout.Char) []layout.Char {
	const back = 24 // groups in between
	type group struct{ from, to int }
	type ring struct {
		last [back]group
		n    int
	}
	var marks, letters ring // apart: letters are many, and would push the marks out
	var drop []bool
	for i := 0; i < len(chars); {
		j := i + 1
		marked := chars[i].Cluster > 0 || unicode.IsMark(chars[i].R)
		for j < len(chars) && oneGlyph(&chars[i], &chars[j]) {
			marked = marked || unicode.IsMark(chars[j].R)
			j++
		}
		g := group{i, j}
		i = j
		if !marked && !leftwards(chars[g.from:g.to]) { // nor a letter of Nastaliq and its dots
			continue
		}
		seen := &letters
		if marked {
			seen = &marks
		}
		again := group{}
		for k := range min(seen.n, back) {
			o := &seen.last[k]
			if !onto(&chars[o.from], &chars[g.from]) || !same(chars[o.from:o.to], chars[g.from:g.to]) {
				continue
			}
			again = g
			if leftwards(chars[g.from:g.to]) && wider(&chars[g.from], &chars[o.from]) {
				again, *o = *o, g
			}
			break
		}
		if again.to == 0 {
			seen.last[seen.n%back] = g
			seen.n++
			continue
		}
		if drop == nil {
			drop = make([]bool, len(chars))
		}
		for m := again.from; m < again.to; m++ {
			drop[m] = true
		}
	}
	if drop == nil {
		return chars
	}
	out := make([]layout.Char, 0, len(chars))
	for i, c := range chars {
		if !drop[i] {
			out = append(out, c)
		}
	}
	return out
}

// oneGlyph reports whether two characters that follow each other stand for one
// glyph or cluster.
func oneGlyph(a, b *layout.Char) bool {
	if a.Cluster != b.Cluster || a.Cluster == 0 && a.Run != b.Run {
		return false
	}
	return a.Cluster > 0 || a.X0 == b.X0 && a.X1 == b.X1 && a.Y0 == b.Y0 && a.Y1 == b.Y1
}

// same reports whether two groups have one text; the reader turns those around
// that run to the left and have no cluster, in some way.
func same(a, b []layout.Char) bool {
	if len(a) != len(b) {
		return false
	}
	turned := leftwards(a) && (a[0].Cluster == 0) != (b[0].Cluster == 0)
	for i := range a {
		if a[i].R == b[i].R {
			continue
		}
		if r := a[i].R; !turned || !slices.ContainsFunc(b, func(c layout.Char) bool { return c.R == r }) {
			return false
		}
	}
	return true
}

func leftwards(group []layout.Char) bool {
	return slices.ContainsFunc(group, func(c layout.Char) bool { return bidi.Leftwards(c.R) })
}

func wider(a, b *layout.Char) bool { return a.X1-a.X0 > b.X1-b.X0 }

// onto reports whether a box lies over another for most of its size.
func onto(a, b *layout.Char) bool {
	w, h := min(a.X1, b.X1)-max(a.X0, b.X0), min(a.Y1, b.Y1)-max(a.Y0, b.Y0)
	return w >= .5*min(a.X1-a.X0, b.X1-b.X0) && h >= .5*min(a.Y1-a.Y0, b.Y1-b.Y0)
}
