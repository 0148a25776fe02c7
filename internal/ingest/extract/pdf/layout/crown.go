package layout

import (
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/folio"
)

// longHead is how many letters a running head has, at most.
const longHead = 120

// crowns reports whether the outermost row of a page is a running head or foot
// whose words change, as the titles of sections do: one stands at its place on
// the pages around it, in the same type, set apart from the text, and is in
// type of its own or has the words of another.
func crowns(s *Sheet, row []int, near []*Sheet, look *Look, top bool) bool {
	first, ok := s.outer(top)
	if !ok {
		return false
	}
	l := &s.lines[first]
	if !l.beside(&s.lines[row[0]]) || l.letters > longHead || !s.alone(first, top) {
		return false
	}
	if _, heading := look.Level(l.size); heading {
		return false
	}
	own := l.size < .95*look.Body() || l.italic || shouts(l)
	there, again := 0, false
	for _, o := range near {
		k, ok := o.outer(top)
		if !ok || abs(float32(o.Height-s.Height)) > 2 {
			continue
		}
		m := &o.lines[k]
		if abs(m.v1-l.v1) > 2 || abs(m.size-l.size) > .03*l.size || m.italic != l.italic || !o.alone(k, top) {
			continue
		}
		there++
		again = again || m.text() == l.text()
	}
	return there >= 2 && there*3 >= len(near)*2 && (own || again)
}

// alone reports whether the outermost line k is set apart from the text.
func (s *Sheet) alone(k int, top bool) bool {
	l := &s.lines[k]
	for i := range s.lines {
		m := &s.lines[i]
		if m.angle != 0 || m.beside(l) {
			continue
		}
		if gap := m.v0 - l.v1; top && gap < .8*l.size {
			return false
		}
		if gap := l.v0 - m.v1; !top && gap < .8*l.size {
			return false
		}
	}
	return true
}

// shouts reports whether a line's letters are all capitals.
func shouts(l *line) bool {
	n := 0
	for i := range l.glyphs {
		if r := l.glyphs[i].r; unicode.IsLower(r) {
			return false
		} else if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 2
}

// lone reports whether the outermost line k is nothing but the number of the
// page, where others have theirs elsewhere, as on the first page of a chapter.
func (s *Sheet) lone(k int, near []*Sheet, top bool) bool {
	text := strings.ToLower(strings.Trim(s.lines[k].text(), " -–—·|[]()"))
	n, ok := folio.Number(text)
	if !ok || !s.alone(k, top) {
		return false
	}
	if text == strings.ToLower(s.raw.Label) {
		return true
	}
	along := 0
	for _, o := range near {
		if o.shows(n - s.Number + o.Number) {
			along++
		}
	}
	return along >= 2
}

// shows reports whether the outermost line of a page, above or below, has the
// number n, at its beginning or end.
func (s *Sheet) shows(n int) bool {
	for _, top := range []bool{true, false} {
		k, ok := s.outer(top)
		if !ok || s.lines[k].letters > longHead {
			continue
		}
		words := strings.Fields(strings.ToLower(s.lines[k].text()))
		if len(words) == 0 {
			continue
		}
		for _, w := range []string{words[0], words[len(words)-1]} {
			if v, ok := folio.Number(strings.Trim(w, "-–—·|[]()")); ok && v == n {
				return true
			}
		}
	}
	return false
}
