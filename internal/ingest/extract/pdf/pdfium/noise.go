package pdfium

import (
	"math"
	"strings"
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
	word           []rune // letters that are being read

	run        []rune // what is being read, whatever it is
	runs, torn int    // with letters, and those with signs inside that no word has
}

func (u *usage) end() {
	u.letters.Add(u.word)
	u.word = u.word[:0]
}

// endRun counts what was read without a space.
func (u *usage) endRun() {
	letters, torn := 0, false
	for i, r := range u.run {
		switch {
		case unicode.IsLetter(r):
			letters++
		case i > 0 && i+1 < len(u.run) && strings.ContainsRune("<>;?=@$%&!#\"", r) && inWord(u.run[i-1]) && inWord(u.run[i+1]):
			torn = true
		}
	}
	if len(u.run) >= 4 && letters >= 2 {
		u.runs++
		if torn {
			u.torn++
		}
	}
	u.run = u.run[:0]
}

// latin reports whether a character is one of our letters: nearly all are, and
// Unicode's tables need not be searched for them.
func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

const (
	fewest   = 10 // characters of a font say whether it is noise
	fewAlike = 20 // letters of a font are one and the same
	manyWide = 4  // widths one letter never has

	// manyTorn of manyRuns in a hundred have "<", "=" or ";" between letters where
	// the numbers of glyphs are taken for letters: 52 in such a file; on 865 pages
	// of papers, scripts and program text 10 at most.
	manyRuns, manyTorn = 30, 30
)

// noise reports whether a font's characters are not what they look like: most
// say nothing, signs stand inside words, all are one letter that is drawn in many widths, or the words
// that they make are of no language.
func (u *usage) noise() bool {
	u.end()
	u.endRun()
	if u.runs >= manyRuns && u.torn*100 >= u.runs*manyTorn {
		return true
	}
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
	var last, before *layout.Char
	var of uint64 // the font of u
	var reading, running, u *usage
	for i := range raw.Chars {
		c := &raw.Chars[i]
		st := &raw.Styles[c.Style]
		if c.R == ' ' || c.X1 <= c.X0 || c.Cluster > 0 || st.Symbol {
			last, before = nil, nil
			continue
		}
		if face := faces[i]; u == nil || face != of {
			if u, of = fonts[face], face; u == nil {
				u = &usage{letter: c.R, widths: map[int32]struct{}{}}
				fonts[face] = u
			}
		}
		if !st.Mono && !st.Math {
			if before == nil || u != running || !goesOn(before, c, st.Size) {
				u.endRun()
			}
			u.run = append(u.run, c.R)
			before, running = c, u
		}
		if !st.Mono && !st.Math && (latin(c.R) || unicode.In(c.R, unicode.Letter, unicode.Mark)) {
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
