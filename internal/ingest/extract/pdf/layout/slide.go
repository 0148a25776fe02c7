package layout

import (
	"slices"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/apparatus"
	"studyapp/internal/ingest/extract/pdf/folio"
	"studyapp/internal/ingest/extract/pdf/item"
)

// Slides are pages wider than high that hold little text.
const (
	slideLetters = 1400
	slideLines   = 45
)

// slide reports whether the page is one of a talk.
func (s *Sheet) slide() bool {
	if s.Width <= s.Height || len(s.lines) > slideLines {
		return false
	}
	n := 0
	for i := range s.lines {
		n += s.lines[i].letters
	}
	return n <= slideLetters
}

// titleZone is the part of a slide's height in which its title begins.
const titleZone = .4

// title gives the lines of a slide's title: the largest type in its upper
// part, or the outline's entry. Nothing is a title that is not larger than
// most of what stands below it, unless it is bold or the first line alone.
func (s *Sheet) title(marks []Mark) []int {
	if !s.slide() {
		return nil
	}
	for i := range s.lines {
		l := &s.lines[i]
		bare := apparatus.Squeeze(l.text())
		if bare != "" && l.angle == 0 && slices.ContainsFunc(marks, func(m Mark) bool { return m.Page == s.Number && apparatus.Squeeze(m.Title) == bare }) {
			return s.titleFrom(i)
		}
	}
	best, top := -1, -1
	for i := range s.lines {
		l := &s.lines[i]
		if l.angle != 0 || l.v0 > titleZone*float32(s.Height) || !strings.ContainsFunc(l.text(), letter) || l.letters > 120 {
			continue
		}
		if best < 0 || l.size > s.lines[best].size*1.04 || l.size > s.lines[best].size*.96 && l.v0 < s.lines[best].v0 {
			best = i
		}
		if top < 0 || l.v0 < s.lines[top].v0 {
			top = i
		}
	}
	if best < 0 {
		return nil
	}
	size, n := float32(0), 0
	for i := range s.lines {
		if l := &s.lines[i]; l.v0 > s.lines[best].v1 {
			size += l.size * float32(l.letters)
			n += l.letters
		}
	}
	l := &s.lines[best]
	if n > 0 && l.size < 1.1*size/float32(n) && (best != top || !l.bold) {
		return nil
	}
	if marker(l) != "" && item.Bullet(l.first()) {
		return nil
	}
	return s.titleFrom(best)
}

// titleFrom gives line i with the lines that go on below it in the same type.
func (s *Sheet) titleFrom(i int) []int {
	found := []int{i}
	for {
		last := &s.lines[found[len(found)-1]]
		next := -1
		for k := range s.lines {
			l := &s.lines[k]
			if !slices.Contains(found, k) && l.angle == 0 && l.bold == last.bold && abs(l.size-last.size) < .04*l.size &&
				l.v1 > last.v1+.5*l.size && l.v1 < last.v1+1.5*l.size && l.u0 < last.u1 && l.u1 > last.u0 {
				next = k
			}
		}
		if next < 0 || len(found) == 3 {
			return found
		}
		found = append(found, next)
	}
}

// title takes the lines of a slide's title, so that it comes first.
func (w *writer) title(lines []*line) (title, rest []*line) {
	for _, i := range w.sheet.title(w.marks) {
		l := &w.sheet.lines[i]
		if k := slices.Index(lines, l); k >= 0 {
			title, lines = append(title, l), slices.Delete(slices.Clone(lines), k, k+1)
		}
	}
	return title, lines
}

func (w *writer) titleBlock(lines []*line) *block {
	k := &block{kind: extract.Heading, lines: lines, level: w.sheet.titleLevel()}
	var text strings.Builder
	for _, l := range lines {
		text.WriteString(l.text() + " ")
	}
	if level, ok := w.outlined(text.String()); ok {
		k.level = min(level, 6)
	}
	return k
}

// titleLevel is the level of a slide's title in a document without an
// outline: that of a section, below the title of the whole on the first page.
func (s *Sheet) titleLevel() int {
	if s.Number == 1 {
		return 1
	}
	return 2
}

// step reports whether next is the same slide one step on: all that stands on
// s stands there, too, at the same place. Numbers at the foot may count on.
func (s *Sheet) step(next *Sheet) bool {
	if !s.slide() || next.Number != s.Number+1 || len(s.lines) > len(next.lines) || len(s.lines) == 0 ||
		s.Width != next.Width || s.Height != next.Height || s.raw.Label != "" && next.raw.Label != "" && s.raw.Label != next.raw.Label && !s.counts(next) {
		return false
	}
	body := 0
	for i := range s.lines {
		l := &s.lines[i]
		if !slices.ContainsFunc(next.lines, func(m line) bool { return s.stands(l, &m) }) {
			return false
		}
		if !s.foot(l) {
			body++
		}
	}
	return body > 0
}

// counts reports whether labels are nothing but the numbers of the pages.
func (s *Sheet) counts(next *Sheet) bool {
	a, ok := folio.Number(s.raw.Label)
	b, also := folio.Number(next.raw.Label)
	return ok && also && b == a+1
}

// foot reports whether a line stands where footers do.
func (s *Sheet) foot(l *line) bool {
	return l.v0 > float32(s.Height*(1-marginZone))
}

// stands reports whether l, a line of s, is m on another page.
func (s *Sheet) stands(l, m *line) bool {
	const near = 1.5
	if l.angle != m.angle || abs(l.v0-m.v0) > near || abs(l.v1-m.v1) > near || abs(l.size-m.size) > .03*l.size {
		return false
	}
	if s.foot(l) {
		a, _ := folio.Signature(l.text())
		b, _ := folio.Signature(m.text())
		return a == b
	}
	// What stands beside it on the same line may come later.
	return abs(l.u0-m.u0) <= near && l.u1 <= m.u1+near && strings.HasPrefix(m.text(), l.text())
}

// steps gives the pages near s that are steps of the slide that s is one of.
func (s *Sheet) steps(near []*Sheet) map[int]bool {
	found := map[int]bool{}
	if !s.slide() {
		return found
	}
	at := map[int]*Sheet{s.Number: s}
	for _, o := range near {
		at[o.Number] = o
	}
	for n := s.Number; at[n+1] != nil && at[n].step(at[n+1]); n++ {
		found[n+1] = true
	}
	for n := s.Number; at[n-1] != nil && at[n-1].step(at[n]); n-- {
		found[n-1] = true
	}
	return found
}

// superseded marks the whole page when the next one shows it with more.
func (w *writer) superseded(near []*Sheet) {
	if len(w.text) == 0 || !slices.ContainsFunc(near, w.sheet.step) {
		return
	}
	w.spans = slices.Insert(w.spans, 0, extract.Span{Kind: extract.Superseded, Start: 0, End: len(w.text)})
}
