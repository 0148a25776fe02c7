package pdfium

import (
	"math"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/plaintext"
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
	letters        plaintext.Letters
	word           []rune // that is being read
}

func (u *usage) end() {
	u.letters.Add(u.word)
	u.word = u.word[:0]
}

const (
	fewest   = 10 // characters of a font say whether it is noise
	fewAlike = 20 // letters of a font are one and the same
	manyWide = 4  // widths one letter never has
)

// noise reports whether a font's characters are not what they look like: most
// say nothing, all are one letter that is drawn in many widths, or the words
// that they make are of no language.
func (u *usage) noise() bool {
	u.end()
	if u.unknown >= fewest && u.unknown > u.known {
		return true
	}
	if u.letters.Scrambled() {
		return true
	}
	return u.known >= fewAlike && !u.several && unicode.IsLetter(u.letter) && len(u.widths) >= manyWide
}

// silence makes the characters of fonts that are noise on this page unknown.
// faces are the fonts of the characters.
func silence(raw *layout.Raw, faces []uint64) {
	fonts := map[uint64]*usage{}
	var last *layout.Char
	var of uint64 // the font of u
	var reading, u *usage
	for i := range raw.Chars {
		c := &raw.Chars[i]
		st := &raw.Styles[c.Style]
		if c.R == ' ' || c.X1 <= c.X0 || c.Cluster > 0 || st.Symbol {
			last = nil
			continue
		}
		if face := faces[i]; u == nil || face != of {
			if u, of = fonts[face], face; u == nil {
				u = &usage{letter: c.R, widths: map[int32]struct{}{}}
				fonts[face] = u
			}
		}
		if !st.Mono && !st.Math && unicode.In(c.R, unicode.Letter, unicode.Mark) {
			if last == nil || u != reading || !goesOn(last, c, st.Size) {
				u.end()
			}
			u.word = append(u.word, c.R)
			last, reading = c, u
		} else {
			last = nil
		}
		if Unknown(c.R) {
			u.unknown++
			continue
		}
		u.known++
		if u.several = u.several || c.R != u.letter; !u.several && st.Angle == 0 {
			u.widths[int32(math.Round(float64((c.X1-c.X0)/st.Size*50)))] = struct{}{}
		}
	}
	mute := map[uint64]bool{}
	for face, u := range fonts {
		mute[face] = u.noise()
	}
	for i := range raw.Chars {
		if c := &raw.Chars[i]; mute[faces[i]] && c.R != ' ' && c.Cluster == 0 {
			c.R = unicode.ReplacementChar
		}
	}
}

// goesOn reports whether a character stands where a word goes on.
func goesOn(last, c *layout.Char, size float32) bool {
	const gap = .2
	return c.X0 < last.X1+gap*size && c.X1 > last.X0-gap*size && c.Y0 < last.Y1+gap*size && c.Y1 > last.Y0-gap*size
}
