package layout

import (
	"studyapp/internal/ingest/extract/hyphen"

	"studyapp/internal/ingest/extract/pdf/character"
)

// join goes on with a new line inside a paragraph. Scripts without spaces have
// one where a line ends beside a figure: no line is broken between the two.
func (w *writer) join(l *line) {
	n := len(w.text)
	last := w.text[n-1]
	next := l.first()
	switch {
	case w.soft() && letter(next):
		w.text, w.from = w.text[:n-1], w.from[:n-1]
	case hyphen.Is(last) && n > 1 && letter(w.text[n-2]) && letter(next):
		w.mend(l)
	case hyphen.Is(last) && n > 1 && (letter(w.text[n-2]) || digit(w.text[n-2])) && (letter(next) || digit(next)):
	case character.Wide(last) && character.Wide(next):
	case character.Unspaced(last) && character.Unspaced(next) && !character.Pauses(last) && !l.glyphs[0].spaced && !digit(last) && !digit(next):
	case last == '–' && n > 1 && digit(w.text[n-2]) && digit(next): // of a range
	case last == ' ' || last == '\n':
	default:
		w.space(' ')
	}
}

// soft reports whether the text ends with a soft hyphen.
func (w *writer) soft() bool {
	g := w.from[len(w.from)-1].glyph
	return g != nil && g.r == soft
}
