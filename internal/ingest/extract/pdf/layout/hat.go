package layout

import "unicode"

// hats joins the marks of mathematics with their letters: θ̂, v⃗, x̄. The file
// has them before the letter, or behind it, or as signs of their own.
func (m *mathematics) hats(list []glyph) []glyph {
	out := list[:0]
	for i := 0; i < len(list); i++ {
		g := &list[i]
		if n := len(out); n > 0 {
			if r, ok := struck(&out[n-1], g); ok {
				u0 := out[n-1].u0
				g.r, g.spaced = r, out[n-1].spaced
				g.u0 = min(u0, g.u0)
				out[n-1] = *g
				continue
			}
		}
		mark := markOf(g.r)
		if mark == 0 || i+1 >= len(list) && len(out) == 0 {
			out = append(out, *g)
			continue
		}
		if n := len(out); n > 0 && m.wears(&out[n-1], g) {
			out[n-1] = m.marked(&out[n-1], g, mark)
			continue
		}
		if i+1 < len(list) && m.wears(&list[i+1], g) {
			list[i+1] = m.marked(&list[i+1], g, mark)
			continue
		}
		out = append(out, *g)
	}
	return out
}

// markOf gives the combining mark for a sign that may be one, or 0.
func markOf(r rune) rune {
	if mark, ok := accents[r]; ok {
		return mark
	}
	if r >= 0x300 && r <= 0x315 || r >= 0x20d0 && r <= 0x20dc {
		return r
	}
	return 0
}

// wears reports whether a mark stands over the letter and one of them is of
// mathematics.
func (m *mathematics) wears(base, mark *glyph) bool {
	if !letter(base.r) && !unicode.IsSymbol(base.r) || markOf(base.r) != 0 || !m.math(base) && !m.math(mark) {
		return false
	}
	s := m.size(base)
	wide := max(mark.u1-mark.u0, base.u1-base.u0)
	return abs(mark.mid()-base.mid()) < .3*s && min(mark.u1, base.u1)-max(mark.u0, base.u0) > .35*min(mark.u1-mark.u0, base.u1-base.u0) && wide < 1.5*s && abs(mark.base-base.base) < .6*s
}

// marked puts a mark on a letter; sign is where it stands, if anywhere.
func (m *mathematics) marked(base, at *glyph, mark rune) glyph {
	out := *base
	if at != nil {
		out.spaced = base.spaced || at.spaced
	}
	if len(base.parts) == 0 {
		if r, ok := joined(base.r, mark); ok {
			out.r = r
			return out
		}
	}
	over := ours(mark, base)
	if at != nil {
		over = *at
		over.r, over.u0, over.u1 = mark, base.u0, base.u1
	}
	out.parts = append(clone(m.parts(base)), over)
	return out
}
