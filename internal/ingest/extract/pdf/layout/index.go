package layout

import (
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/apparatus"
)

const (
	fewEntries  = 6  // of an index below its title
	manyEntries = 20 // of one without a title on the page
)

// index finds the index among a page's lines, in the order they are read: short
// ones in the order of the alphabet, most with numbers of pages. continues says
// that the running head names one.
func (s *Sheet) index(lines []*line, continues bool) []list {
	from, titled := 0, continues
	texts := make([]string, len(lines))
	for i, l := range lines {
		if texts[i] = l.text(); apparatus.Title(texts[i]) == extract.Index {
			from, titled = i+1, true
		}
	}
	few := manyEntries
	if titled {
		few = fewEntries
	}
	n, letters := len(lines)-from, 0
	for _, l := range lines[from:] {
		letters += l.letters
	}
	if n < few || letters > 45*n {
		return nil
	}
	entries, others, up, initials, commas := 0, 0, 0, 0, 0
	var last rune
	left := map[int]float32{}
	for _, l := range lines[from:] {
		if u, ok := left[l.region]; !ok || l.u0 < u {
			left[l.region] = l.u0
		}
	}
	for i, l := range lines[from:] {
		if text := texts[from+i]; apparatus.Entry(text) {
			entries++
			if len(l.cells) == 1 && strings.Contains(text, ", ") {
				commas++
			}
		} else if others++; others*20 > n*9 {
			return nil
		}
		if r := unicode.ToLower(l.first()); l.u0 < left[l.region]+2 && letter(r) && l.letters > 2 {
			initials++
			if r >= last {
				up++
			}
			last = r
		}
	}
	if !titled && (up*10 < initials*9 || commas*2 < entries) || titled && up*10 < initials*6 {
		return nil
	}
	to := len(lines)
	for i := from + 1; i < to; i++ {
		// A title ends it; the letters that its parts stand under do not.
		if l := lines[i]; l.size > 1.3*lines[from].size && len(strings.Fields(l.text())) > 1 && l.letters > 3 {
			to = i
		}
	}
	return []list{{from, to, extract.Index}}
}
