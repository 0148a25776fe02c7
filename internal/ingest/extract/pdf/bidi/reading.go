package bidi

import (
	"slices"

	uni "golang.org/x/text/unicode/bidi"
)

// Reading is a line in the order of reading.
type Reading struct {
	Order []int  // where in the line each character stands
	Text  []rune // with brackets the right way round
}

// Read reads a line of a paragraph that runs to the left, or to the right.
// last is the class of the last letter before it in the paragraph, next that of
// the first after it: L, R, or EN where a number goes on in the next line.
func (s Line) Read(leftwards bool, last, next uni.Class) Reading {
	s.Text = slices.Clone(s.Text)
	for i := range s.Text {
		if k, ok := s.shuts(i); ok {
			if Opens(s.Text[i]) {
				s.Text[i] = Mirrored(s.Text[i])
			}
			s.Text[k] = Mirrored(s.Text[i])
		}
	}
	base := int8(0)
	if leftwards {
		base = 1
	}
	own := direction(base)
	surroundings := []around{{base, last, own}, {base, own, own}, {base, last, uni.L}, {base, own, uni.L}, {base, uni.L, own}, {base, uni.AL, own}}
	if next != own && base == 1 {
		surroundings = slices.Insert(surroundings, 0, around{base, last, next})
	}
	var r Reading
	for _, a := range surroundings {
		var ok bool
		if r.Order, r.Text, ok = s.read(a); ok {
			break
		}
	}
	return r
}

// Last is the class of the last letter, and before where there is none.
func (r Reading) Last(before uni.Class) uni.Class {
	for i := len(r.Text) - 1; i >= 0; i-- {
		if c := Class(r.Text[i]); c == uni.L || c == uni.R || c == uni.AL {
			return c
		}
	}
	return before
}

// Odd counts what no writer writes: a line that begins with what ends a clause
// or ends with what opens one, a space before a comma.
func (r Reading) Odd() int {
	n := 0
	text := slices.DeleteFunc(slices.Clone(r.Text), func(r rune) bool { return r == '"' })
	for i, r := range text {
		switch {
		case ends(r) && (i == 0 || text[i-1] == ' '):
			n++
		case Opens(r) && (i+1 == len(text) || text[i+1] == ' '):
			n++
		case Mirrored(r) != r && !Opens(r) && (i == 0 || text[i-1] == ' '):
			n++
		}
	}
	return n
}

// ends reports whether a character stands right behind a word.
func ends(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', '،', '؛', '؟', '۔', '׃':
		return true
	}
	return false
}
