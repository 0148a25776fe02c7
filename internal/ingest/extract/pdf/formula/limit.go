package formula

import "slices"

// operatorNames have their limits below them, as large operators do.
var operatorNames = []string{"lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin", "det", "gcd", "Pr", "ess", "arg", "colim", "injlim", "projlim"}

const longestName = 7 // letters, all of them ASCII

// limits puts what stands centred above and below an operator behind it. It
// writes over the list.
func limits(list []Glyph) []Glyph {
	out := list[:0]
	for i := 0; i < len(list); {
		k := operator(list, i)
		if k == i {
			out = append(out, list[i])
			i++
			continue
		}
		op := list[i:k]
		b, e := len(out), k
		for b > 0 && stacked(op, &out[b-1]) {
			b--
		}
		for e < len(list) && stacked(op, &list[e]) {
			e++
		}
		up, down := around(op, out[b:], list[k:e])
		if len(up)+len(down) == 0 { // what stands on one side may belong to its neighbour
			if up, down = around(op, nil, list[k:e]); len(up)+len(down) > 0 {
				b = len(out)
			} else if up, down = around(op, out[b:], nil); len(up)+len(down) > 0 {
				e = k
			}
		}
		if len(up)+len(down) == 0 {
			out = append(out, op...)
			i = k
			continue
		}
		parts := append(flat(op), script('_', stack(down), false)...)
		parts = append(parts, script('^', stack(up), false)...)
		g := whole(op[0], parts, op, up, down)
		g.Spaced = g.Spaced || b < len(out) && out[b].Spaced
		out = append(out[:b], g)
		i = e
	}
	return out
}

// around parts what stands above an operator from what stands below it, among
// what comes before and after it; nothing if one of them is not centred.
func around(op, before, after []Glyph) (up, down []Glyph) {
	for _, side := range [2][]Glyph{before, after} {
		for _, g := range side {
			if g.Base < (op[0].V0+op[0].V1)/2 {
				up = append(up, g)
			} else {
				down = append(down, g)
			}
		}
	}
	if !about(op, up) || !about(op, down) {
		return nil, nil
	}
	return up, down
}

// operator gives where the operator that begins at i ends, or i.
func operator(list []Glyph, i int) int {
	g := &list[i]
	switch {
	case g.R < 0x80 && letter(g.R) && !g.Math:
		var room [longestName]byte
		k, word := i+1, append(room[:0], byte(g.R))
		for k < len(list) && letter(list[k].R) && list[k].Style == g.Style && abs(list[k].Base-g.Base) < .05*g.Size && list[k].U0-list[k-1].U1 < .3*g.Size {
			if len(word) == longestName || list[k].R >= 0x80 {
				return i
			}
			word = append(word, byte(list[k].R))
			k++
		}
		name := string(word)
		if (name == "arg" || name == "lim") && k < len(list) && list[k].U0-list[k-1].U1 < .5*g.Size {
			if end := operator(list, k); end > k+1 && letter(list[k].R) {
				return end
			}
		}
		if slices.Contains(operatorNames, name) {
			return k
		}
	case is(g.R, sum|relation) && len(g.Parts) == 0:
		return i + 1
	}
	return i
}

// stacked reports whether a glyph stands above or below an operator.
func stacked(op []Glyph, g *Glyph) bool {
	u0, v0, u1, v1 := bounds(op)
	s, small := op[0].Size, g.Size
	if small > scriptSize(&op[0]) || g.mid() < u0-3*s || g.mid() > u1+3*s {
		return false
	}
	if is(op[0].R, sum) {
		return g.Base < v0+.3*small && g.Base > v0-2*s || g.Base-.45*small > v1-.25*s && g.Base < v1+3*s
	}
	b := op[0].Base
	return g.Base < b-.35*s && g.Base > b-2*s || g.Base > b+.5*s && g.Base < b+3*s
}

// about reports whether glyphs have their middle where an operator has its.
func about(op, list []Glyph) bool {
	if len(list) == 0 {
		return true
	}
	a0, _, a1, _ := bounds(op)
	b0, _, b1, _ := bounds(list)
	return abs((a0+a1)/2-(b0+b1)/2) < .35*op[0].Size
}

// stack reads the rows of a limit, one after the other.
func stack(list []Glyph) []Glyph {
	start := 0
	var out []Glyph
	for i := 1; i <= len(list); i++ {
		if i < len(list) && !(list[i].U0 < list[i-1].U0 && list[i].Base > list[i-1].Base+.6*list[i].Size) {
			continue
		}
		if start > 0 {
			out = append(out, ours(',', &list[start-1]))
		}
		out = append(out, scripts(clone(list[start:i]))...)
		start = i
	}
	return out
}
