package pdf_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf"
)

func extractor(t testing.TB, o pdf.Options) *pdf.Extractor {
	t.Helper()
	x, err := pdf.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// shared is one extractor for the tests that need nothing special. Each of
// those that run at once may hold two documents.
var shared = sync.OnceValues(func() (*pdf.Extractor, error) {
	return pdf.New(pdf.Options{Workers: 2 * runtime.GOMAXPROCS(0)})
})

func open(t testing.TB, f *file) extract.Document {
	t.Helper()
	x, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	d, err := x.Open(t.Context(), f.save(t), extract.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// read gives the first page of a document that is then closed.
func read(t testing.TB, f *file) extract.Page {
	t.Helper()
	d := open(t, f)
	p := page(t, d, 1)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

func page(t testing.TB, d extract.Document, n int) extract.Page {
	t.Helper()
	p, err := d.Page(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	if p.Number != n {
		t.Fatalf("page %d calls itself %d", n, p.Number)
	}
	return p
}

// part gives the text of the spans of a kind.
func part(p extract.Page, kind extract.SpanKind) []string {
	var out []string
	r := []rune(p.Text)
	for _, s := range p.Spans {
		if s.Kind == kind {
			out = append(out, string(r[s.Start:s.End]))
		}
	}
	return out
}

// find gives the offsets of the first occurrence of s.
func find(t testing.TB, p extract.Page, s string) (start, end int) {
	t.Helper()
	i := strings.Index(p.Text, s)
	if i < 0 {
		t.Fatalf("%q is not in %q", s, p.Text)
	}
	start = len([]rune(p.Text[:i]))
	return start, start + len([]rune(s))
}

var sentences = []string{
	"The mitochondria turn sugar into", "energy that the cell can use, and", "they do so in two steps. The first", "step happens outside of them.",
	"The second one needs oxygen and", "takes place on folded membranes,", "which carry the enzymes. Without", "oxygen the cell ferments instead.",
}

func column(x, y float64, lines []string) []text {
	var out []text
	for i, s := range lines {
		out = append(out, text{x: x, y: y - 14*float64(i), s: s})
	}
	return out
}

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	f := newFile()
	texts := []text{{x: 150, y: 740, s: "How a cell makes its energy, and why", size: 18}}
	texts = append(texts, column(72, 700, sentences[:4])...)
	texts = append(texts, column(330, 700, sentences[4:])...)
	f.page("", texts...)
	p := read(t, f)
	want := "How a cell makes its energy, and why\n\n" + strings.Join(sentences[:4], " ") + "\n\n" + strings.Join(sentences[4:], " ")
	if d := cmp.Diff(want, p.Text); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"How a cell makes its energy, and why"}, part(p, extract.Heading)); d != "" {
		t.Error(d)
	}
}

func TestRowsOfATableAreLines(t *testing.T) {
	t.Parallel()
	f := newFile()
	texts := []text{{x: 72, y: 740, s: "The figures of the last two years stand in this table, in millions of dollars."}}
	for i, row := range [][]string{{"", "2022", "2021"}, {"Products", "$", "63,355", "$", "63,948"}, {"Services", "", "19,604", "", "17,486"}, {"Total net sales", "", "82,959", "", "81,434"}} {
		y := 700 - 16*float64(i)
		for j, s := range row {
			x := map[int][]float64{3: {72, 320, 420}, 5: {72, 290, 315, 390, 415}}[len(row)][j]
			if s != "" {
				texts = append(texts, text{x: x, y: y, s: s})
			}
		}
	}
	f.page("", texts...)
	p := read(t, f)
	want := []string{"2022 2021", "Products $ 63,355 $ 63,948", "Services 19,604 17,486", "Total net sales 82,959 81,434"}
	if d := cmp.Diff(want, part(p, extract.TableRow)); d != "" {
		t.Errorf("%s in %q", d, p.Text)
	}
	cells := part(p, extract.TableCell)
	if d := cmp.Diff([]string{"", "2022", "2021", "Products", "$ 63,355", "$ 63,948"}, cells[:6]); d != "" {
		t.Error(d)
	}
}

func TestWordsCutAtALineEndAreJoined(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.page("", column(72, 700, []string{
		"A cell that divides must copy its chromo-", "somes first. This is a long-term invest-", "ment; see pages 12-", "14 of the book by Meyer-", "Landrut on this.",
	})...)
	p := read(t, f)
	for _, want := range []string{"its chromosomes first", "long-term investment;", "pages 12-14", "Meyer-Landrut"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("%q is not in %q", want, p.Text)
		}
	}
}

func TestLigaturesAreSpelledOut(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.page("", text{x: 100, y: 500, s: "The o#ce is closed", font: "F4", size: 20})
	p := read(t, f)
	if p.Text != "The office is closed" {
		t.Fatalf("text is %q", p.Text)
	}
	start, _ := find(t, p, "ffi")
	var last float64
	for i := range 3 {
		r := p.Glyphs.Rects(start+i, start+i+1)
		if len(r) != 1 || r[0].X0 < last || r[0].X1-r[0].X0 < 2 {
			t.Errorf("letter %d of the ligature has box %v after %g", i, r, last)
			continue
		}
		last = r[0].X1 - .1
	}
}

func TestBoxesCoverTheWords(t *testing.T) {
	t.Parallel()
	// "mitochondria" in Helvetica 12: widths of Adobe's metrics.
	width := 12 * (833 + 222 + 278 + 556 + 500 + 556 + 556 + 556 + 556 + 333 + 222 + 556.0) / 1000
	before := 12 * (611 + 556 + 556 + 278.0) / 1000 // "The "
	for _, c := range []struct {
		rule  string
		extra string
		text  text
		want  extract.Rect // of the baseline box: from the baseline up to 9 points above
		w, h  float64
	}{
		{"upright", "", text{x: 72, y: 700}, extract.Rect{X0: 72 + before, X1: 72 + before + width, Y0: 83, Y1: 92}, 612, 792},
		{"page turned by a quarter", "/Rotate 90", text{x: 72, y: 700}, extract.Rect{X0: 700, X1: 709, Y0: 72 + before, Y1: 72 + before + width}, 792, 612},
		{"page turned upside down", "/Rotate 180", text{x: 72, y: 700}, extract.Rect{X0: 540 - before - width, X1: 540 - before, Y0: 700, Y1: 709}, 612, 792},
		{"text turned, page turned back", "/Rotate 90", text{x: 100, y: 72, turn: 90}, extract.Rect{X0: 72 + before, X1: 72 + before + width, Y0: 91, Y1: 100}, 792, 612},
		{"text going up", "", text{x: 100, y: 72, turn: 90}, extract.Rect{X0: 91, X1: 100, Y0: 720 - before - width, Y1: 720 - before}, 612, 792},
		{"a page that does not begin at 0", "/MediaBox [50 100 450 800]", text{x: 72, y: 700}, extract.Rect{X0: 22 + before, X1: 22 + before + width, Y0: 91, Y1: 100}, 400, 700},
	} {
		f := newFile()
		c.text.s = "The mitochondria divide"
		f.page(c.extra, c.text)
		p := read(t, f)
		if p.Text != c.text.s || p.Width != c.w || p.Height != c.h {
			t.Errorf("%s: page is %q, %g × %g", c.rule, p.Text, p.Width, p.Height)
			continue
		}
		start, end := find(t, p, "mitochondria")
		rects := p.Glyphs.Rects(start, end)
		if len(rects) != 1 {
			t.Errorf("%s: boxes %v", c.rule, rects)
			continue
		}
		// Along the line exactly; across it the box may reach below the
		// baseline and above the letters.
		got, slack := rects[0], 4.5
		along := []float64{got.X0 - c.want.X0, got.X1 - c.want.X1}
		across := []float64{c.want.Y0 - got.Y0, got.Y1 - c.want.Y1}
		if c.want.Y1-c.want.Y0 > c.want.X1-c.want.X0 {
			along = []float64{got.Y0 - c.want.Y0, got.Y1 - c.want.Y1}
			across = []float64{c.want.X0 - got.X0, got.X1 - c.want.X1}
		}
		for _, d := range along {
			if d < -.2 || d > .2 {
				t.Errorf("%s: box %v, want %v along the line", c.rule, got, c.want)
			}
		}
		for _, d := range across {
			if d < -1 || d > slack {
				t.Errorf("%s: box %v, want %v across the line", c.rule, got, c.want)
			}
		}
	}
}

// book is a document with running headers, footers and an outline.
func book(pages int) *file {
	f := newFile()
	f.title = "Cells"
	for n := 1; n <= pages; n++ {
		texts := []text{
			{x: 72, y: 750, s: "Biology for beginners", size: 9},
			{x: 300, y: 40, s: fmt.Sprint(n + 10), size: 9},
		}
		if n%2 == 1 {
			texts = append(texts, text{x: 72, y: 710, s: fmt.Sprintf("%d The chapter about part %d", n, n), size: 18})
			f.outline = append(f.outline, mark{fmt.Sprintf("The chapter about part %d", n), n})
		}
		texts = append(texts, column(72, 680, sentences)...)
		f.page("", texts...)
	}
	return f
}

func TestRunningHeadersAreFurniture(t *testing.T) {
	t.Parallel()
	d := open(t, book(6))
	if i := d.Info(); i.Pages != 6 || i.Title != "Cells" || i.Unit != extract.UnitPages {
		t.Errorf("info is %+v", i)
	}
	for n := 1; n <= 6; n++ {
		p := page(t, d, n)
		body := string(extract.WithoutFurniture([]rune(p.Text), p.Spans))
		if strings.Contains(body, "beginners") || strings.Contains(body, fmt.Sprint(n+10)) {
			t.Errorf("page %d has its furniture in its text: %q", n, body)
		}
		if !strings.HasPrefix(p.Text, "Biology for beginners\n\n") || !strings.HasSuffix(p.Text, fmt.Sprint("\n\n", n+10)) {
			t.Errorf("page %d has lost its furniture: %q", n, p.Text)
		}
		var heads []extract.Span
		for _, s := range p.Spans {
			if s.Kind == extract.Heading {
				heads = append(heads, s)
			}
		}
		if want := n % 2; len(heads) != want || want == 1 && (heads[0].Level != 1 || heads[0].Start != 23) {
			t.Errorf("page %d has headings %v in %q", n, heads, p.Text)
		}
		if !strings.HasSuffix(strings.TrimSpace(body), sentences[7]) {
			t.Errorf("page %d ends with %q", n, p.Text)
		}
	}
	alone := read(t, book(1))
	if !strings.Contains(alone.Text, "beginners") {
		t.Errorf("a single page proves nothing to be furniture: %q", alone.Text)
	}
}

func TestAPageIsTheSameWheneverItIsRead(t *testing.T) {
	t.Parallel()
	f := book(9)
	first := open(t, f)
	want := map[int]extract.Page{}
	for n := 1; n <= 9; n++ {
		want[n] = page(t, first, n)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	for _, order := range [][]int{{9, 1, 5}, {5}, {2, 8, 3}} {
		d := open(t, f)
		for _, n := range order {
			got := page(t, d, n)
			if diff := cmp.Diff(want[n], got, cmp.Comparer(func(a, b extract.Glyphs) bool {
				return string(extract.EncodeGlyphs(a)) == string(extract.EncodeGlyphs(b))
			})); diff != "" {
				t.Errorf("order %v, page %d: %s", order, n, diff)
			}
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Pages of a single line that differ by their number alone lose it to no
// running head: nothing would be left of the document.
func TestTheOnlyWordsOfAPageStay(t *testing.T) {
	t.Parallel()
	f := newFile()
	for n := range 5 {
		f.page("", text{x: 72, y: 750, s: fmt.Sprintf("Potato %d", n), size: 12})
	}
	d := open(t, f)
	for n := 1; n <= 5; n++ {
		if got, want := page(t, d, n).Text, fmt.Sprintf("Potato %d", n-1); got != want {
			t.Errorf("page %d is %q, want %q", n, got, want)
		}
	}
}
