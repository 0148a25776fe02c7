package character

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"studyapp/internal/ingest/extract/hyphen"
	"studyapp/internal/ingest/extract/joiner"
	"studyapp/internal/ingest/extract/pdf/formula"
)

// Soft is the hyphen that is only seen where it ends a line.
const Soft = hyphen.Soft

// Kind is what becomes of a character.
type Kind int

const (
	Ink Kind = iota
	Space
	Dropped
)

// Clean gives what a character of a PDF stands for in text: itself, or
// several for a ligature.
func Clean(r rune, symbol bool) (rune, []rune, Kind) {
	switch {
	case r > ' ' && r < 0x7f:
		if symbol {
			return '•', nil, Ink // a letter of a font of pictures is a picture
		}
		return r, nil, Ink
	case r == ' ', r == '\t', r == 0xa0, r >= 0x2000 && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x3000, r == '\r', r == '\n':
		return ' ', nil, Space
	case r == 2:
		return '-', nil, Ink // pdfium's mark of a word cut at the line's end
	case r == Soft, joiner.Is(r):
		return r, nil, Ink
	case r == 0x34f, r == 0x61c, r >= 0x180b && r <= 0x180f, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return 0, nil, Dropped // choices between shapes of a letter, and marks of direction
	case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff, r >= 0xfff0 && r <= 0xffff, r > unicode.MaxRune:
		return 0, nil, Dropped
	case r >= 0xe000 && r <= 0xf8ff:
		switch r {
		case 0xf0b7, 0xf0a7, 0xf0d8, 0xf076, 0xf0fc, 0xf06c, 0xf06e, 0xf071, 0xf0a8, 0xf02d:
			return '•', nil, Ink // the bullets of Symbol and Wingdings
		}
		if p := formula.Piece(r); p != 0 {
			return p, nil, Ink
		}
		if r >= 0xf021 && r <= 0xf07e && !symbol {
			return r - 0xf000, nil, Ink // a symbol font's codes are ASCII plus 0xf000
		}
		return 0, nil, Dropped
	case r >= 0xfe10 && r <= 0xfe19, r >= 0xfe30 && r <= 0xfe48:
		return lying(r), nil, Ink
	case r >= 0xfb00 && r <= 0xfb06, r >= 0xfb13 && r <= 0xfb17, r >= 0xfb1d && r <= 0xfdff, r >= 0xfe70 && r <= 0xfefc, r >= 0x2f00 && r <= 0x2fdf:
		// Latin ligatures, Hebrew and Arabic presentation forms, Kangxi radicals.
		out := []rune(norm.NFKC.String(string(r)))
		out = slices.DeleteFunc(out, func(r rune) bool { return r == ' ' })
		if len(out) == 0 {
			return 0, nil, Dropped
		}
		return out[0], out[1:], Ink
	}
	return r, nil, Ink
}

// lying gives the sign that a form for columns stands for.
func lying(r rune) rune {
	const to10, to30 = "，、。：；！？〖〗…", "‥—–＿﹏（）｛｝〔〕【】《》〈〉「」『』﹅﹆［］"
	table, from := to10, rune(0xfe10)
	if r >= 0xfe30 {
		table, from = to30, 0xfe30
	}
	for _, o := range table {
		if from == r {
			return o
		}
		from++
	}
	return r
}
