package layout

import (
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/apparatus"
	"studyapp/internal/ingest/extract/pdf/item"
)

// heading decides whether a block is a heading, by the outline, its size, or
// bold type that stands alone.
func (w *writer) heading(k *block, i int, blocks []*block) {
	if k.kind == extract.Table || k.kind == extract.Code || k.kind == extract.Math || len(k.lines) > 4 {
		return
	}
	letters := 0
	var b strings.Builder
	for _, l := range k.lines {
		letters += l.letters
		b.WriteString(l.text())
		b.WriteByte(' ')
	}
	text := strings.TrimSpace(b.String())
	if letters > 200 || !strings.ContainsFunc(text, letter) {
		return
	}
	first := k.lines[0]
	if level, ok := w.outlined(text); ok {
		k.kind, k.level, k.mark = extract.Heading, min(level, 6), ""
		if w.own == nil {
			w.own = map[*block]bool{}
		}
		w.own[k] = true
		return
	}
	if n := first.in.Heading; n > 0 {
		k.kind, k.level, k.mark = extract.Heading, min(n, 6), ""
		return
	}
	if !apparatus.Worded(text) {
		return // letters of a formula, or at the parts of a figure
	}
	if first.leads() || first.angle != 0 && len(w.sheet.lines) > 3 && w.sheet.lines[0].angle != first.angle {
		return
	}
	bullet := k.mark != "" && item.Bullet([]rune(k.mark)[0])
	level, large := w.look.Level(first.size)
	level = min(max(level, w.above+1), 6)
	if large && !bullet && letters >= 2 && letters <= 160 && !sentence(text) {
		k.kind, k.level, k.mark = extract.Heading, level, ""
		return
	}
	bold := !w.look.BoldBody() && first.size >= .93*w.look.Body()
	for _, l := range k.lines {
		bold = bold && l.bold
	}
	// Bold lines that follow each other are a list or a table of names; the
	// last block of a page heads nothing.
	if bold && len(k.lines) <= 2 && letters >= 3 && letters <= 110 && !sentence(text) && !strings.HasSuffix(text, ",") && i+1 < len(blocks) {
		if bullet {
			return
		}
		// Bold words in the size of the text head a paragraph, not a chapter.
		level = max(level, w.deepest+1, 3)
		k.kind, k.level, k.mark = extract.Heading, min(level+numbering(text), 6), ""
		return
	}
	if depth := apparatus.Section(text); depth > 0 && i+1 < len(blocks) && len(k.lines) == 1 && letters < 90 && first.size >= .93*w.look.Body() &&
		(first.italic || shouts(first) || strings.HasPrefix(text, "第")) && !closes(first) {
		k.kind, k.level, k.mark = extract.Heading, min(max(w.look.Levels(), 1)+depth, 6), ""
	}
}

// oneTitle puts together what headings of several lines were parted to by the
// space between those: large ones in one type, close below each other.
func (w *writer) oneTitle(blocks []*block) []*block {
	out := blocks[:0:0]
	for _, k := range blocks {
		n := len(out)
		if n == 0 || k.kind != extract.Heading || out[n-1].kind != extract.Heading || k.area != nil || out[n-1].area != nil || k.level != out[n-1].level {
			out = append(out, k)
			continue
		}
		last, l := out[n-1].lines[len(out[n-1].lines)-1], k.lines[0]
		step := (l.v1 - last.v1) / l.size
		if l.size < titleSize*w.look.Body() || abs(l.size-last.size) > .02*l.size || l.bold != last.bold || l.region != last.region || step < .5 || step > 1.8 ||
			len(out[n-1].lines)+len(k.lines) > 4 || closes(last) || digit(l.first()) || w.own[k] || w.own[out[n-1]] {
			out = append(out, k)
			continue
		}
		out[n-1].lines = append(out[n-1].lines[:len(out[n-1].lines):len(out[n-1].lines)], k.lines...)
	}
	return out
}

// titleSize is the size of a title that may run over several lines, at least,
// in that of the text.
const titleSize = 1.3

// sentence reports whether a text ends as a sentence and is long enough to be
// one.
func sentence(s string) bool {
	return strings.HasSuffix(s, ".") && len(strings.Fields(s)) > 8 || strings.HasSuffix(s, ";")
}

// numbering gives how deep a heading's number is: 0 for "2" or none, 1 for
// "2.1", 2 for "2.1.3".
func numbering(s string) int {
	word, _, _ := strings.Cut(s, " ")
	if word == "" || !digit([]rune(word)[0]) {
		return 0
	}
	return strings.Count(strings.TrimSuffix(word, "."), ".")
}

// outlined finds the outline's entry that a text is.
func (w *writer) outlined(text string) (int, bool) {
	if len(w.marks) == 0 {
		return 0, false
	}
	for i, m := range w.marks {
		if w.used[i] {
			continue
		}
		if apparatus.SameTitle(text, m.Title) {
			if w.used == nil {
				w.used = map[int]bool{}
			}
			w.used[i] = true
			return m.Level, true
		}
	}
	return 0, false
}
