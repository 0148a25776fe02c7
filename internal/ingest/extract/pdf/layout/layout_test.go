package layout_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// sheet sets pages in a type whose letters are all half as wide as high.
type sheet struct{ raw layout.Raw }

func newSheet(n int) *sheet { return &sheet{layout.Raw{Number: n, Width: 600, Height: 800}} }

func (s *sheet) style(st layout.Style) int32 {
	for i, o := range s.raw.Styles {
		if o == st {
			return int32(i)
		}
	}
	s.raw.Styles = append(s.raw.Styles, st)
	return int32(len(s.raw.Styles) - 1)
}

// put sets text with its baseline at y. gap is the width of a space; the file
// has no character for it.
func (s *sheet) put(x, y float32, text string, st layout.Style, gap float32) float32 {
	if st.Size == 0 {
		st.Size = 10
	}
	k := s.style(st)
	for _, r := range text {
		if r == ' ' {
			x += gap * st.Size
			continue
		}
		w := st.Size / 2
		if r > 0x2e80 {
			w = st.Size
		}
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + w, Y0: y - .8*st.Size, Y1: y + .2*st.Size, Depth: .2 * st.Size, Style: k})
		x += w
	}
	return x
}

func (s *sheet) line(x, y float32, text string) { s.put(x, y, text, layout.Style{}, .3) }

func (s *sheet) compose() extract.Page {
	a := layout.Analyze(s.raw)
	look := layout.NewLook()
	look.Add(a)
	return layout.Compose(a, nil, look, nil)
}

func texts(p extract.Page, kind extract.SpanKind) []string {
	var out []string
	r := []rune(p.Text)
	for _, s := range p.Spans {
		if s.Kind == kind {
			out = append(out, string(r[s.Start:s.End]))
		}
	}
	return out
}

func TestSpaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, text string
		gap, track float32
		want       string
	}{
		{"tight setting without a space character", "one two three four", .2, 0, "one two three four"},
		{"wide setting", "one two three four", .6, 0, "one two three four"},
		{"letters set apart", "one two three four", .8, .25, "one two three four"},
		{"Chinese has none", "细胞是生命的基本单位", 0, 0, "细胞是生命的基本单位"},
	} {
		s := newSheet(1)
		x := float32(50)
		for _, r := range c.text {
			if r == ' ' {
				x += c.gap * 10
				continue
			}
			x = s.put(x, 100, string(r), layout.Style{}, 0) + c.track*10
		}
		if got := s.compose().Text; got != c.want {
			t.Errorf("%s: %q", c.rule, got)
		}
	}
}

func TestMathematicsReadsAsItLooks(t *testing.T) {
	t.Parallel()
	small := layout.Style{Size: 6}
	s := newSheet(1)
	x := s.put(50, 100, "The area is 10", layout.Style{}, .3)
	x = s.put(x, 96, "3", small, 0)
	x = s.put(x+3, 100, "and x", layout.Style{}, .3)
	x = s.put(x, 103, "1", small, 0) // a subscript stays
	x = s.put(x+3, 100, "\u0338", layout.Style{}, 0)
	s.put(x-5, 100, "= y", layout.Style{}, .3)
	if got, want := s.compose().Text, "The area is 10³ and x1 ≠ y"; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}

func TestShadowsAreReadOnce(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 100, "Bold by drawing twice")
	s.line(50.2, 100, "Bold by drawing twice")
	if got := s.compose().Text; got != "Bold by drawing twice" {
		t.Errorf("text is %q", got)
	}
}

func TestRightToLeft(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	// Drawn from left to right as the eye sees it: "cell (2020)" in Hebrew
	// with the year reading rightwards.
	s.put(50, 100, "2020 הנש ,את", layout.Style{}, .3)
	if got, want := s.compose().Text, "תא, שנה 2020"; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}

func TestColumnsOfATableAreNotColumnsOfProse(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	// Cells with wrapped text, written row by row.
	y := float32(100)
	for range 6 {
		s.line(50, y, "A cell of the first column that has")
		s.line(50, y+12, "two lines of words in it")
		s.line(320, y, "and a cell of the second column with")
		s.line(320, y+12, "two more lines of words")
		y += 30
	}
	p := s.compose()
	if rows := texts(p, extract.TableRow); len(rows) != 6 || rows[0] != "A cell of the first column that has two lines of words in it and a cell of the second column with two more lines of words" {
		t.Errorf("rows are %q", rows)
	}
}

// A row of a table whose cells stand at different heights is one line of text,
// but no box of it reaches into what stands above or below a cell.
func TestCellsOfOneRowHaveBoxesOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	y := float32(100)
	for range 5 {
		s.line(50, y+5, "Xylenes")
		s.line(300, y, "200 (as")
		s.line(300, y+11, "BTEX)")
		y += 40
	}
	p := s.compose()
	at := strings.Index(p.Text, "Xylenes 200")
	if at < 0 {
		t.Fatalf("the row is no line of text: %q", p.Text)
	}
	start := len([]rune(p.Text[:at]))
	rects := p.Glyphs.Rects(start, start+len("Xylenes 200"))
	if len(rects) != 2 || rects[0].X1 > 100 || rects[1].X0 < 299 || rects[1].Y1 > 103 {
		t.Errorf("the boxes are %v: two are expected, the second above what stands below it", rects)
	}
}

// Signs of mathematics with boxes of many lines do not stretch the box of the
// words beside them.
func TestTallSignsKeepTheBoxOfTheirLine(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"if X = K so", "= K is closed"} {
		s := newSheet(1)
		s.line(50, 100, text)
		for i, c := range s.raw.Chars {
			if c.R == '=' {
				s.raw.Chars[i].Y0, s.raw.Chars[i].Y1, s.raw.Chars[i].Depth = 90, 110, 10
			}
		}
		p := s.compose()
		rects := p.Glyphs.Rects(0, len([]rune(p.Text)))
		if len(rects) != 1 || rects[0].Y0 != 92 || rects[0].Y1 != 102 {
			t.Errorf("the boxes of %q are %v: one from 92 to 102 is expected", p.Text, rects)
		}
	}
}

func TestListsParagraphsAndCode(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	bold, mono := layout.Style{Bold: true}, layout.Style{Mono: true}
	s.put(50, 100, "What cells need", bold, .3)
	s.line(50, 130, "A cell lives on what its membrane lets in. It takes up sugar, water and")
	s.line(50, 142, "salts, and gives off what it has no use for.")
	s.line(62, 154, "A new paragraph begins with an indent and goes on below, as it does in")
	s.line(50, 166, "every novel that was ever set by hand in this way.")
	s.line(60, 190, "• sugar for its energy")
	s.line(60, 202, "• water, in which all the rest of what there is in a cell and around it is")
	s.line(70, 214, "dissolved")
	s.line(75, 226, "– and salts")
	s.put(60, 250, "if hungry {", mono, .5)
	s.put(80, 262, "eat(sugar)", mono, .5)
	s.put(60, 274, "}", mono, .5)
	s.line(50, 300, "1) That is all there is to say about it.")
	p := s.compose()
	for kind, want := range map[extract.SpanKind][]string{
		extract.Heading: {"What cells need"},
		extract.Paragraph: {
			"A cell lives on what its membrane lets in. It takes up sugar, water and salts, and gives off what it has no use for.",
			"A new paragraph begins with an indent and goes on below, as it does in every novel that was ever set by hand in this way.",
		},
		extract.ListItem: {"• sugar for its energy", "• water, in which all the rest of what there is in a cell and around it is dissolved", "– and salts", "1) That is all there is to say about it."},
		extract.Code:     {"if hungry {\n    eat(sugar)\n}"},
	} {
		if d := cmp.Diff(want, texts(p, kind)); d != "" {
			t.Errorf("%s: %s", kind, d)
		}
	}
	for _, span := range p.Spans {
		if span.Text == "–" && span.Level != 2 {
			t.Errorf("the inner item has level %d", span.Level)
		}
	}
}

func TestSpansCoverTheText(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 100, "Some words, and then a table")
	for i, row := range []string{"one", "two", "three"} {
		y := 140 + 14*float32(i)
		s.line(50, y, row)
		s.line(200, y, "12")
		s.line(300, y, "34")
	}
	check(t, s.compose())
}

// check holds what every page promises.
func check(t *testing.T, p extract.Page) {
	t.Helper()
	n := len([]rune(p.Text))
	end, covered := 0, make([]bool, n)
	last := 0
	for _, s := range p.Spans {
		if s.Start < 0 || s.End > n || s.End < s.Start {
			t.Fatalf("span %+v outside %d characters", s, n)
		}
		if s.Start < last {
			t.Fatalf("span %+v begins before the one before it", s)
		}
		last = s.Start
		if s.Block() {
			if s.Start < end {
				t.Fatalf("block %+v begins inside the one before it", s)
			}
			end = s.End
			for i := s.Start; i < s.End; i++ {
				covered[i] = true
			}
		}
	}
	for i, r := range []rune(p.Text) {
		if !covered[i] && r != '\n' {
			t.Fatalf("character %d of %q is in no block", i, p.Text)
		}
	}
	for i := range n {
		for _, r := range p.Glyphs.Rects(i, i+1) {
			if math.IsNaN(r.X0) || r.X1 < r.X0 || r.Y1 < r.Y0 {
				t.Fatalf("character %d has box %v", i, r)
			}
		}
	}
	if p.Glyphs.Rects(n, n+100) != nil {
		t.Fatal("there are boxes behind the text")
	}
}

func FuzzCompose(f *testing.F) {
	f.Add([]byte("the quick brown fox \x01\x02\x03 jumps over"), uint16(3))
	f.Add([]byte(strings.Repeat("ab  cd\x90ef", 40)), uint16(77))
	f.Add([]byte("\xff\xfe\x00\x01מ\u0301¨a-\xad•"), uint16(9))
	f.Fuzz(func(t *testing.T, b []byte, seed uint16) {
		if len(b) > 4000 {
			return
		}
		alphabet := []rune("abc efg -.•12($٣שحم細胞ﬁ΅̸\u00ad\uf0b7=|")
		raw := layout.Raw{Number: 1, Width: 300, Height: 400, Styles: []layout.Style{
			{Size: 10}, {Size: 6, Bold: true}, {Size: 24}, {Size: 10, Angle: 90}, {Size: 0.05}, {Size: 10, Angle: 33, Mono: true}, {Size: 10, Angle: 180}, {Size: 9, Angle: 270, Symbol: true},
		}}
		x, y := float32(seed%50), float32(seed%90)
		for i, c := range b {
			r := alphabet[int(c)%len(alphabet)]
			switch c >> 5 {
			case 7:
				x, y = float32(c%40)*7, y+float32(c%17)
			case 6:
				x += float32(c % 60)
			case 5:
				x = 10
				y += 12
			}
			w := 5 + float32((int(c)+i)%4)
			raw.Chars = append(raw.Chars, layout.Char{R: r, X0: x, X1: x + w, Y0: y, Y1: y + 10, Style: int32((i / 7 * int(seed)) % len(raw.Styles))})
			x += w
		}
		a := layout.Analyze(raw)
		look := layout.NewLook()
		look.Add(a)
		p := layout.Compose(a, []*layout.Sheet{a, layout.Analyze(layout.Raw{Number: 2, Width: 300, Height: 400})}, look, []layout.Mark{{Level: 1, Title: "abc", Page: 1}})
		check(t, p)
	})
}

func BenchmarkLayout(b *testing.B) {
	s := newSheet(1)
	for i := range 45 {
		s.line(60, 80+14*float32(i), "The mitochondria turn sugar into energy that the cell can use, and do so in two steps")
	}
	for b.Loop() {
		s.compose()
	}
}
