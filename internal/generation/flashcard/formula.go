package flashcard

import (
	"strings"
)

// Formula is a formula within a sentence, in code points of its Text.
type Formula struct {
	Start, End int
	TeX        string
}

// A formula is read as one sign that is no letter: the patterns pass over it,
// and it is put back when the card is written. The signs are of a private use
// area; a sentence with more formulas than that is one about nothing else.
const (
	firstSign    = '\ue000'
	mostFormulas = 4
)

// masked is the sentence's text with a sign for each formula; false where it
// cannot be written with signs.
func (s Sentence) masked() (string, bool) {
	if strings.ContainsFunc(s.Text, isSign) || len(s.Math) > mostFormulas {
		return s.Text, false
	}
	if len(s.Math) == 0 {
		return s.Text, true
	}
	rs := []rune(s.Text)
	var b strings.Builder
	at := 0
	for i, m := range s.Math {
		if m.Start < at || m.End > len(rs) || m.Start >= m.End || strings.ContainsAny(m.TeX, "$") || strings.TrimSpace(m.TeX) == "" {
			return s.Text, false
		}
		b.WriteString(string(rs[at:m.Start]))
		b.WriteRune(firstSign + rune(i))
		at = m.End
	}
	b.WriteString(string(rs[at:]))
	return b.String(), true
}

func isSign(r rune) bool { return r >= firstSign && r < firstSign+mostFormulas }

// unmask writes the formulas as Markdown has them.
func (s Sentence) unmask(text string) string {
	if !strings.ContainsFunc(text, isSign) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if isSign(r) && int(r-firstSign) < len(s.Math) {
			b.WriteString("$" + strings.Join(strings.Fields(s.Math[r-firstSign].TeX), " ") + "$")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
