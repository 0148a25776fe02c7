package layout

import "unicode"

// twinned finds clusters that the file gives more than once: a maker that draws
// a letter and its raised mark in two pieces may say of each that it stands for
// both (Typst does). It gives the characters to leave out, nil for none.
func twinned(chars []Char) []bool {
	const back = 6 // groups in between
	type group struct{ from, to int }
	var last [back]group
	var out []bool
	n := 0
	for i := 0; i < len(chars); {
		j := i + 1
		marked := chars[i].Cluster > 0
		for j < len(chars) && oneGlyph(&chars[i], &chars[j]) {
			marked = marked || unicode.IsMark(chars[j].R)
			j++
		}
		g := group{i, j}
		i = j
		if !marked {
			continue
		}
		drop := group{}
		for k := range min(n, back) {
			o := &last[k]
			if !onto(&chars[o.from], &chars[g.from]) || !same(chars[o.from:o.to], chars[g.from:g.to]) {
				continue
			}
			drop = g
			if wider(&chars[g.from], &chars[o.from]) {
				drop, *o = *o, g
			}
			break
		}
		if drop.to == 0 {
			last[n%back] = g
			n++
			continue
		}
		if out == nil {
			out = make([]bool, len(chars))
		}
		for m := drop.from; m < drop.to; m++ {
			out[m] = true
		}
	}
	return out
}

// oneGlyph reports whether two characters that follow each other stand for one
// glyph or cluster.
func oneGlyph(a, b *Char) bool {
	if a.Cluster != b.Cluster || a.Cluster == 0 && a.Run != b.Run {
		return false
	}
	return a.Cluster > 0 || a.X0 == b.X0 && a.X1 == b.X1 && a.Y0 == b.Y0 && a.Y1 == b.Y1
}

// same reports whether two groups have one text; the reader turns those around
// that run to the left and have no cluster.
func same(a, b []Char) bool {
	if len(a) != len(b) {
		return false
	}
	forth, back := true, (a[0].Cluster == 0) != (b[0].Cluster == 0)
	for i := range a {
		forth = forth && a[i].R == b[i].R
		back = back && a[i].R == b[len(b)-1-i].R
	}
	return forth || back
}

func wider(a, b *Char) bool { return a.X1-a.X0 > b.X1-b.X0 }

// onto reports whether a box lies over another for most of its size.
func onto(a, b *Char) bool {
	w, h := min(a.X1, b.X1)-max(a.X0, b.X0), min(a.Y1, b.Y1)-max(a.Y0, b.Y0)
	return w >= .5*min(a.X1-a.X0, b.X1-b.X0) && h >= .5*min(a.Y1-a.Y0, b.Y1-b.Y0)
}
