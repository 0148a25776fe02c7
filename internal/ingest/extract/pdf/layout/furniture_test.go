package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// document composes pages, each judged by those around it.
func document(pages []*sheet) []extract.Page {
	look := layout.NewLook()
	var sheets []*layout.Sheet
	for _, p := range pages {
		s := layout.Analyze(p.raw)
		look.Add(s)
		sheets = append(sheets, s)
	}
	var out []extract.Page
	for i, s := range sheets {
		near := slices.Delete(slices.Clone(sheets[max(0, i-3):min(len(sheets), i+4)]), min(i, 3), min(i, 3)+1)
		out = append(out, layout.Compose(s, near, look, nil))
	}
	return out
}

// prose fills a page with text that is different on each.
func (s *sheet) prose(from, to float32) {
	words := strings.Fields("amber basin cedar delta ember fjord glade heath inlet jetty knoll lagoon marsh notch")
	for y := from; y < to; y += 12 {
		var line []string
		for k := range 11 {
			line = append(line, words[(s.raw.Number*5+int(y)*(k+1)+k*k)%len(words)])
		}
		s.line(60, y, strings.Join(line, " "))
	}
}

func TestFurniture(t *testing.T) {
	t.Parallel()
	sections := []string{"Of cells", "Of cells", "Of walls", "Of walls", "Of water", "Of water", "Of salt"}
	for rule, c := range map[string]struct {
		set  func(s *sheet, n int)
		want func(n int) string
	}{
		"a head deep in a wide margin, with its number outside": {
			func(s *sheet, n int) {
				if n%2 == 0 {
					s.line(60, 120, fmt.Sprint(n))
					s.line(400, 120, "CHAPTER ONE")
				} else {
					s.line(60, 120, "OF CELLS AND WALLS")
					s.line(500, 120, fmt.Sprint(n))
				}
				s.prose(150, 700)
			},
			func(n int) string {
				if n%2 == 0 {
					return fmt.Sprint(n, " CHAPTER ONE")
				}
				return fmt.Sprint("OF CELLS AND WALLS ", n)
			},
		},
		"titles of sections that change, in italics": {
			func(s *sheet, n int) {
				s.put(60, 50, sections[n-1], layout.Style{Italic: true}, .3)
				s.prose(80, 700)
			},
			func(n int) string { return sections[n-1] },
		},
		"a number of all pages that stands still over the steps of a slide": {
			func(s *sheet, n int) {
				s.prose(80, 300)
				s.line(500, 780, fmt.Sprint([]int{3, 3, 3, 4, 4, 5, 5}[n-1], "/12"))
			},
			func(n int) string { return fmt.Sprint([]int{3, 3, 3, 4, 4, 5, 5}[n-1], "/12") },
		},
		"a number at the foot of the first page of a chapter": {
			func(s *sheet, n int) {
				if n == 4 {
					s.prose(60, 600)
					s.line(290, 720, "14")
					return
				}
				s.line(60, 50, fmt.Sprint(n+10))
				s.prose(80, 700)
			},
			func(n int) string { return fmt.Sprint(n + 10) },
		},
		"a watermark aslant": {
			func(s *sheet, _ int) {
				s.prose(80, 700)
				for i, r := range "DRAFT" {
					x := 200 + 40*float32(i)
					s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + 30, Y0: 500 - x, Y1: 540 - x, Style: s.style(layout.Style{Size: 60, Angle: 315})})
				}
			},
			func(int) string { return "DRAFT" },
		},
	} {
		var pages []*sheet
		for n := 1; n <= 7; n++ {
			s := newSheet(n)
			c.set(s, n)
			pages = append(pages, s)
		}
		for i, p := range document(pages) {
			if got := strings.Join(texts(p, extract.Furniture), "|"); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(c.want(i+1), " ", "") {
				t.Errorf("%s: furniture of page %d is %q, want %q", rule, i+1, got, c.want(i+1))
			}
		}
	}
}

// The first lines of pages are alike in place and type, too.
func TestFirstLinesAreNoFurniture(t *testing.T) {
	t.Parallel()
	var pages []*sheet
	for n := 1; n <= 7; n++ {
		s := newSheet(n)
		s.line(60, 50, fmt.Sprintf("Exercise %c of the winter", 'A'+rune(n)))
		s.prose(80, 700)
		pages = append(pages, s)
	}
	for i, p := range document(pages) {
		if got := texts(p, extract.Furniture); len(got) > 0 {
			t.Errorf("furniture of page %d is %q", i+1, got)
		}
	}
}

func TestNumbersOfLinesAreFurniture(t *testing.T) {
	t.Parallel()
	small := layout.Style{Size: 5}
	s := newSheet(1)
	for i := range 12 {
		y := 100 + 12*float32(i)
		label := fmt.Sprint(i + 3)
		x := s.put(52-2.5*float32(len(label)), y, label, small, 0)
		s.line(x+8, y, "Words of a line that is as long as the others are here")
	}
	p := s.compose()
	if got, want := texts(p, extract.Furniture), []string{"3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14"}; !cmp.Equal(got, want) {
		t.Errorf("furniture is %q", got)
	}
	body := string(extract.WithoutFurniture([]rune(p.Text), p.Spans))
	if strings.ContainsAny(body, "0123456789") {
		t.Errorf("numbers are left in %q", body)
	}
}

func TestNumbersOfAListAreNot(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i, w := range []string{"Wash the cells", "Add the salt", "Wait an hour", "Add water", "Look at them", "Write it down"} {
		s.line(50, 100+12*float32(i), fmt.Sprint(i+1))
		s.line(70, 100+12*float32(i), w)
	}
	if p := s.compose(); len(texts(p, extract.Furniture)) > 0 {
		t.Errorf("the list has lost its numbers: %q", p.Text)
	}
}
