package formula

import "unicode"

// hats joins the marks of mathematics with their letters: θ̂, v⃗, x̄. The file
// has them before the letter, or behind it, or as signs of their own.
func hats(list []Glyph) []Glyph {
	out := list[:0]
	for i := 0; i < len(list); i++ {
		g := &list[i]
		if n := len(out); n > 0 {
			if r, ok := Struck(out[n-1].R, g.R); ok && g.U0-out[n-1].U1 < .2*(g.U1-g.U0) {
				u0 := out[n-1].U0
				g.R, g.Spaced = r, out[n-1].Spaced
				g.U0 = min(u0, g.U0)
				out[n-1] = *g
				continue
			}
		}
		mark := markOf(g.R)
		if mark == 0 || i+1 >= len(list) && len(out) == 0 {
			out = append(out, *g)
			continue
		}
		if k := wearer(out, g); k >= 0 {
			out[k] = marked(&out[k], g, mark)
			continue
		}
		if i+1 < len(list) && wears(&list[i+1], g) {
			list[i+1] = marked(&list[i+1], g, mark)
			continue
		}
		out = append(out, *g)
	}
	return out
}

// wearer finds the letter that a mark stands over among those before it: the
// last, save where a program draws the marks of a line behind it.
func wearer(before []Glyph, mark *Glyph) int {
	far := 1
	if rides(mark.R) {
		far = 80
	}
	for k := len(before) - 1; k >= 0 && k >= len(before)-far; k-- {
		if wears(&before[k], mark) {
			return k
		}
	}
	return -1
}

// Struck gives what TeX draws in two parts, one right before the other: a
// relation struck out, and the arrow with a bar.
func Struck(a, b rune) (rune, bool) {
	switch {
	case a == 0x338:
		return joined(b, 0x338)
	case a == '↦' && b == '→':
		return '↦', true
	}
	return 0, false
}

// markOf gives the combining mark for a sign that may be one, or 0.
func markOf(r rune) rune {
	if r >= 0x300 && r <= 0x315 || r >= 0x20d0 && r <= 0x20dc {
		return r
	}
	return accent(r)
}

// wears reports whether a mark stands over the letter and one of them is of
// mathematics.
func wears(base, mark *Glyph) bool {
	if !letter(base.R) && !unicode.IsSymbol(base.R) || markOf(base.R) != 0 || !base.Math && !mark.Math && !base.Italic {
		return false
	}
	s := base.Size
	wide := max(mark.U1-mark.U0, base.U1-base.U0)
	return abs(mark.mid()-base.mid()) < .3*s && min(mark.U1, base.U1)-max(mark.U0, base.U0) > .35*min(mark.U1-mark.U0, base.U1-base.U0) && wide < 1.5*s && abs(mark.Base-base.Base) < .6*s
}

// marked puts a mark on a letter; sign is where it stands, if anywhere.
func marked(base, at *Glyph, mark rune) Glyph {
	out := *base
	if at != nil {
		out.Spaced = base.Spaced || at.Spaced
	}
	if len(base.Parts) == 0 {
		if r, ok := joined(base.R, mark); ok {
			out.R = r
			return out
		}
	}
	over := ours(mark, base)
	if at != nil {
		over = *at
		over.R, over.U0, over.U1 = mark, base.U0, base.U1
	}
	out.Parts = append(clone(said(base)), over)
	return out
}
