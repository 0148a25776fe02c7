package layout

import "studyapp/internal/ingest/extract/hyphen"

// vocabulary gives the words of the page's lines.
func (s *Sheet) vocabulary() *hyphen.Words {
	if s.words == nil {
		lines := make([][]rune, len(s.lines))
		for i := range s.lines {
			lines[i] = runes(s.lines[i].glyphs)
		}
		s.words = hyphen.WordsOf(lines)
	}
	return s.words
}

// mend goes on with a line behind a hyphen. The pages around the one at hand
// and those of the survey decide about it, so that a page is read the same in
// whatever order.
func (w *writer) mend(l *line) {
	if w.hyphens == nil {
		pages := []*hyphen.Words{w.sheet.vocabulary()}
		for _, o := range w.near {
			pages = append(pages, o.vocabulary())
		}
		w.hyphens = hyphen.New(append(pages, w.look.words...), w.look.cuts())
	}
	switch n := len(w.text); w.hyphens.Judge(hyphen.Last(w.text), hyphen.First(runes(l.glyphs))) {
	case hyphen.Apart:
		w.space(' ')
	case hyphen.Gone:
		w.text, w.from = w.text[:n-1], w.from[:n-1]
	case hyphen.Kept:
	}
}
