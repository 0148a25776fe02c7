package pdfium

import (
	"studyapp/internal/ingest/extract/pdf/bidi"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// facing turns the brackets of formulas in writing to the left as they are drawn.
// pdfium knows no direction of letters beyond U+FFFF, takes such a formula for a
// part of that writing, and gives it from right to left with its brackets turned.
func facing(raw *layout.Raw) {
	chars := raw.Chars
	left := func(a, b int) bool { // b follows a, on its left
		return a >= 0 && b < len(chars) && chars[b].X1 < chars[a].X1 && min(chars[a].Y1, chars[b].Y1) > max(chars[a].Y0, chars[b].Y0)
	}
	for i := range chars {
		if c := &chars[i]; raw.Styles[c.Style].Math && (left(i-1, i) || left(i, i+1)) {
			c.R = bidi.Mirrored(c.R)
		}
	}
}
