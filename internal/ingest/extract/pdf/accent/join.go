package accent

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// maxMarks bounds the marks of a page that are looked at.
const maxMarks = 20_000

// Join joins the marks of a page with their letters. What Unicode has no letter
// for keeps the mark as a combining one behind it; TeX's signs for a tilde and
// a circumflex that stand at no letter are those.
func Join(raw *layout.Raw) {
	j := joiner{chars: raw.Chars, styles: raw.Styles, behind: map[int][]rune{}, has: map[int][]rune{}}
	left := maxMarks
	for i := range j.chars {
		far := strays(j.chars[i].R)
		if far == 0 || j.chars[i].Cluster > 0 {
			continue
		}
		if left--; left < 0 {
			break
		}
		j.join(i, far)
	}
	if len(j.taken) > 0 {
		raw.Chars = j.left()
	}
}

type joiner struct {
	chars  []layout.Char
	styles []layout.Style
	taken  []bool         // marks that have gone to a letter, once there is one
	behind map[int][]rune // marks that stay code points of their own, by letter
	has    map[int][]rune // marks that a letter has been given
}

// join joins the mark at i with its letter, looked for among so many characters
// on either side.
func (j *joiner) join(i, far int) {
	m := &j.chars[i]
	at, mark := j.letter(i, far)
	if at < 0 {
		m.R = alone(m.R)
		return
	}
	if j.taken == nil {
		j.taken = make([]bool, len(j.chars))
	}
	j.taken[i] = true
	j.has[at] = append(j.has[at], mark)
	if r, ok := with(j.chars[at].R, mark); ok && len(j.behind[at]) == 0 {
		j.chars[at].R = r
	} else {
		j.behind[at] = append(j.behind[at], mark)
	}
	if i+2 < len(j.chars) && at == i+2 && j.chars[i+1].R == ' ' {
		j.taken[i+1] = true // between a mark and its letter no word ends
	}
}

// left gives the characters with the marks behind their letters.
func (j *joiner) left() []layout.Char {
	out := make([]layout.Char, 0, len(j.chars))
	for i, c := range j.chars {
		if j.taken[i] {
			continue
		}
		out = append(out, c)
		for _, r := range j.behind[i] {
			c.R = r
			out = append(out, c)
		}
	}
	return out
}

// letter finds the letter that the mark at i stands at, -1 for none, and gives
// the combining form of the mark there.
func (j *joiner) letter(i, far int) (at int, mark rune) {
	m := &j.chars[i]
	if i > 0 && combining(m.R) && m.R != solidus && j.open(i-1, m.R) && j.follows(m, &j.chars[i-1]) {
		return i - 1, m.R
	}
	if k := i + 1; k < len(j.chars) && beside(m.R, j.chars[k].R) && j.open(k, accents[m.R]) && j.touches(m, &j.chars[k]) {
		return k, accents[m.R]
	}
	at, best := -1, float32(1)
	look := func(k int) {
		if k < 0 || k >= len(j.chars) || !j.near(m, &j.chars[k]) {
			return
		}
		if r, off := j.placed(m, &j.chars[k]); r != 0 && off < best && j.open(k, r) {
			at, mark, best = k, r, off
		}
	}
	for d := 1; d <= far; d++ {
		look(i - d)
		look(i + d)
	}
	return at, mark
}

// near reports whether two characters are drawn in one direction, and one may
// lie over the other.
func (j *joiner) near(m, b *layout.Char) bool {
	if m.Style != b.Style && j.styles[m.Style].Angle != j.styles[b.Style].Angle {
		return false
	}
	slack := j.styles[b.Style].Size * 1.5
	return m.X0 < b.X1+slack && m.X1 > b.X0-slack && m.Y0 < b.Y1+slack && m.Y1 > b.Y0-slack
}

// open reports whether a character is a letter that can take a mark.
func (j *joiner) open(k int, mark rune) bool {
	c := &j.chars[k]
	return (takesMarks(c.R) || mark == dot && dotted(c.R)) && c.Cluster == 0 && (j.taken == nil || !j.taken[k]) && !slices.Contains(j.has[k], mark)
}

// follows reports whether a combining mark belongs to the letter before it: it
// has the letter's box, or none and the place where the letter ends.
func (j *joiner) follows(m, b *layout.Char) bool {
	size := j.styles[b.Style].Size
	mf, bf := j.frame(m), j.frame(b)
	return mf.mid() > bf.u0-.1*size && mf.mid() < bf.u1+.2*size && j.near(m, b)
}

// touches reports whether a letter begins where a mark ends.
func (j *joiner) touches(m, b *layout.Char) bool {
	gap := j.frame(b).u0 - j.frame(m).u1
	size := j.styles[b.Style].Size
	return j.near(m, b) && gap > -.5*size && gap < .15*size
}

// frame is a box in the direction of writing.
type frame struct {
	u0, u1 float32 // along the line
	base   float32 // how far down its baseline lies
}

func (f frame) mid() float32 { return (f.u0 + f.u1) / 2 }

func (j *joiner) frame(c *layout.Char) frame {
	switch j.styles[c.Style].Angle {
	case 90:
		return frame{c.Y0, c.Y1, -c.X0 - c.Depth}
	case 180:
		return frame{-c.X1, -c.X0, -c.Y0 - c.Depth}
	case 270:
		return frame{-c.Y1, -c.Y0, c.X1 - c.Depth}
	}
	return frame{c.X0, c.X1, c.Y1 - c.Depth}
}

// placed tells which combining mark a mark is on a letter, 0 if it does not
// stand at it, and how far off its place it is, as a share of what is allowed.
func (j *joiner) placed(m, b *layout.Char) (mark rune, off float32) {
	size := j.styles[b.Style].Size
	least := .8 * size
	if m.R == ',' {
		least = .4 * size // set small below "s" and "t"
	}
	if s := j.styles[m.Style].Size; s < least || s > 1.25*size {
		return 0, 0
	}
	mf, bf := j.frame(m), j.frame(b)
	wide := max(bf.u1-bf.u0, .25*size)
	apart := abs(mf.mid() - bf.mid())
	over := min(mf.u1, bf.u1) - max(mf.u0, bf.u0)
	if apart > .45*wide || over < .5*min(mf.u1-mf.u0, bf.u1-bf.u0) {
		return 0, 0
	}
	// Where baselines are not known and boxes are just as high as what is drawn,
	// a mark over a letter stands higher by the letter's height.
	raise := (bf.base - mf.base) / size
	switch r := accents[m.R]; {
	case m.R == solidus:
		mark = within(solidus, raise, -.2, .3)
	case combining(m.R):
		mark = within(m.R, raise, -.95, .95)
	case m.R == '¸', m.R == '˛':
		mark = within(r, raise, -.5, .35)
	case m.R == '`', m.R == '^', m.R == '~':
		// These stand alone as well, beside letters that are set tight.
		if apart < .25*wide {
			mark = within(r, raise, -.15, .95)
		}
	case m.R == ',':
		if apart < .25*wide {
			mark = within(beneath[m.R], raise, -.7, -.05)
		}
	case r != 0 && raise > -.25:
		mark = within(r, raise, -.25, .95)
	case m.R == '¯':
		mark = within(beneath[m.R], raise, -1.4, -.25)
	default:
		mark = within(beneath[m.R], raise, -.7, -.25)
	}
	return mark, apart/wide + .1*abs(raise)
}

func within(mark rune, v, from, to float32) rune {
	if v < from || v > to {
		return 0
	}
	return mark
}

func abs(v float32) float32 { return max(v, -v) }
