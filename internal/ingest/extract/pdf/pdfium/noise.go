package pdfium

import (
	"math"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// Unknown reports whether a character says nothing of what it stands for: the
// replacement character, a control code, one of private use that is no symbol.
func Unknown(r rune) bool {
	switch {
	case r == 2, r == '\t', r == '\n', r == '\r': // 2 is pdfium's mark of a hyphen at a line's end
		return false
	case r < ' ', r >= 0x7f && r < 0xa0, r == unicode.ReplacementChar:
		return true
	}
	return r >= 0xe000 && r <= 0xefff || r >= 0xf0000
}

// usage is what a page has of one font.
type usage struct {
	unknown, known int
	letter         rune // the only one
	several        bool
	widths         map[int32]struct{} // of letters, as shares of the size
}

const (
	fewest   = 10 // characters of a font say whether it is noise
	fewAlike = 20 // letters of a font are one and the same
	manyWide = 4  // widths one letter never has
)

// noise reports whether a font's characters are not what they look like: most
// say nothing, or all are one letter that is drawn in many widths.
func (u *usage) noise() bool {
	if u.unknown >= fewest && u.unknown > u.known {
		return true
	}
	return u.known >= fewAlike && !u.several && unicode.IsLetter(u.letter) && len(u.widths) >= manyWide
}

// silence makes the characters of fonts that are noise on this page unknown.
// faces are the fonts of the characters.
func silence(raw *layout.Raw, faces []uint64) {
	fonts := map[uint64]*usage{}
	for i := range raw.Chars {
		c := &raw.Chars[i]
		if c.R == ' ' || c.X1 <= c.X0 || c.Cluster > 0 || raw.Styles[c.Style].Symbol {
			continue
		}
		u := fonts[faces[i]]
		if u == nil {
			u = &usage{letter: c.R, widths: map[int32]struct{}{}}
			fonts[faces[i]] = u
		}
		if Unknown(c.R) {
			u.unknown++
			continue
		}
		u.known++
		if u.several = u.several || c.R != u.letter; !u.several && raw.Styles[c.Style].Angle == 0 {
			u.widths[int32(math.Round(float64((c.X1-c.X0)/raw.Styles[c.Style].Size*50)))] = struct{}{}
		}
	}
	for i := range raw.Chars {
		if u := fonts[faces[i]]; u != nil && u.noise() && raw.Chars[i].R != ' ' && raw.Chars[i].Cluster == 0 {
			raw.Chars[i].R = unicode.ReplacementChar
		}
	}
}
