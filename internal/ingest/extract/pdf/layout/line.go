package layout

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/column"
	"studyapp/internal/ingest/extract/pdf/formula"
	"studyapp/internal/ingest/extract/pdf/item"
	"studyapp/internal/ingest/extract/pdf/shape"
	"studyapp/internal/ingest/extract/pdf/tracking"
)

// line is a line as it stands on the page, in the order it is read.
type line struct {
	glyphs         []glyph // with spaces between words
	cells          []cell  // parts that wide gaps separate; one for ordinary text
	u0, v0, u1, v1 float32
	size           float32 // of most of its letters
	bold, mono     bool    // most of its letters are
	italic         bool
	rtl            bool
	angle          int16
	region         int // lines of one region share margins
	letters        int // glyphs that are not spaces
	unsaid         []unsaid
	at             *Cell // that it stands in, where the cells of a table are known
	in             Part  // that most of it stands in
	formula        bool  // it stands by itself
}

type cell struct {
	start, end int // in glyphs
	u0, u1     float32
}

func (l *line) text() string {
	var room [256]byte // most lines need no more
	b := room[:0]
	for i := range l.glyphs {
		b = utf8.AppendRune(b, l.glyphs[i].r)
	}
	return string(b)
}

func runes(glyphs []glyph) []rune {
	b := make([]rune, len(glyphs))
	for i := range glyphs {
		b[i] = glyphs[i].r
	}
	return b
}

func (l *line) first() rune {
	if len(l.glyphs) == 0 {
		return 0
	}
	return l.glyphs[0].r
}

func (l *line) last() rune {
	if len(l.glyphs) == 0 {
		return 0
	}
	return l.glyphs[len(l.glyphs)-1].r
}

// cellGap is the gap in ems that separates cells of a row. Words of justified
// text may stand nearly so far apart, but not in row after row.
const cellGap = 1.15

// markGap is the gap in ems that is a space behind the mark of a list item.
const markGap = .1

// newLine joins the segments of a row.
// own says that the file has its own spaces.
func newLine(row []*segment, styles []Style, angle int16, region int, own bool) line {
	l := line{angle: angle, region: region}
	l.u0, l.v0, l.u1, l.v1 = column.Extent(row)
	right := 0
	for _, s := range row {
		if s.rtl {
			for i := range s.glyphs {
				if rtl(s.glyphs[i].r) {
					right++
				}
			}
		}
	}
	glyphs := row[0].glyphs
	if len(row) > 1 {
		all := make([][]glyph, len(row))
		for i, s := range row {
			all[i] = s.glyphs
		}
		glyphs = slices.Concat(all...)
	}
	count := len(glyphs)
	l.measure(glyphs, styles)
	spaces := 0
	for _, s := range row {
		spaces += len(s.spaces)
	}
	if right > 0 || spaces > 0 && backwards(row) {
		glyphs = sortVisual(glyphs, l.size)
		var gaps []gap
		for _, s := range row {
			for _, g := range s.spaces {
				if min(g.v1, l.v1)-max(g.v0, l.v0) > .5*(g.v1-g.v0) {
					gaps = append(gaps, g)
				}
			}
		}
		noteSpaces(glyphs, gaps, l.size)
	} else {
		glyphs = joined(glyphs)
		strays(glyphs)
	}
	glyphs = softened(compose(glyphs), l.size)
	raised(glyphs, styles, l.size)
	l.letters = len(glyphs)
	usual, trust := spaceGap(glyphs, l.size)
	apart := tracking.Limits(runes(glyphs), gapsOf(glyphs, l.size), own)
	mark := item.Ends(runes(glyphs[:min(len(glyphs), 12)]))
	out := make([]glyph, 0, count+count/5+4)
	l.cells = make([]cell, 0, len(row))
	begin := 0
	for i := range glyphs {
		g := &glyphs[i]
		if i > 0 {
			p := &glyphs[i-1]
			gap := g.u0 - reach(glyphs, i)
			if right == 0 && g.u1 < p.u0 {
				gap = p.u0 - g.u1 // content that steps back
			}
			em := min(max(styles[g.style].Size, styles[p.style].Size), l.size*1.5)
			limit := usual
			if apart != nil && apart[i] > 0 {
				limit = apart[i]
			}
			switch {
			case gap > cellGap*em:
				l.cells = append(l.cells, cell{start: begin, end: len(out)})
				out = append(out, glyph{r: ' ', char: -1, u0: p.u1, u1: g.u0, v0: l.v0, v1: l.v1, style: p.style, gapRun: g.gapRun})
				begin = len(out)
			case breaks(p, g, gap, em, limit, trust), i == mark && gap > markGap*em:
				out = append(out, glyph{r: ' ', char: -1, u0: p.u1, u1: g.u0, v0: l.v0, v1: l.v1, style: p.style, gapRun: g.gapRun})
			}
		}
		out = append(out, *g)
	}
	l.cells = append(l.cells, cell{start: begin, end: len(out)})
	for i := range l.cells {
		c := &l.cells[i]
		for j := c.start; j < c.end; j++ {
			g := &out[j]
			if j == c.start {
				c.u0, c.u1 = g.u0, g.u1
			}
			c.u0, c.u1 = min(c.u0, g.u0), max(c.u1, g.u1)
		}
	}
	l.glyphs = out
	return l
}

// measure finds how most of the letters are drawn.
func (l *line) measure(glyphs []glyph, styles []Style) {
	bySize := map[float32]int{}
	bold, italic, mono, n := 0, 0, 0, len(glyphs)
	for i := 0; i < n; {
		st := &styles[glyphs[i].style]
		from := i
		for i < n && glyphs[i].style == glyphs[from].style {
			i++
		}
		bySize[st.Size] += i - from
		if st.Bold {
			bold += i - from
		}
		if st.Italic {
			italic += i - from
		}
		if st.Mono {
			mono += i - from
		}
	}
	best := 0
	for size, k := range bySize {
		if k > best || k == best && size > l.size {
			best, l.size = k, size
		}
	}
	l.size = max(l.size, 1)
	l.bold, l.italic, l.mono = bold*10 >= n*8, italic*10 >= n*8, mono*10 >= n*9
}

// gapsOf gives what lies before each letter of a line. Those of Arabic are joined,
// not set apart: one between two gaps is a word, "و".
func gapsOf(glyphs []glyph, size float32) []tracking.Gap {
	gaps := make([]tracking.Gap, len(glyphs))
	for i := 1; i < len(glyphs); i++ {
		a, b := &glyphs[i-1], &glyphs[i]
		gaps[i] = tracking.Gap{
			Width: (b.u0 - a.u1) / size, Spaced: b.spaced,
			Letters: letter(a.r) && letter(b.r) && a.style == b.style && !character.Wide(a.r) && !character.Wide(b.r) && !unicode.Is(unicode.Arabic, a.r),
		}
	}
	return gaps
}

// spaceGap gives the gap in ems from which two letters of a line belong to
// two words, and whether the file's own spaces are to be trusted.
func spaceGap(glyphs []glyph, size float32) (limit float32, trust bool) {
	const usual, tight = .17, .12
	if len(glyphs) < 2 {
		return usual, true
	}
	gaps := make([]float32, 0, len(glyphs))
	spaced := 0
	for i := 1; i < len(glyphs); i++ {
		switch a, b := glyphs[i-1].r, glyphs[i].r; {
		case a == '…', b == '…', a == '.', b == '.':
			continue // set apart more often than letters
		case formula.Relates(a), formula.Relates(b):
			continue // have room around them
		case glyphs[i].spaced:
			spaced++
			continue
		}
		if gap := (glyphs[i].u0 - reach(glyphs, i)) / size; gap > -.5 && gap < cellGap {
			gaps = append(gaps, gap)
		}
	}
	limit = usual
	if spaced*12 >= len(glyphs) {
		limit = .25 // the file says where words end; only clear gaps add to it
	}
	// Letters that are set wide have gaps everywhere: count from theirs.
	if len(gaps) >= 7 {
		slices.Sort(gaps)
		switch mid := gaps[len(gaps)*2/5]; {
		case mid > .07:
			limit = mid + max(limit, mid*.6)
		case mid < .02 && limit == usual:
			limit = tight // letters touch exactly: any gap is meant
		}
	}
	return limit, spaced*2 < len(glyphs)
}

// breaks reports whether a word ends between two neighbours.
func breaks(p, g *glyph, gap, em, limit float32, trust bool) bool {
	if shape.Clings(g.r) {
		return false
	}
	if g.spaced && trust && (gap > -.2*em || rtl(g.r) && gap > -em) {
		return true
	}
	if character.Wide(p.r) && character.Wide(g.r) {
		return gap > .6*em
	}
	if character.Unspaced(p.r) && character.Unspaced(g.r) {
		return gap > max(limit, .2)*em // its spaces part clauses and are wide
	}
	if g.guessed && g.r >= 0x900 && !character.Unspaced(g.r) {
		limit = min(limit, .12) // scripts whose words are not spaced out by letters
	}
	if leftwards(p.r) != leftwards(g.r) {
		limit = min(limit, .13) // letters and figures that meet touch: they are not fitted to each other
	}
	return gap > limit*em || formula.Parted(p.r, g.r, gap/em)
}

// leftwards reports whether a character is a letter that is written from right to
// left: figures of such scripts are not.
func leftwards(r rune) bool { return rtl(r) && !digit(r) }

// reach is how far the letter before glyph i reaches. A mark that stands over
// it adds nothing, except to the narrow letters of Arabic and Hebrew.
func reach(glyphs []glyph, i int) float32 {
	k := i - 1
	for k > 0 && shape.Clings(glyphs[k].r) {
		k--
	}
	at := glyphs[k].u1
	for _, m := range glyphs[k+1 : i] {
		if rtl(m.r) || m.mid() >= glyphs[k].u1 {
			at = max(at, m.u1)
		}
	}
	return at
}
