package formula

// over reports whether a glyph stands above a rule and within its ends.
func over(g *Glyph, r Rule) bool {
	u, s := g.mid(), g.Size
	return u > r.X0-.1*s && u < r.X1+.1*s && g.Base < r.Y && g.V0 < r.Y-.3*s
}

// under reports whether a glyph stands below a rule and within its ends.
func under(g *Glyph, r Rule) bool {
	u, s := g.mid(), g.Size
	return u > r.X0-.1*s && u < r.X1+.1*s && g.Base > r.Y+.3*s && g.V1 > r.Y+.2*s
}

// side is where a glyph stands, seen from a rule.
type side uint8

const (
	beyond side = iota // not within its ends, or on it
	above
	below
)

func sideOf(g *Glyph, r Rule) side {
	u, s := g.mid(), g.Size
	switch {
	case u <= r.X0-.1*s || u >= r.X1+.1*s:
	case over(g, r):
		return above
	case under(g, r):
		return below
	}
	return beyond
}

// fraction puts a numerator and a denominator together, which follow each
// other in the content and stand centred over and under a rule as long as the
// longer one. wider are the rules that are longer yet: what stands beyond one of
// them is a part of another fraction, of which this is one.
func fraction(list []Glyph, r Rule, wider []Rule) ([]Glyph, bool) {
	before := beyond
	for i := range list {
		a := before
		b := sideOf(&list[i], r)
		before = b
		down := a == above && b == below // the file has the numerator first
		if !down && !(a == below && b == above) {
			continue
		}
		first, second := over, under
		if !down {
			first, second = under, over
		}
		start, end := i-1, i+1
		for start > 0 && first(&list[start-1], r) && touches(list[start:i], &list[start-1]) && !across(&list[start-1], r, wider) {
			start--
		}
		for end < len(list) && second(&list[end], r) && touches(list[i:end], &list[end]) && !across(&list[end], r, wider) {
			end++
		}
		up, low := list[start:i], list[i:end]
		if !down {
			up, low = low, up
		}
		if headed(up) || headed(low) {
			continue
		}
		if !centred(up, r) || !centred(low, r) || start > 0 && goesOn(&list[start-1], &list[start]) || end < len(list) && goesOn(&list[end-1], &list[end]) {
			continue // the last: a rule over or under a part of a line
		}
		_, _, _, top := bounds(up)
		_, foot, _, _ := bounds(low)
		s := up[0].Size
		if r.Y-top > 1.2*s || foot-r.Y > 1.2*s || !fills(up, low, r) {
			continue
		}
		up, low = structure(clone(up)), structure(clone(low))
		parts := bracketed(up)
		parts = append(parts, ours('/', &parts[len(parts)-1]))
		parts = append(parts, bracketed(low)...)
		g := whole(up[0], parts, up, low)
		g.R, g.U0, g.U1, g.Base, g.Spaced = fractionSign, min(g.U0, r.X0), max(g.U1, r.X1), r.Y+axis*s, list[start].Spaced
		g.piece = 0
		joinLine(&g, list, start, end, r)
		return replace(list, start, end, g), true
	}
	return nil, false
}

// across reports whether one of other rules runs between a glyph and a rule.
func across(g *Glyph, r Rule, others []Rule) bool {
	for _, o := range others {
		if o.X0 < r.X0+.1*g.Size && o.X1 > r.X1-.1*g.Size && (over(g, o) && o.Y < r.Y-.1*g.Size || under(g, o) && o.Y > r.Y+.1*g.Size) {
			return true
		}
	}
	return false
}

// longest is how many letters of plain text a part of a fraction has at most,
// and widest how far in its size they stand apart.
const longest, widest = 60, 5

// headed reports whether glyphs are a running head or the text below its rule:
// a page that ends soon has both centred on it.
func headed(list []Glyph) bool {
	n := 0
	for i := range list {
		g := &list[i]
		if letter(g.R) && !g.Math {
			n++
		}
		if i > 0 && abs(g.Base-list[i-1].Base) < .1*g.Size && g.U0-list[i-1].U1 > widest*g.Size {
			return true
		}
	}
	return n > longest
}

// goesOn reports whether b stands right beside a on its line.
func goesOn(a, b *Glyph) bool {
	gap := max(b.U0-a.U1, a.U0-b.U1)
	return abs(a.Base-b.Base) < .1*b.Size && gap > -.3*b.Size && gap < .7*b.Size
}

// fractionSign is the character of a glyph that stands for a fraction.
const fractionSign = '\u2044'

func clone(list []Glyph) []Glyph { return append([]Glyph(nil), list...) }

func replace(list []Glyph, start, end int, g Glyph) []Glyph {
	list[start] = g
	return append(list[:start+1], list[end:]...)
}

// touches reports whether a glyph stands right above, below or beside others.
func touches(list []Glyph, g *Glyph) bool {
	_, v0, _, v1 := bounds(list)
	s := g.Size
	return g.V0 < v1+.5*s && g.V1 > v0-.5*s
}

// centred reports whether glyphs have their middle at that of a rule.
func centred(list []Glyph, r Rule) bool {
	u0, _, u1, _ := bounds(list)
	return abs((u0+u1)/2-(r.X0+r.X1)/2) < .3*list[0].Size
}

// fills reports whether a rule is as long as what it parts.
func fills(above, below []Glyph, r Rule) bool {
	a0, _, a1, _ := bounds(above)
	b0, _, b1, _ := bounds(below)
	wide, s := max(a1-a0, b1-b0), above[0].Size
	return wide < r.X1-r.X0+.4*s && wide > r.X1-r.X0-1.2*s
}

// joinLine sets a fraction on the baseline of what stands beside it, in whose
// size it counts: in a line of text its own letters are smaller.
func joinLine(g *Glyph, list []Glyph, start, end int, r Rule) {
	try := func(i int) bool {
		if i < 0 || i >= len(list) {
			return false
		}
		n := &list[i]
		s := n.Size
		gap := max(n.U0-g.U1, g.U0-n.U1)
		if gap > 1.5*s || gap < -.3*s || abs(n.Base-axis*s-r.Y) > .15*s || s < g.Size*.95 {
			return false
		}
		g.Base, g.Style = n.Base, n.Style
		return true
	}
	if !try(end) {
		try(start - 1)
	}
}

// root puts together a root's sign and what stands under its rule.
func root(list []Glyph, r Rule) ([]Glyph, bool) {
	for i := range list {
		g := &list[i]
		s := g.Size
		if g.R != '√' || len(g.Parts) > 0 || abs(g.U1-r.X0) > .25*s || r.Y < g.V0-.35*s || r.Y > g.V0+.35*s+.1*(g.V1-g.V0) {
			continue
		}
		inside := func(j int) bool {
			o := &list[j]
			u := o.mid()
			return u > r.X0-.1*s && u < r.X1+.05*s && o.V1 > r.Y+.2*o.Size && o.Base > r.Y && o.Base < g.V1+.4*s
		}
		start := i + 1
		for start < len(list) && start < i+6 && over(&list[start], r) {
			start++ // what stands above the root was drawn before its inside
		}
		end := start
		for end < len(list) && inside(end) {
			end++
		}
		above := clone(list[i+1 : start])
		if end == start { // the sign behind what it covers
			start, end, above = i, i, nil
			for start > 0 && inside(start-1) {
				start--
			}
		}
		if end == start {
			continue
		}
		under := structure(clone(list[start:end]))
		parts := append([]Glyph{*g}, bracketed(under)...)
		from, to := min(i, start), max(i+1, end)
		out := whole(*g, parts, under)
		out.Base, out.U1, out.Spaced = under[0].Base, max(out.U1, r.X1), list[from].Spaced
		for j := range under {
			if under[j].Size >= .95*s {
				out.Base, out.Style = under[j].Base, under[j].Style
				break
			}
		}
		copy(list[from:], above)
		return replace(list, from+len(above), to, out), true
	}
	return nil, false
}

// leftOf is how far a bar begins beside the letter under its left end, at most,
// in the size of that.
const leftOf = .35

// barred puts a bar on the letters under a rule.
func barred(list []Glyph, r Rule) []Glyph {
	const most = 12 // letters
	for i := range list {
		g := &list[i]
		s := g.Size
		close := func(j int) bool {
			o := &list[j]
			u := o.mid()
			if !letter(o.R) && (o.U0 < r.X0-.12*s || o.U1 > r.X1+.12*s) {
				return false // a comma or bracket beside the bar
			}
			return u > r.X0-.1*s && u < r.X1+.1*s && r.Y > o.Base-1.05*o.Size && r.Y < o.Base-.4*o.Size
		}
		if abs(g.U0-r.X0) > leftOf*s || !close(i) {
			continue
		}
		end := i + 1
		for end < len(list) && close(end) {
			end++
		}
		u0, _, u1, _ := bounds(list[i:end])
		if end-i > most || abs(u1-r.X1) > .35*s || abs(u0-r.X0) > .35*s || !anyMath(list[i:end]) && !anyItalic(list[i:end]) {
			continue
		}
		if i > 0 && spells(&list[i-1], g) || end < len(list) && spells(&list[end-1], &list[end]) {
			continue
		}
		mark := rune(0x305)
		if end-i == 1 {
			mark = 0x304
		}
		for j := i; j < end; j++ {
			list[j] = marked(&list[j], nil, mark)
		}
		break
	}
	return list
}

// spells reports whether b stands right behind a as in a word of text.
func spells(a, b *Glyph) bool {
	return letter(a.R) && letter(b.R) && !a.Math && !b.Math && abs(a.Base-b.Base) < .05*b.Size && b.U0-a.U1 < .1*b.Size && b.U0 >= a.U0
}

func anyMath(list []Glyph) bool {
	for i := range list {
		if list[i].Math {
			return true
		}
	}
	return false
}

func anyItalic(list []Glyph) bool {
	for i := range list {
		if list[i].Italic {
			return true
		}
	}
	return false
}
