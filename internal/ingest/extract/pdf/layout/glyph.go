package layout

import (
	"math"
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/character"
)

// glyph is one code point in the frame of its direction of writing: u runs
// along the line, v from line to line.
type glyph struct {
	r              rune
	u0, v0, u1, v1 float32
	base           float32 // v of the baseline
	style          int32
	char           int32 // index into Raw.Chars, for the box; -1 for a space of ours
	spaced         bool  // the file has a space before it
	formula        bool  // it is a part of a formula that was put together
	unsaid         bool  // a mark of ours that TeX wants and a reader does not
	guessed        bool  // the reader of the file takes the gap before it for a space
	parts          int32 // where one glyph stands for a part of a formula: what is read here, from 1 in a sheet's parts
	run            int32 // Char.Run
	gapRun         int32 // Char.Run of a space of ours that stands for one of the file's
}

func (g *glyph) mid() float32 { return (g.u0 + g.u1) / 2 }

// flow is the text of a page that runs in one direction.
type flow struct {
	angle  int16
	glyphs []glyph
	spaces []gap // only where their place in the content may mislead
}

// flows sorts the characters of a page by direction, the one with the most
// text first, and cleans them: no control characters, ligatures spelled out,
// nothing twice, nothing beside the page.
func flows(raw *Raw) []flow {
	hidden := beside(raw)
	such, cuts := softHyphens(raw)
	// Writing that comes in several orders: to the left, and that of India, which
	// some makers' readers turn around.
	turned := raw.has(func(c *Char) bool { return rtl(c.R) || c.R >= 0x900 && c.R < 0xe00 })
	var gaps []gap
	at := map[int16]int{}
	var all []flow
	seen := make(map[place]struct{}, len(raw.Chars))
	spaced, guessed := false, false
	var again int32 // a cluster that is drawn a second time
	copied := -1    // where a glyph of several letters begins that is
	var rest []rune
	for i := range raw.Chars {
		c := &raw.Chars[i]
		st := &raw.Styles[c.Style]
		r, more, kind := character.Clean(c.R, st.Symbol)
		if kind == character.Dropped {
			continue
		}
		switch {
		case r == soft && !such[c.Style]:
			r = '-'
		case c.R == parting && cuts[c.Style]:
			r = soft
		}
		if kind == character.Space {
			// The guesses of the reader have no width; ours are better, mostly.
			guessed = true
			if c.X1 > c.X0 {
				spaced = true
				if turned {
					gaps = append(gaps, gap{frame(raw, c, st), c.Run, 0})
				}
			}
			continue
		}
		if hidden && outside(raw, c) {
			continue
		}
		own := partOf(raw.Chars, i)
		key := place{r, int32(c.X0 * 2), int32(c.Y1 * 2)}
		_, twice := seen[key]
		twice = own.again || twice && c.X1 > c.X0 && own.from == 0
		if own.start < i {
			twice = own.start == copied // with the rest of its glyph
		} else if twice {
			copied = i
		}
		if twice && c.Cluster > 0 && (i == 0 || raw.Chars[i-1].Cluster != c.Cluster) {
			again = c.Cluster
		}
		if again > 0 && c.Cluster == again || twice && c.Cluster == 0 {
			continue // drawn again for a shadow or a bolder look
		}
		seen[key] = struct{}{}
		k, ok := at[st.Angle]
		if !ok {
			k = len(all)
			at[st.Angle] = k
			all = append(all, flow{angle: st.Angle})
			if k == 0 { // nearly always that of all
				all[k].glyphs = make([]glyph, 0, len(raw.Chars)-i)
			}
		}
		for _, space := range gaps {
			space.before = len(all[k].glyphs)
			all[k].spaces = append(all[k].spaces, space)
		}
		gaps = gaps[:0]
		g := frame(raw, c, st)
		g.char, g.run, g.style, g.spaced, g.guessed = int32(i), c.Run, c.Style, spaced, guessed
		spaced, guessed = false, false
		if own.of > 1 {
			w := (g.u1 - g.u0) / float32(own.of)
			g.u0 += float32(own.from) * w
			g.u1 = g.u0 + w*float32(own.parts)
		}
		rest = append(append(rest[:0], r), more...)
		n := 0 // letters with a place of their own
		for _, r := range rest {
			if !rides(r) {
				n++
			}
		}
		width := (g.u1 - g.u0) / float32(max(n, 1))
		place := -1
		for j, r := range rest {
			part := g
			part.r = r
			if !rides(r) {
				place++
			}
			at := max(place, 0)
			if rtl(rest[0]) {
				at = max(n, 1) - 1 - at
			}
			part.u0 = g.u0 + float32(at)*width
			part.u1 = part.u0 + width
			part.spaced = g.spaced && j == 0
			all[k].glyphs = append(all[k].glyphs, part)
		}
	}
	for i := range all {
		upsideDown(&all[i])
	}
	slices.SortStableFunc(all, func(a, b flow) int { return len(b.glyphs) - len(a.glyphs) })
	return all
}

// part says which part of its box a character has: parts of them, after from,
// of so many.
type part struct {
	from, parts, of int
	again           bool // it is drawn once more
	start           int  // where its glyph begins, in the order of the content
}

// partOf tells which part character i has of a glyph that stands for several:
// those have one box.
func partOf(chars []Char, i int) part {
	c := &chars[i]
	if c.Cluster > 0 {
		return cluster(chars, i)
	}
	if c.X1 > c.X0 && c.Run > 0 {
		return ligature(chars, i)
	}
	if c.X1 <= c.X0 || !letter(c.R) {
		return part{parts: 1, of: 1, start: i}
	}
	same := func(k int) bool {
		o := &chars[k]
		return o.Cluster == 0 && o.X0 == c.X0 && o.X1 == c.X1 && o.Y0 == c.Y0 && o.Y1 == c.Y1 && letter(o.R)
	}
	from, to := i, i+1
	for from > max(0, i-16) && same(from-1) {
		from--
	}
	for to < min(len(chars), i+16) && same(to) {
		to++
	}
	of := once(chars[from:to])
	return part{from: (i - from) % of, parts: 1, of: of, again: i-from >= of, start: i}
}

// ligature shares the box of a glyph among its letters, all of one run. The
// reader gives those of writing to the left as they stand, from left to right,
// their marks before them.
func ligature(chars []Char, i int) part {
	if (i == 0 || !oneGlyph(&chars[i], &chars[i-1])) && (i+1 == len(chars) || !oneGlyph(&chars[i], &chars[i+1])) {
		return part{parts: 1, of: 1, start: i}
	}
	from, to := i, i+1
	for from > max(0, i-16) && oneGlyph(&chars[i], &chars[from-1]) {
		from--
	}
	for to < min(len(chars), i+16) && oneGlyph(&chars[i], &chars[to]) {
		to++
	}
	at, of := 0, 0
	for k := from; k < to; k++ {
		if !rides(chars[k].R) {
			of++
		}
		if k == i {
			at = of - 1
			if rides(chars[k].R) && rtl(chars[k].R) {
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
	return part{from: min(max(at, 0), of-1), parts: 1, of: of, start: from}
}

const lam = 'ل'

// lamAlef reports whether letters are those of the one glyph that Arabic has for
// two. No glyph is of an alef and a lam behind it; but where the font calls it by
// its code point of old, U+FEFB, the reader gives the letters as they are read.
func lamAlef(a, b rune) bool {
	return a == lam && (b == 'ا' || b == 'أ' || b == 'إ' || b == 'آ')
}

// oneGlyph reports whether two characters that follow each other stand for one
// glyph.
func oneGlyph(a, b *Char) bool {
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
func cluster(chars []Char, i int) part {
	n := chars[i].Cluster
	from, to := i, i+1
	for from > 0 && chars[from-1].Cluster == n {
		from--
	}
	for to < len(chars) && chars[to].Cluster == n {
		to++
	}
	leftwards := false
	at, of := -1, 0
	for k := from; k < to; k++ {
		r := chars[k].R
		leftwards = leftwards || rtl(r)
		if !rides(r) || k == from {
			of++
		}
		if k == i {
			at = of - 1
		}
	}
	if leftwards {
		at = of - 1 - at
	}
	return part{from: at, parts: 1, of: of, start: i}
}

// rides reports whether a character has no place of its own along the line.
func rides(r rune) bool {
	if r < 0x300 || ideograph(r) {
		return r == character.Soft
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
}

type place struct {
	r    rune
	x, y int32
}

// beside reports whether what lies outside the page is to be dropped: not
// when most of the text does, which only means that the box is wrong. Text
// that lies pages away was put there to be hidden, however much it is: so do
// the steps of slides.
func beside(raw *Raw) bool {
	out, far := 0, 0
	for i := range raw.Chars {
		c := &raw.Chars[i]
		if !outside(raw, c) {
			continue
		}
		out++
		w, h := float32(raw.Width), float32(raw.Height)
		if c.X1 < -2*w || c.X0 > 3*w || c.Y1 < -2*h || c.Y0 > 3*h {
			far++
		}
	}
	return out > 0 && out < len(raw.Chars) && (out*2 < len(raw.Chars) || far*10 > out*9)
}

func outside(raw *Raw, c *Char) bool {
	const slack = 3
	return c.X1 < -slack || c.Y1 < -slack || c.X0 > float32(raw.Width)+slack || c.Y0 > float32(raw.Height)+slack
}

// frame places a character in the frame of its direction.
func frame(raw *Raw, c *Char, st *Style) glyph {
	w, h := float32(raw.Width), float32(raw.Height)
	g := glyph{u0: c.X0, v0: c.Y0, u1: c.X1, v1: c.Y1}
	switch st.Angle {
	case 0:
	case 90:
		g.u0, g.u1, g.v0, g.v1 = c.Y0, c.Y1, w-c.X1, w-c.X0
	case 180:
		g.u0, g.u1, g.v0, g.v1 = w-c.X1, w-c.X0, h-c.Y1, h-c.Y0
	case 270:
		g.u0, g.u1, g.v0, g.v1 = h-c.Y1, h-c.Y0, c.X0, c.X1
	default:
		// The box is that of the slanted glyph: take its size from it.
		sin, cos := math.Sincos(float64(st.Angle) * math.Pi / 180)
		s, k := float32(sin), float32(cos)
		x, y := (c.X0+c.X1)/2, (c.Y0+c.Y1)/2
		tall := st.Size * 1.1
		wide := ((c.X1 - c.X0) - tall*abs(s)) / max(abs(k), .01)
		if abs(s) > abs(k) {
			wide = ((c.Y1 - c.Y0) - tall*abs(k)) / abs(s)
		}
		wide = max(wide, st.Size/10)
		u, v := x*k+y*s, -x*s+y*k
		g.u0, g.u1, g.v0, g.v1 = u-wide/2, u+wide/2, v-tall/2, v+tall/2
	}
	g.base = g.v1 - c.Depth
	if g.v1-g.v0 < st.Size/4 { // a font without a height
		g.v0 = g.v1 - st.Size
	}
	return g
}

func abs(v float32) float32 { return float32(math.Abs(float64(v))) }

// rtl reports whether a character is written from right to left.
func rtl(r rune) bool {
	return r >= 0x590 && (r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff)
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f && (ideograph(r) || unicode.IsLetter(r))
}

func digit(r rune) bool {
	return r >= '0' && r <= '9' || r > 0x7f && !ideograph(r) && unicode.IsDigit(r)
}

// ideograph reports whether a character is of Unicode's first block of Chinese
// characters, which are all letters: its tables need not be searched for them.
func ideograph(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }
