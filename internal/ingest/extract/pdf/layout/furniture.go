package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/folio"
)

// marginZone is the part of a page's height in which running headers and
// footers stand.
const marginZone = .125

// deepZone is the part in which the outermost line alone may be one: books
// have wide margins.
const deepZone = .2

// smallType is the size of a slide's footer, at most, in that of its text.
const smallType = .8

// furniture tells which lines of a page are running headers, footers and page
// numbers, by what stands at the same place on the pages around it. A line
// counts when the same words stand there on two other pages, or when it holds
// a number that counts along with the pages on two others. Only an unbroken
// row of such lines from the edge inwards is taken: what stands behind other
// text is text. Footers that follow the text, at another height on each page,
// count when they are the last line and their number counts along.
//
// The steps of one slide stand at the same places whatever they are: only
// other slides say that its title runs, or what is larger than small type.
func furniture(s *Sheet, near []*Sheet, look *Look) map[int]bool {
	found := map[int]bool{}
	steps := s.steps(near)
	others := slices.DeleteFunc(slices.Clone(near), func(o *Sheet) bool { return steps[o.Number] })
	title := s.title(nil)
	for _, top := range []bool{true, false} {
		edge := s.edge(top)
		at := edge.lines
		k, ok := s.outer(top)
		if ok && ((len(at) == 0 || at[0] != k) && floats(s, &s.lines[k], near, top) || s.lone(k, near, top)) {
			found[k] = true
		}
		for len(at) > 0 {
			// All lines of one height are judged together.
			n := 1
			for n < len(at) && abs(s.lines[at[n]].v1-s.lines[at[0]].v1) < 4 {
				n++
			}
			all, counted, short := true, false, true
			for _, i := range at[:n] {
				seen := near
				if slices.Contains(title, i) || s.lines[i].size > smallType*look.Body() {
					seen = others
				}
				same, counts := repeats(s, i, seen, look, top)
				all, counted = all && same, counted || counts
				_, heading := look.Level(s.lines[i].size)
				short = short && s.lines[i].letters < longHead && !heading
			}
			if !all && !(counted && short) && !(len(title) == 0 && crowns(s, at[:n], others, look, top)) {
				break
			}
			for _, i := range at[:n] {
				found[i] = true
			}
			at = at[n:]
		}
	}
	for _, i := range s.fixed(others, look) {
		if !slices.Contains(title, i) {
			found[i] = true
		}
	}
	if len(found) == len(s.lines) && slices.ContainsFunc(s.lines, func(l line) bool { return strings.ContainsFunc(l.text(), letter) }) {
		return nil // a page of nothing else is not furniture
	}
	return found
}

// edge is the upright lines of a margin, from the edge inwards. What they say is
// asked for by each page around theirs.
type edge struct {
	lines []int
	said  map[int]saying // of the lines asked for
}

// saying is what a line says, the numbers in it apart.
type saying struct {
	text    string
	shape   string // without numbers
	numbers []int
	total   int // how many pages there are, 0 where it does not say
}

func (e *edge) saying(s *Sheet, i int) saying {
	said, ok := e.said[i]
	if ok {
		return said
	}
	said.text = s.lines[i].text()
	said.shape, said.numbers = folio.Signature(said.text)
	said.total, _ = folio.Total(said.text)
	if e.said == nil {
		e.said = map[int]saying{}
	}
	e.said[i] = said
	return said
}

// edge gives what stands in the upper or the lower margin.
func (s *Sheet) edge(top bool) *edge {
	e := &s.lower
	if top {
		e = &s.upper
	}
	if *e == nil {
		*e = &edge{lines: s.atEdge(top)}
	}
	return *e
}

func (s *Sheet) atEdge(top bool) []int {
	var at []int
	inside := func(l *line, zone float64) bool {
		mid := float64(l.v0+l.v1) / 2
		return top && mid < s.Height*zone || !top && mid > s.Height*(1-zone)
	}
	for i := range s.lines {
		if l := &s.lines[i]; l.angle == 0 && inside(l, deepZone) {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int {
		if top {
			return cmp.Compare(s.lines[a].v0, s.lines[b].v0)
		}
		return cmp.Compare(s.lines[b].v1, s.lines[a].v1)
	})
	for n, i := range at {
		if l := &s.lines[i]; n > 0 && !inside(l, marginZone) && !l.beside(&s.lines[at[0]]) {
			return at[:n]
		}
	}
	return at
}

// outer gives the first or last line of the page.
func (s *Sheet) outer(top bool) (int, bool) {
	best := -1
	for i := range s.lines {
		l := &s.lines[i]
		if l.angle != 0 {
			continue
		}
		if best < 0 || top && l.v0 < s.lines[best].v0 || !top && l.v1 > s.lines[best].v1 {
			best = i
		}
	}
	return best, best >= 0
}

// floats reports whether a page's outer line is, but for a number that counts
// along, also that of three pages around it, at whatever height.
func floats(s *Sheet, l *line, near []*Sheet, top bool) bool {
	shape, numbers := folio.Signature(l.text())
	if len(numbers) == 0 || l.letters > 120 {
		return false
	}
	counted := map[int]int{}
	for _, o := range near {
		k, ok := o.outer(top)
		if !ok || abs(o.lines[k].size-l.size) > .12*l.size {
			continue
		}
		other, others := folio.Signature(o.lines[k].text())
		if other != shape {
			continue
		}
		n := numbers[len(numbers)-1] - s.Number
		if len(others) > 0 && others[len(others)-1]-o.Number == n {
			counted[n]++
		}
	}
	for _, n := range counted {
		if n >= 3 || n == 2 && strings.ContainsFunc(shape, unicode.IsLetter) {
			return true
		}
	}
	return false
}

// repeats reports whether line at runs by itself; counts, whether it does so
// because a number in it counts along.
func repeats(s *Sheet, at int, near []*Sheet, look *Look, top bool) (same, counts bool) {
	l, own := &s.lines[at], s.edge(top).saying(s, at)
	_, heading := look.Level(l.size)
	again, counted, whole := 0, map[int]int{}, 0
	for _, o := range near {
		if abs(float32(o.Height-s.Height)) > 2 {
			continue
		}
		matched, ofSame := false, false
		offsets := map[int]bool{}
		e := o.edge(top)
		for _, i := range e.lines {
			m := &o.lines[i]
			if abs(m.v1-l.v1) > 3.5 || abs(m.size-l.size) > .12*l.size {
				continue
			}
			there := e.saying(o, i)
			matched = matched || there.shape == own.shape && own.shape != "" && (!heading || there.text == own.text)
			ofSame = ofSame || own.total > 0 && there.total == own.total
			for _, v := range there.numbers {
				for _, w := range own.numbers {
					if v-o.Number == w-s.Number {
						offsets[w-s.Number] = true
					}
				}
			}
		}
		if matched {
			again++
		}
		if ofSame {
			whole++
		}
		for k := range offsets {
			counted[k]++
		}
	}
	need := 2
	if len(near) == 1 {
		// Two pages alone prove little: a number must count along with them.
		for _, n := range counted {
			if n == 1 && again == 1 {
				return true, true
			}
		}
		return false, false
	}
	if whole >= need {
		return true, true
	}
	// Headings may count along with the pages, too: one chapter a page.
	if !heading {
		for _, n := range counted {
			if n >= need {
				return true, true
			}
		}
	}
	// The same words in two places; a bare number that does not count along
	// is a figure of a table.
	return again >= need && strings.ContainsFunc(own.shape, unicode.IsLetter), false
}
