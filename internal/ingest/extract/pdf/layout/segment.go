package layout

import (
	"strings"

	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/column"
)

// segment is a stretch of glyphs that stand side by side: a line of a
// column, or a cell of a table.
type segment struct {
	column.Piece
	glyphs []glyph // in the order of the content
	spaces []gap   // before, between and behind them
	rtl    bool
}

// splitGap is the gap, in ems, that ends a segment.
const splitGap = 1.15

// segments cuts a flow where the next glyph does not stand beside the last.
func segments(f *flow, styles []Style) []segment {
	var all []segment
	start := 0
	var s segment
	for i := range f.glyphs {
		g := &f.glyphs[i]
		size := styles[g.style].Size
		s.glyphs = f.glyphs[start:i]
		if i > start && s.takes(g, size) {
			s.grow(g, size)
			continue
		}
		if i > start {
			s.spaces = f.gaps(start, i)
			all = append(all, s)
		}
		start = i
		s = segment{Piece: column.Piece{U0: g.u0, V0: g.v0, U1: g.u1, V1: g.v1, Size: size, Order: len(all)}, rtl: rtl(g.r)}
	}
	if len(f.glyphs) > start {
		s.glyphs, s.spaces = f.glyphs[start:], f.gaps(start, len(f.glyphs))
		all = append(all, s)
	}
	return all
}

// takes reports whether g goes on where the segment ends.
func (s *segment) takes(g *glyph, size float32) bool {
	em := max(min(s.Size, size*2), size)
	over := min(s.V1, g.v1) - max(s.V0, g.v0)
	small := min(s.V1-s.V0, g.v1-g.v0)
	if over < small*.35 && !s.level(g, em) {
		return false
	}
	gap := g.u0 - s.U1
	if gap > splitGap*em {
		return false
	}
	if gap >= -.6*em {
		return true
	}
	// Further left: only where the writing goes left, or for a mark over the
	// letter before it.
	if s.rtl || rtl(g.r) {
		gap = s.U0 - g.u1
		return gap <= splitGap*em && gap >= -.6*em || g.u0 >= s.U0 && g.u1 <= s.U1
	}
	return g.u1 >= s.U1-em && g.u1-g.u0 < em
}

// level reports whether a letter of writing to the left stands on the baseline
// of the last one: the boxes of some makers are no more than the ink.
func (s *segment) level(g *glyph, em float32) bool {
	last := &s.glyphs[len(s.glyphs)-1]
	return s.rtl && rtl(g.r) && abs(g.base-last.base) < .1*em
}

func (s *segment) grow(g *glyph, size float32) {
	s.U0, s.U1 = min(s.U0, g.u0), max(s.U1, g.u1)
	s.V0, s.V1 = min(s.V0, g.v0), max(s.V1, g.v1)
	s.Size = max(s.Size, size)
	s.rtl = s.rtl || rtl(g.r)
}

// At implements column.Placed.
func (s *segment) At() *column.Piece { return &s.Piece }

// Count implements column.Placed.
func (s *segment) Count() column.Content {
	var c column.Content
	for i := range s.glyphs {
		r := s.glyphs[i].r
		c.Chars++
		if character.Wide(r) {
			c.Chars++
		}
		switch {
		case digit(r):
			c.Digits++
		case rtl(r):
			c.Right++
		case letter(r):
			c.Left++
		}
	}
	return c
}

// Spaced implements column.Placed.
func (s *segment) Spaced() string {
	var b strings.Builder
	for i := range s.glyphs {
		if g := &s.glyphs[i]; g.spaced || i > 0 && g.u0-s.glyphs[i-1].u1 > .17*s.Size {
			b.WriteByte(' ')
		}
		b.WriteRune(s.glyphs[i].r)
	}
	return b.String()
}

// stretch is a part of the width of a page.
type stretch struct{ u0, u1 float32 }

// ownSpaces reports whether the file has characters for its spaces: then what
// has none between its letters is one word, however far they stand apart.
func ownSpaces(segs []*segment) bool {
	spaced, wide := 0, 0
	for _, s := range segs {
		for i := 1; i < len(s.glyphs); i++ {
			a, b := &s.glyphs[i-1], &s.glyphs[i]
			switch {
			case b.spaced:
				spaced++
			case letter(a.r) && letter(b.r) && b.u0-a.u1 > .25*s.Size:
				wide++
			}
		}
	}
	return spaced >= 12 && wide*6 < spaced
}
