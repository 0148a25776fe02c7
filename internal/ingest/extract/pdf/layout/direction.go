package layout

import (
	uni "golang.org/x/text/unicode/bidi"

	"studyapp/internal/ingest/extract/pdf/bidi"
	"studyapp/internal/ingest/extract/pdf/shape"
)

// readingOrder turns the lines of a page that holds right-to-left writing from
// the order of the eye into that of reading.
func readingOrder(lines []line, raw *Raw) {
	page := lettersOf(lines)
	if page.right == 0 {
		return
	}
	pieces := piecesAreRuns(raw)
	for i := 0; i < len(lines); {
		j := i
		for j < len(lines) && lines[j].region == lines[i].region {
			j++
		}
		main := lettersOf(lines[i:j])
		if main.right+main.left < enough {
			main = page
		}
		last := uni.R
		for ; i < j; i++ {
			next := uni.R
			if i+1 < j {
				next = begins(&lines[i], &lines[i+1])
			}
			last = lines[i].straighten(main, last, next, raw, pieces)
		}
	}
}

// enough letters tell how the text of a region runs.
const enough = 60

// begins gives the direction that the next line of writing to the left begins
// with. Both are still as the eye sees them.
func begins(l, next *line) uni.Class {
	if cutNumber(l, next) {
		return uni.EN
	}
	for i := len(next.glyphs) - 1; i >= 0; i-- {
		switch bidi.Class(next.glyphs[i].r) {
		case uni.L:
			return uni.L
		case uni.R, uni.AL:
			return uni.R
		}
	}
	return uni.R
}

// cutNumber reports whether a line that runs to the left ends with a number cut
// at its hyphen, and the next begins with the rest.
func cutNumber(l, next *line) bool {
	i := 0
	for i < len(l.glyphs) && digit(l.glyphs[i].r) {
		i++
	}
	return i > 0 && i < len(l.glyphs) && bidi.Class(l.glyphs[i].r) == uni.ES && digit(next.last())
}

// sides counts the letters that run right to left and those that run left to
// right.
type sides struct{ right, left int }

func (s sides) rtl() bool { return s.right >= s.left }

func lettersOf(lines []line) sides {
	var n sides
	for i := range lines {
		for k := range lines[i].glyphs {
			switch bidi.Class(lines[i].glyphs[k].r) {
			case uni.R, uni.AL:
				n.right++
			case uni.L:
				n.left++
			}
		}
	}
	return n
}

// piecesAreRuns reports whether the pieces that the page's content is written
// in are stretches of one direction, and not single words or letters.
func piecesAreRuns(raw *Raw) bool {
	whole, parted := 0, 0
	last := -1
	for i := range raw.Chars {
		c := &raw.Chars[i]
		if !rtl(c.R) || c.Run == 0 {
			if c.R != ' ' {
				last = -1
			}
			continue
		}
		if last >= 0 && i-last > 1 {
			if raw.Chars[last].Run == c.Run {
				whole++
			} else {
				parted++
			}
		}
		last = i
	}
	return whole >= 2 && whole >= 2*parted
}

// straighten puts one line into the order of reading. main is how the text
// around it runs, last the direction of the last letter before it, next that of
// the first after it; it gives the direction of its own last letter.
func (l *line) straighten(main sides, last, next uni.Class, raw *Raw, pieces bool) uni.Class {
	own := lettersOf([]line{*l})
	if own.right == 0 && !main.rtl() || len(l.glyphs) == 0 {
		return uni.L
	}
	s, parts := l.seen(raw, pieces)
	l.rtl = own.right > 0 && own.rtl() || main.rtl()
	read := s.Read(l.rtl, last, next)
	if own.left > 0 {
		// A line of two scripts, or of the other one alone, may belong to a
		// paragraph of either direction: its edges tell.
		before := uni.R
		if l.rtl {
			before = uni.L
		}
		other := s.Read(!l.rtl, before, before)
		if own.right == 0 && other.Odd() <= read.Odd() || other.Odd() < read.Odd() {
			l.rtl, read = !l.rtl, other
		}
	}
	out := make([]glyph, 0, len(l.glyphs))
	for i, k := range read.Order {
		p := parts[k]
		out = append(out, l.glyphs[p[0]:p[1]]...)
		out[len(out)-(p[1]-p[0])].r = read.Text[i]
	}
	l.glyphs = out
	l.cells = []cell{{0, len(out), l.u0, l.u1}}
	return read.Last(last)
}

// seen gives the line as the eye sees it, a character for each letter with its
// marks, and which glyphs these are.
func (l *line) seen(raw *Raw, pieces bool) (bidi.Line, [][2]int) {
	var s bidi.Line
	var parts [][2]int
	for i := 0; i < len(l.glyphs); {
		j := i + 1
		for j < len(l.glyphs) && shape.Clings(l.glyphs[j].r) {
			j++
		}
		g := &l.glyphs[i]
		s.Text = append(s.Text, g.r)
		if pieces {
			run := g.gapRun
			if g.char >= 0 {
				run = raw.Chars[g.char].Run
			}
			s.Runs = append(s.Runs, run)
		}
		parts = append(parts, [2]int{i, j})
		i = j
	}
	return s, parts
}
