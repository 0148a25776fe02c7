// Package remark holds what is put on a page beside its content: values of forms,
// text typed on top of it, comments.
package remark

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"studyapp/internal/ingest/extract/pdf/character"
)

// Letters gives the letters of a page one by one, and the middles of their places.
type Letters func(each func(r rune, x, y float32))

// Note is what somebody put on a page beside its content, and where.
type Note struct {
	Kind           string // Field, Text or Comment
	Name           string // of a field, where it says something; not to be seen on the page
	Text           string
	X0, Y0, X1, Y1 float32
}

// Kinds of notes, as in the Text of an extract.Note.
const (
	Field   = "field" // the value of a form's field
	Text    = "text"  // typed on top of the page
	Comment = "note"  // a sticky note, a stamp, a comment on marked text
)

// Shown gives the notes of a page from top to bottom, each once, and
// without those whose text the page itself shows in that place: as a form does
// that was made part of the page, or a marking that repeats the words it marks.
func Shown(notes []Note, letters Letters) []Note {
	var out []Note
	for _, n := range notes {
		n.Name, n.Text = legible(n.Name, false), legible(n.Text, true)
		same := func(o Note) bool { return o.Kind == n.Kind && o.Name == n.Name && o.Text == n.Text }
		if n.Text == "" || slices.ContainsFunc(out, same) || n.shown(letters) {
			continue
		}
		out = append(out, n)
	}
	const row = 8 // points that what stands side by side may differ in height
	slices.SortStableFunc(out, func(a, b Note) int {
		return cmp.Or(cmp.Compare(int(a.Y0)/row, int(b.Y0)/row), cmp.Compare(a.X0, b.X0))
	})
	return out
}

// legible is a text without what cannot be shown, its white space single. The
// ends of its lines stay if lines are wanted.
func legible(s string, lines bool) string {
	var b strings.Builder
	gap := rune(0)
	for _, r := range strings.ReplaceAll(norm.NFC.String(s), "\r\n", "\n") {
		first, rest, kind := character.Clean(r, false)
		switch {
		case lines && (r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029):
			gap = '\n'
		case kind == character.Space:
			gap = cmp.Or(gap, ' ')
		case kind == character.Ink && r != character.Soft:
			if gap != 0 && b.Len() > 0 {
				b.WriteRune(gap)
			}
			gap = 0
			b.WriteRune(first)
			b.WriteString(string(rest))
		}
	}
	return b.String()
}

// shown reports whether the page itself has the note's text where it stands.
func (n *Note) shown(letters Letters) bool {
	want := sounds(n.Text)
	return want != "" && strings.Contains(sounds(n.under(letters, 2)), want)
}

// Over reports whether the note lies over words of the page, as the comment on
// a marking does: its box would mark those.
func (n *Note) Over(letters Letters) bool { return sounds(n.under(letters, 0)) != "" }

// under is what the page has where the note stands, and so many points around.
func (n *Note) under(letters Letters, slack float32) string {
	var out []rune
	letters(func(r rune, x, y float32) {
		if x > n.X0-slack && x < n.X1+slack && y > n.Y0-slack && y < n.Y1+slack {
			out = append(out, r)
		}
	})
	return string(out)
}

// sounds is the letters and digits of a text, in small letters.
func sounds(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(s))
}
