package eval

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
)

// letters is a document's text of letters and digits alone, with the way there
// from the places of its pages.
type letters struct {
	text  strings.Builder
	count int
	pages map[int][]int // by page: how many letters stand before each code point, and at its end
}

func (l *letters) add(p extract.Page) {
	text := []rune(p.Text)
	before := make([]int, len(text)+1)
	for i, r := range text {
		before[i] = l.count
		if says(r) {
			l.text.WriteRune(r)
			l.count++
		}
	}
	before[len(text)] = l.count
	l.pages[p.Number] = before
}

func says(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// of returns where segments stand among the letters.
func (l *letters) of(segments []extract.Segment) ranges {
	var r ranges
	for _, g := range segments {
		before := l.pages[g.Page]
		r = append(r, [2]int{before[g.Start], before[g.End]})
	}
	return r.merged()
}

// find returns where a passage stands, by its letters. A passage that does not
// has a range as long behind the text, which no chunk has.
func (l *letters) find(passage string) ([2]int, bool) {
	var b strings.Builder
	n := 0
	for _, r := range passage {
		if says(r) {
			b.WriteRune(r)
			n++
		}
	}
	text := l.text.String()
	at := strings.Index(text, b.String())
	if at < 0 || n == 0 {
		return [2]int{l.count, l.count + n}, false
	}
	start := len([]rune(text[:at]))
	return [2]int{start, start + n}, true
}

// ranges are half-open.
type ranges [][2]int

// merged returns them in order, none touching another.
func (r ranges) merged() ranges {
	sorted := slices.Clone(r)
	slices.SortFunc(sorted, func(a, b [2]int) int { return a[0] - b[0] })
	var out ranges
	for _, p := range sorted {
		if n := len(out); n > 0 && p[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], p[1])
		} else {
			out = append(out, p)
		}
	}
	return out
}

// letters is how many there are in merged ranges.
func (r ranges) letters() int {
	n := 0
	for _, p := range r {
		n += p[1] - p[0]
	}
	return n
}

// shared is how many letters two merged ranges have in common.
func (r ranges) shared(o ranges) int {
	n := 0
	for _, a := range r {
		for _, b := range o {
			n += max(0, min(a[1], b[1])-max(a[0], b[0]))
		}
	}
	return n
}
