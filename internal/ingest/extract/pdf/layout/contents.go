package layout

import (
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/apparatus"
	"studyapp/internal/ingest/extract/pdf/folio"
)

// entry says how a line of a table of contents ends.
type entry int

const (
	untold   entry = iota
	tailed         // a gap, and the number of a page at the right margin
	dotted         // dots that lead to the number of a page
	fewRows  = 3   // dotted lines that make a table of contents alone
	manyRows = 6   // lines without dots, under no heading, that do
)

// contents finds the tables of contents among lines in the order they are read,
// also those of figures and tables: runs of [from, to). A run holds lines that
// lead to numbers of pages, and first lines of titles that go on. continues
// says that the page's running head names one.
func (s *Sheet) contents(lines []*line, continues bool) [][2]int {
	kinds := make([]entry, len(lines))
	for i, l := range lines {
		kinds[i] = l.entry()
	}
	if continues && len(lines) > 0 && kinds[0] == untold && lines[0].letters < 90 {
		if _, ok := lines[0].pageNumber(); ok {
			kinds[0] = tailed // the last title of all, or one as wide as the page
		}
	}
	var found [][2]int
	for i := 0; i < len(lines); i++ {
		if kinds[i] == untold {
			continue
		}
		to := run(lines, kinds, i)
		under := continues && i == 0 || i > 0 && apparatus.Title(lines[i-1].text()) == extract.Contents || i > 1 && apparatus.Title(lines[i-2].text()) == extract.Contents
		if listing(lines[i:to], kinds[i:to], under) {
			from := i
			// The first title may begin on the lines above.
			for from > 0 && kinds[from-1] == untold && goesOn(lines[from-1], lines[from]) {
				from--
			}
			if n := len(found); n > 0 && found[n-1][1] == from {
				found[n-1][1] = to
			} else {
				found = append(found, [2]int{from, to})
			}
		}
		i = to - 1
	}
	return unitedRuns(found)
}

// unitedRuns joins what a few lines part that are no entries by themselves, and all
// of it where it is most of what stands there.
func unitedRuns(found [][2]int) [][2]int {
	if len(found) < 2 {
		return found
	}
	in := 0
	for _, r := range found {
		in += r[1] - r[0]
	}
	all := [2]int{found[0][0], found[len(found)-1][1]}
	if in*10 >= (all[1]-all[0])*6 {
		return [][2]int{all}
	}
	out := found[:1]
	for _, r := range found[1:] {
		if last := &out[len(out)-1]; r[0]-last[1] <= 3 {
			last[1] = r[1]
		} else {
			out = append(out, r)
		}
	}
	return out
}

func (l *line) entry() entry {
	if l.angle != 0 {
		return untold
	}
	if l.leads() {
		return dotted
	}
	at, ok := l.pageNumber()
	if ok && at > 3 && l.word(at-3, at) == " . " {
		return tailed // a title that leaves room for one dot
	}
	if n := len(l.cells); !ok || n < 2 || n > 3 || l.cells[n-1].start != at || !strings.ContainsFunc(l.word(0, at), letter) {
		return untold
	}
	return tailed
}

// run gives where a table of contents ends that may begin with line i: at the
// first line that neither leads to a page, right under the number above, nor
// is the beginning of a title that does.
func run(lines []*line, kinds []entry, i int) int {
	to := i + 1
	for k := i + 1; k < len(lines) && k-to < 3; k++ {
		l, last := lines[k], lines[to-1]
		if l.angle != 0 || l.v1 < last.v1 && l.region == last.region {
			break
		}
		if kinds[k] == untold {
			if k+1 == len(lines) || !goesOn(l, lines[k+1]) {
				break
			}
			continue
		}
		if l.region == last.region && abs(l.u1-last.u1) > 1.2*l.size {
			break
		}
		to = k + 1
	}
	return to
}

// goesOn reports whether a title that begins on l ends on next.
func goesOn(l, next *line) bool {
	step := next.v1 - l.v1
	return l.region == next.region && len(l.cells) <= 2 && abs(l.size-next.size) < .08*next.size && l.bold == next.bold &&
		step > 0 && step < 1.6*next.size && next.u0 > l.u0-.5*l.size && marker(next) == "" && !numbered(next)
}

// numbered reports whether a line begins with the number of a section.
func numbered(l *line) bool { return len(l.glyphs) > 0 && digit(l.first()) }

// listing reports whether lines are those of a table of contents: enough of
// them lead to a page, and the pages go up. under is whether they stand below
// a heading that says so.
func listing(lines []*line, kinds []entry, under bool) bool {
	dots, rows, up, numbers, last := 0, 0, 0, 0, 0
	for i, l := range lines {
		if kinds[i] == untold {
			continue
		}
		rows++
		if kinds[i] == dotted {
			dots++
		}
		if numbered(l) {
			numbers++
		}
		at, _ := l.pageNumber()
		n, ok := folio.Number(l.word(at, len(l.glyphs)))
		if !ok || n >= last {
			up++
		}
		if ok {
			last = n
		}
	}
	if up*10 < rows*8 {
		return false
	}
	switch {
	case under:
		return true
	case dots >= fewRows:
		return true
	}
	return rows >= manyRows && numbers*3 >= rows*2
}

// listBlocks makes a block of each stretch of a list that stands together, an
// entry on each line.
func listBlocks(kind extract.SpanKind, lines []*line) []*block {
	p := &area{kind: kind}
	var out []*block
	for i, l := range lines {
		if i > 0 {
			last := lines[i-1]
			step := l.v1 - last.v1
			if n := len(out); step > 0 && step < 1.9*max(l.size, last.size) && l.angle == last.angle {
				_, ended := last.pageNumber()
				out[n-1].ends = append(out[n-1].ends, ended || kind == extract.Index)
				out[n-1].lines = append(out[n-1].lines, l)
				continue
			}
		}
		out = append(out, &block{kind: extract.Paragraph, lines: []*line{l}, area: p})
	}
	return out
}
