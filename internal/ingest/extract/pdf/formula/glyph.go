package formula

import (
	"math"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Glyph is a character of a page in the frame of its direction of writing: U
// runs along the line, V from line to line.
type Glyph struct {
	R              rune
	U0, V0, U1, V1 float32
	Base           float32 // V of the baseline
	Size           float32 // of the font, as it appears
	Math           bool    // set in a font of mathematics, or a sign of it in any font
	Italic         bool
	Spaced         bool  // the file has a space before it
	Style, At      int32 // of the caller: how it is drawn, and which it is; At is -1 for a sign of ours

	Parts  []Glyph // what is read here, where one glyph stands for a part of a formula
	Unsaid bool    // a mark of ours that TeX wants and a reader does not

	piece uint8 // what parts a tall bracket has
}

// Rule is a level line, such as the bar of a fraction.
type Rule struct{ X0, X1, Y float32 }

func (g *Glyph) mid() float32 { return (g.U0 + g.U1) / 2 }

func abs(v float32) float32 { return float32(math.Abs(float64(v))) }

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f && (ideograph(r) || unicode.IsLetter(r))
}

func digit(r rune) bool {
	return r >= '0' && r <= '9' || r > 0x7f && !ideograph(r) && unicode.IsDigit(r)
}

// rides reports whether a character stands on another.
func rides(r rune) bool { return r >= 0x300 && !ideograph(r) && unicode.In(r, unicode.Mn, unicode.Me) }

// ideograph reports whether a character is of Unicode's first block of Chinese
// characters, which are all letters: its tables need not be searched for them.
func ideograph(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// joined composes a letter and a combining mark to one code point.
func joined(base, mark rune) (rune, bool) {
	c := []rune(norm.NFC.String(string([]rune{base, mark})))
	return c[0], len(c) == 1
}

// accent gives the combining mark for one that fonts draw as a sign of its own,
// or 0.
func accent(r rune) rune {
	switch r {
	case '`':
		return 0x300
	case '´':
		return 0x301
	case '^', 'ˆ':
		return 0x302
	case '~', '˜':
		return 0x303
	case '¯', 'ˉ':
		return 0x304
	case '˘':
		return 0x306
	case '˙':
		return 0x307
	case '¨':
		return 0x308
	case '˚':
		return 0x30a
	case '˝':
		return 0x30b
	case 'ˇ':
		return 0x30c
	case '¸':
		return 0x327
	case '˛':
		return 0x328
	}
	return 0
}

// Raised are the small raised forms that Unicode has.
var Raised = map[rune]rune{
	'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '+': '⁺', '−': '⁻', '-': '⁻',
}

// Lowered gives the digit that a raised one stands for, or 0.
func Lowered(r rune) rune {
	switch r {
	case '¹':
		return '1'
	case '²', '³':
		return r - '²' + '2'
	case '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹':
		return r - '⁰' + '0'
	}
	return 0
}
