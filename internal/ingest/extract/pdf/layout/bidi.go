package layout

import (
	"cmp"
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// logical turns a line that holds right-to-left writing from the order of the
// eye, left to right, into the order of reading. It is the inverse of what
// the Unicode bidirectional algorithm does for one line without embeddings.
func (l *line) logical() {
	g := l.glyphs
	n := len(g)
	// Each glyph's direction: letters have one, digits run right, all else
	// takes that of its surroundings.
	dir := make([]int8, n) // 1 right to left, -1 left to right
	base := int8(-1)
	if l.rtl {
		base = 1
	}
	for i := range g {
		switch r := g[i].r; {
		case rtl(r) && !digit(r):
			dir[i] = 1
		case letter(r), digit(r):
			dir[i] = -1
		}
	}
	for i := 0; i < n; {
		if dir[i] != 0 {
			i++
			continue
		}
		j := i
		for j < n && dir[j] == 0 {
			j++
		}
		d := base
		if i > 0 && j < n && dir[i-1] == dir[j] {
			d = dir[j]
		}
		for ; i < j; i++ {
			dir[i] = d
		}
	}
	starts := make(map[int]bool, len(l.cells))
	for _, c := range l.cells[1:] {
		starts[c.start] = true
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	if l.rtl {
		slices.Reverse(order)
	}
	for i := 0; i < n; {
		j := i
		for j < n && dir[order[j]] == dir[order[i]] {
			j++
		}
		if dir[order[i]] != base {
			slices.Reverse(order[i:j])
		}
		i = j
	}
	out := make([]glyph, n)
	for i, k := range order {
		out[i] = g[k]
	}
	// Marks follow their letter.
	for i := 0; i < n; {
		if !unicode.Is(unicode.Mn, out[i].r) {
			i++
			continue
		}
		j := i
		for j < n && unicode.Is(unicode.Mn, out[j].r) {
			j++
		}
		if j < n && dir[order[j]] == 1 {
			base := out[j]
			copy(out[i+1:j+1], out[i:j])
			out[i] = base
			slices.Reverse(out[i+1 : j+1])
		}
		i = j + 1
	}
	l.glyphs = out
	l.cells = []cell{{0, n, l.u0, l.u1}}
}

// joined composes a letter and a combining mark to one code point.
func joined(base, mark rune) (rune, bool) {
	c := []rune(norm.NFC.String(string([]rune{base, mark})))
	return c[0], len(c) == 1
}

// sortVisual orders glyphs from left to right, marks behind what they mark.
func sortVisual(glyphs []glyph) {
	type placed struct {
		g    glyph
		at   float32
		mark bool
	}
	all := make([]placed, len(glyphs))
	for i, g := range glyphs {
		all[i] = placed{g, g.mid(), unicode.Is(unicode.Mn, g.r)}
	}
	for i := range all {
		if !all[i].mark {
			continue
		}
		// A mark goes with the letter that it stands over.
		best, at := float32(1e9), all[i].at
		for j := max(0, i-3); j < min(len(all), i+4); j++ {
			if o := &all[j]; !o.mark {
				if d := abs(o.g.mid() - all[i].g.mid()); d < best {
					best, at = d, o.at
				}
			}
		}
		all[i].at = at
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		if c := cmp.Compare(a.at, b.at); c != 0 {
			return c
		}
		switch {
		case a.mark == b.mark:
			return 0
		case b.mark:
			return -1
		}
		return 1
	})
	for i := range all {
		glyphs[i] = all[i].g
	}
}
