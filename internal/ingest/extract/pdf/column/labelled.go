package column

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/apparatus"
)

// beside finds captions that stand side by side under their pictures, at least one
// of which goes on in further lines: "(a) …" and "(b) …". Each was written as a
// whole, while its lines stand level with those of the next. above and below are
// what is left; captions is nil where there are none.
func beside[S Placed](segs []S, labelled map[int]bool) (above, below []S, captions [][]S) {
	if len(labelled) < 2 {
		return segs, nil, nil
	}
	sorted := slices.Clone(segs)
	slices.SortStableFunc(sorted, func(a, b S) int { return cmp.Compare(a.At().Order, b.At().Order) })
	var found []caption[S]
	for i := 0; i < len(sorted); {
		if !labelled[sorted[i].At().Order] {
			i++
			continue
		}
		c := begin(sorted[i])
		for i++; i < len(sorted) && !labelled[sorted[i].At().Order] && c.takes(sorted[i]); i++ {
			c.add(sorted[i])
		}
		found = append(found, c)
	}
	for len(found) > 1 {
		n := 1
		for n < len(found) && found[n].besides(&found[n-1]) {
			n++
		}
		if above, below, ok := apart(segs, found[:n]); ok {
			for _, c := range found[:n] {
				captions = append(captions, c.segs)
			}
			return above, below, captions
		}
		found = found[n:]
	}
	return segs, nil, nil
}

// apart gives what stands above and below captions; ok is false where there are no
// two, none has a second line, or something else stands beside them.
func apart[S Placed](segs []S, captions []caption[S]) (above, below []S, ok bool) {
	more := false
	box := captions[0].box
	in := map[int]bool{}
	for _, c := range captions {
		more = more || c.lines > 1
		box.V0, box.V1 = min(box.V0, c.box.V0), max(box.V1, c.box.V1)
		for _, s := range c.segs {
			in[s.At().Order] = true
		}
	}
	if len(captions) < 2 || !more {
		return nil, nil, false
	}
	for _, s := range segs {
		switch at := s.At(); {
		case in[at.Order]:
		case at.middle() < box.V0:
			above = append(above, s)
		case at.middle() > box.V1:
			below = append(below, s)
		default:
			return nil, nil, false
		}
	}
	return above, below, true
}

// caption is the pieces of one, in the order they were written.
type caption[S Placed] struct {
	segs  []S
	box   Piece
	first Piece // its label
	last  Piece // its last line
	lines int
}

func begin[S Placed](s S) caption[S] {
	at := *s.At()
	return caption[S]{segs: []S{s}, box: at, first: at, last: at, lines: 1}
}

// takes reports whether a piece goes on with a caption: on its line, or on the next
// one, not far from under it.
func (c *caption[S]) takes(s S) bool {
	p := s.At()
	if p.Size > 1.3*c.first.Size {
		return false
	}
	if c.level(p) {
		return p.U0 >= c.last.U1-.5*p.Size && p.U0-c.last.U1 < 3*p.Size
	}
	return p.middle() > c.last.V1-.2*p.Size && p.V0-c.last.V1 < .9*p.Size && p.U0 < c.box.U1 && p.U1 > c.box.U0
}

func (c *caption[S]) level(p *Piece) bool {
	return max(p.middle()-c.last.middle(), c.last.middle()-p.middle()) < .5*max(p.Size, c.last.Size)
}

func (c *caption[S]) add(s S) {
	p := s.At()
	if c.level(p) {
		c.last.U1 = max(c.last.U1, p.U1)
		c.last.V0, c.last.V1 = min(c.last.V0, p.V0), max(c.last.V1, p.V1)
	} else {
		c.last = *p
		c.lines++
	}
	c.segs = append(c.segs, s)
	c.box.U0, c.box.V0 = min(c.box.U0, p.U0), min(c.box.V0, p.V0)
	c.box.U1, c.box.V1 = max(c.box.U1, p.U1), max(c.box.V1, p.V1)
}

// besides reports whether a caption begins on the line on which another does, to
// the right of all of that.
func (c *caption[S]) besides(left *caption[S]) bool {
	a, b := &left.first, &c.first
	return max(a.middle()-b.middle(), b.middle()-a.middle()) < .3*max(a.Size, b.Size) && c.box.U0 > left.box.U1-.3*b.Size
}

// labels are the pieces that begin a caption, by their order: told once, since it
// takes their text.
func labels[S Placed](segs []S) map[int]bool {
	found := map[int]bool{}
	for _, s := range segs {
		if labelled(s) {
			found[s.At().Order] = true
		}
	}
	return found
}

// labelled reports whether a piece begins as a caption of a part of a picture does,
// "(a) The cell", or as one of a whole: "Figure 3: The cell".
func labelled[S Placed](s S) bool {
	text := s.Spaced()
	if inner, ok := strings.CutPrefix(text, "("); ok {
		label, rest, ok := strings.Cut(inner, ")")
		return ok && label != "" && len(label) <= 4 && strings.HasPrefix(rest, " ") && !strings.ContainsFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	return apparatus.Caption(text) == apparatus.Labelled
}
