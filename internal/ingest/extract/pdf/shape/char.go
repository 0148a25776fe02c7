package shape

import (
	"unicode"

	"studyapp/internal/ingest/extract/joiner"
	"studyapp/internal/ingest/extract/pdf/character"
)

// Char is one code point and its box. A ligature that its font spells out
// gives several with the same box. Box edges are ordered.
type Char struct {
	R              rune
	X0, Y0, X1, Y1 float32
	Style          int32   // index into the styles of its page
	Depth          float32 // how far the baseline lies above the foot of the box, as one reads it
	// Ink is where the drawing of a character begins and ends across its line, for
	// those whose box is Tall; else the two are equal.
	Ink [2]float32
	// Cluster numbers, from 1, the characters whose order and box the file gives
	// as a whole (a marked span with its ActualText): those of one cluster follow
	// each other in the order of reading and share the box. 0 is a character of
	// its own.
	Cluster int32
	Guessed bool // the reader of the file takes the gap before it for a space
	Unseen  bool // it is not drawn, as the text behind the picture of a page is not
	// Run numbers the piece of the content that shows the character, from 1; 0
	// where that is not known.
	Run int32
}

// RTL reports whether a character is written from right to left.
func RTL(r rune) bool {
	return r >= 0x590 && (r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff)
}

// Clings reports whether a character belongs to the letter before it, as marks
// do and signs of no width.
func Clings(r rune) bool { return unicode.Is(unicode.Mn, r) || joiner.Is(r) }

// Rides reports whether a character has no place of its own along the line.
func Rides(r rune) bool {
	if r < 0x300 || r >= 0x4e00 && r <= 0x9fff { // Chinese is not searched for
		return r == character.Soft
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
}
