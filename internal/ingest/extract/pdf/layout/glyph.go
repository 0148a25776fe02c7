package layout

import (
	"math"
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/shape"
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
	turned := raw.has(func(c *Char) bool { return rtl(c.R) || brahmic(c.R) })
	var gaps []gap
	at := map[int16]int{}
	var all []flow
	seen := make(map[place]struct{}, len(raw.Chars))
	spaced, guessed := false, false
	var space glyph // the last one
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
				spaced, space = true, frame(raw, c, st)
			}
			if turned {
				g := frame(raw, c, st)
				if c.Cluster > 0 {
					g.share(shape.PartOf(raw.Chars, i))
				}
				gaps = append(gaps, gap{glyph: g, run: c.Run, guess: c.X1 <= c.X0})
			}
			continue
		}
		if hidden && outside(raw, c) {
			continue
		}
		guessed = guessed || c.Guessed && brahmic(c.R)
		own := shape.PartOf(raw.Chars, i)
		key := place{r, int32(c.X0 * 2), int32(c.Y1 * 2)}
		_, twice := seen[key]
		twice = own.Again || twice && c.X1 > c.X0 && own.From == 0
		if own.Start < i {
			twice = own.Start == copied // with the rest of its glyph
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
		if n := len(all[k].glyphs); spaced && n > 0 && space.before(&all[k].glyphs[n-1]) {
			spaced = false
		}
		g.char, g.run, g.style, g.guessed = int32(i), c.Run, c.Style, guessed
		g.spaced = spaced && !(g.before(&space) && space.u0-g.u1 < .1*st.Size)
		spaced, guessed = spaced && !g.spaced, false
		g.share(own)
		rest = append(append(rest[:0], r), more...)
		n := 0 // letters with a place of their own
		for _, r := range rest {
			if !shape.Rides(r) {
				n++
			}
		}
		width := (g.u1 - g.u0) / float32(max(n, 1))
		place := -1
		for j, r := range rest {
			part := g
			part.r = r
			if !shape.Rides(r) {
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

// share narrows a glyph to its part of a box.
func (g *glyph) share(p shape.Part) {
	w := (g.u1 - g.u0) / float32(p.Of)
	g.u0 += float32(p.From) * w
	g.u1 = g.u0 + w*float32(p.Parts)
}

// before reports whether a glyph of writing to the right stands in front of
// another of its line: a space that does so stands behind none that comes before
// it in the content, and one behind the next letter belongs to the one after.
func (g *glyph) before(h *glyph) bool {
	return !rtl(g.r) && !rtl(h.r) && g.mid() < h.u0 && g.u1 < h.mid() && min(g.v1, h.v1)-max(g.v0, h.v0) > .5*min(g.v1-g.v0, h.v1-h.v0)
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
func rtl(r rune) bool { return shape.RTL(r) }

// brahmic reports whether a character is of one of the scripts of India, whose
// words have spaces between them.
func brahmic(r rune) bool { return r >= 0x900 && r < 0xe00 }

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f && (ideograph(r) || unicode.IsLetter(r))
}

func digit(r rune) bool {
	return r >= '0' && r <= '9' || r > 0x7f && !ideograph(r) && unicode.IsDigit(r)
}

// ideograph reports whether a character is of Unicode's first block of Chinese
// characters, which are all letters: its tables need not be searched for them.
func ideograph(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }
