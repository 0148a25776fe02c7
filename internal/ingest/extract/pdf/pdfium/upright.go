package pdfium

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// upright finds Chinese and Japanese that is written in columns: letters that
// stand upright, each below the one before. It gives them a style whose
// direction of writing is downwards, as that of the letters is that lie on
// their side among them, so that a column is a line and columns follow each
// other from right to left.
func upright(raw *layout.Raw) {
	p := standing{raw}
	chars := raw.Chars
	at := make([]int, 0, len(chars)) // those that can be seen
	for i := range chars {
		if c := &chars[i]; c.R > ' ' && c.X1 > c.X0 {
			at = append(at, i)
		}
	}
	column := make([]bool, len(chars))
	downs, rights := 0, 0
	for k := 1; k < len(at); k++ {
		a, b := &chars[at[k-1]], &chars[at[k]]
		switch {
		case !p.square(b):
		case p.below(a, b):
			downs++
		case p.square(a) && p.beside(a, b):
			rights++
		}
	}
	const few = 4
	if downs < few {
		return
	}
	found := false
	for k := 0; k < len(at); {
		j := k + 1
		for j < len(at) && p.below(&chars[at[j-1]], &chars[at[j]]) {
			j++
		}
		if downs > rights || j-k > few {
			for _, i := range at[k:j] {
				column[i] = p.square(&chars[i]) && (j-k > 1 || !p.crossed(at, k))
				found = found || column[i]
			}
		}
		k = j
	}
	if !found {
		return
	}
	raw.Chars = slices.Clone(chars)
	p.combined(at, column)
	styles := slices.Clip(raw.Styles)
	down := map[int32]int32{}
	for i := range raw.Chars {
		c := &raw.Chars[i]
		if !column[i] {
			continue
		}
		k, ok := down[c.Style]
		if !ok {
			st := raw.Styles[c.Style]
			st.Angle = 90
			k = int32(len(styles))
			styles = append(styles, st)
			down[c.Style] = k
		}
		c.Style = k
		c.Depth = 0
	}
	raw.Styles = styles
}

// standing looks at how the letters of a page stand.
type standing struct{ *layout.Raw }

// square reports whether a letter fills a square and stands upright.
func (raw standing) square(c *layout.Char) bool {
	return raw.Styles[c.Style].Angle == 0 && character.Wide(c.R)
}

// below reports whether b follows a down a column; both stand upright, or lie
// on their side.
func (raw standing) below(a, b *layout.Char) bool {
	em := raw.Styles[b.Style].Size
	if !raw.square(b) && raw.Styles[b.Style].Angle != 90 || !raw.square(a) && raw.Styles[a.Style].Angle != 90 {
		return false
	}
	if wide := raw.square(a) && raw.square(b); wide && apart(raw.Styles[a.Style].Size-em) > .15*em {
		return false
	}
	step := b.Y0 - a.Y1
	return apart(a.X0+a.X1-b.X0-b.X1) < .6*em && step > -.3*em && step < .6*em
}

// beside reports whether b follows a along a line.
func (raw standing) beside(a, b *layout.Char) bool {
	em := raw.Styles[b.Style].Size
	gap := b.X0 - a.X1
	return apart(a.Y0+a.Y1-b.Y0-b.Y1) < .6*em && gap > -.3*em && gap < em
}

// crossed reports whether a letter with none above or below it is part of a
// line.
func (raw standing) crossed(at []int, k int) bool {
	c := &raw.Chars[at[k]]
	return k > 0 && raw.beside(&raw.Chars[at[k-1]], c) || k+1 < len(at) && raw.beside(c, &raw.Chars[at[k+1]])
}

// combined puts into the columns the few signs that stand side by side in the
// place of one letter, such as the figures of a date, one above the other.
func (raw standing) combined(at []int, column []bool) {
	const most = 4
	for k := 1; k < len(at); k++ {
		above, first := &raw.Chars[at[k-1]], &raw.Chars[at[k]]
		if column[at[k]] || !column[at[k-1]] || raw.Styles[first.Style].Angle != 0 {
			continue
		}
		j := k + 1
		for j < len(at) && j-k < most && !column[at[j]] && raw.beside(&raw.Chars[at[j-1]], &raw.Chars[at[j]]) {
			j++
		}
		em := raw.Styles[above.Style].Size
		last := &raw.Chars[at[j-1]]
		x0, x1, y0, y1 := first.X0, last.X1, first.Y0, first.Y1
		if x1-x0 > 1.4*em || apart(x0+x1-above.X0-above.X1) > .8*em || y0-above.Y1 > .7*em || y0-above.Y1 < -.5*em {
			continue
		}
		part := (y1 - y0) / float32(j-k)
		for n, i := range at[k:j] {
			c := &raw.Chars[i]
			c.X0, c.X1, c.Y0, c.Y1 = x0, x1, y0+float32(n)*part, y0+float32(n+1)*part
			column[i] = true
		}
		k = j - 1
	}
}

func apart(v float32) float32 { return max(v, -v) }
