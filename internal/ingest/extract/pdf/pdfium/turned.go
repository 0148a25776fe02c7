package pdfium

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// turned finds the columns of a page that is shown turned, by quarters clockwise:
// they are looked for as the page was written.
func turned(raw *layout.Raw, quarters int) {
	if quarters == 0 {
		upright(raw)
		return
	}
	width, height := float32(raw.Width), float32(raw.Height)
	back := layout.Raw{Chars: slices.Clone(raw.Chars), Styles: slices.Clone(raw.Styles)}
	for range quarters {
		for i := range back.Chars {
			quarter(&back.Chars[i], width)
		}
		width, height = height, width
	}
	turn := func(by int) {
		for i := range back.Styles {
			st := &back.Styles[i]
			st.Angle = (st.Angle + int16(90*by) + 360) % 360
		}
	}
	turn(-quarters)
	was := len(back.Styles)
	falling(&back)
	upright(&back)
	if len(back.Styles) == was {
		return // no column
	}
	turn(quarters)
	for range (4 - quarters) % 4 {
		for i := range back.Chars {
			quarter(&back.Chars[i], width)
		}
		width, height = height, width
	}
	raw.Chars, raw.Styles = back.Chars, back.Styles
}

// quarter turns a box by a quarter against the clock, on a page so wide.
func quarter(c *layout.Char, width float32) {
	c.X0, c.Y0, c.X1, c.Y1 = c.Y0, width-c.X1, c.Y1, width-c.X0
}

// falling puts the letters of columns that come from the last to the first in
// the order of reading: pdfium sorts the letters of a line of the page as it is
// shown, where each is drawn by itself.
func falling(raw *layout.Raw) {
	p, chars := standing{raw}, raw.Chars
	follows := func(a, b *layout.Char) bool { return p.square(a) && p.square(b) && p.below(a, b) }
	down, up := 0, 0
	for i := 1; i < len(chars); i++ {
		if follows(&chars[i-1], &chars[i]) {
			down++
		} else if follows(&chars[i], &chars[i-1]) {
			up++
		}
	}
	if up <= down {
		return
	}
	for i := 0; i < len(chars); {
		j := i + 1
		for j < len(chars) && follows(&chars[j], &chars[j-1]) {
			j++
		}
		slices.Reverse(chars[i:j])
		i = j
	}
}
