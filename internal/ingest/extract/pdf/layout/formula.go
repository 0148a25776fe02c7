package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/formula"
)

// Mathematical reports whether a page has signs of mathematics.
func (raw *Raw) Mathematical() bool {
	return slices.ContainsFunc(raw.Styles, func(s Style) bool { return s.Math }) || raw.has(func(c *Char) bool { return formula.Calculates(c.R) })
}

// has reports whether a page has a character of some kind.
func (raw *Raw) has(kind func(*Char) bool) bool {
	for i := range raw.Chars {
		if kind(&raw.Chars[i]) {
			return true
		}
	}
	return false
}

// parts holds what is read where one glyph stands for a part of a formula: those
// are few, and the other glyphs smaller without.
type parts [][]glyph

// of gives the parts of a glyph, none where it stands for itself.
func (p parts) of(g *glyph) []glyph {
	if g.parts == 0 {
		return nil
	}
	return p[g.parts-1]
}

// formulas puts the parts of formulas into one line: each of them is one glyph
// for everything that looks for lines.
func formulas(f *flow, raw *Raw, parts *parts) {
	if f.angle%90 != 0 || !raw.Mathematical() {
		return
	}
	signs := raw.has(func(c *Char) bool { return formula.Calculates(c.R) && formula.Upright(c.R) == c.R })
	given := f.glyphs
	list := make([]formula.Glyph, len(given))
	for i := range given {
		g := &given[i]
		st := &raw.Styles[g.style]
		r := g.r
		if st.Math || signs {
			r = formula.Upright(r)
		}
		if st.Math && r == 'µ' { // the sign of a millionth
			r = 'μ'
		}
		list[i] = formula.Glyph{
			R: r, U0: g.u0, V0: g.v0, U1: g.u1, V1: g.v1, Base: g.base, Size: st.Size,
			Math: st.Math || formula.Calculates(g.r), Italic: st.Italic, Spaced: g.spaced, Style: g.style, At: int32(i),
		}
	}
	var rules []formula.Rule
	if f.angle == 0 {
		rules = raw.Rules
	}
	list = formula.Put(list, rules)
	f.glyphs = make([]glyph, len(list))
	at := 0
	for i := range list {
		f.glyphs[i] = asGlyph(&list[i], given)
		if own := list[i].Parts; len(own) > 0 {
			read := make([]glyph, len(own))
			for k := range own {
				read[k] = asGlyph(&own[k], given)
			}
			*parts = append(*parts, read)
			f.glyphs[i].parts = int32(len(*parts))
		}
		last := lastOf(&list[i])
		for at < len(f.spaces) && f.spaces[at].before <= last {
			f.spaces[at].before = i
			at++
		}
	}
	for ; at < len(f.spaces); at++ {
		f.spaces[at].before = len(list)
	}
}

// asGlyph gives the glyph that a part of a formula is.
func asGlyph(g *formula.Glyph, given []glyph) glyph {
	out := glyph{char: -1}
	if g.At >= 0 {
		out = given[g.At]
	}
	out.r, out.u0, out.v0, out.u1, out.v1, out.base = g.R, g.U0, g.V0, g.U1, g.V1, g.Base
	out.style, out.spaced, out.unsaid = g.Style, g.Spaced, g.Unsaid
	return out
}

// lastOf is the last of the given glyphs that a part of a formula holds.
func lastOf(g *formula.Glyph) int {
	last := int(g.At)
	for i := range g.Parts {
		last = max(last, int(g.Parts[i].At))
	}
	return last
}

// spell puts what formulas are read as in the place of the glyphs that stand
// for them, and keeps what only TeX says.
func (l *line) spell(parts parts) {
	more := 0
	for i := range l.glyphs {
		more += len(parts.of(&l.glyphs[i]))
	}
	if more == 0 {
		return
	}
	out := make([]glyph, 0, len(l.glyphs)+more)
	at := make([]int, len(l.glyphs)+1)
	for i := range l.glyphs {
		at[i] = len(out)
		g := &l.glyphs[i]
		read := parts.of(g)
		if len(read) == 0 {
			out = append(out, *g)
			continue
		}
		l.letters--
		for _, p := range read {
			if p.unsaid {
				l.unsaid = append(l.unsaid, unsaid{len(out), p.r})
				continue
			}
			p.formula = true
			out = append(out, p)
			l.letters++
		}
	}
	at[len(l.glyphs)] = len(out)
	for i := range l.cells {
		c := &l.cells[i]
		c.start, c.end = at[c.start], at[c.end]
	}
	l.glyphs = out
}

// unsaid is a sign that TeX has before a glyph of a line and a reader leaves
// out: x_i is read as xi.
type unsaid struct {
	at   int // in line.glyphs
	sign rune
}
