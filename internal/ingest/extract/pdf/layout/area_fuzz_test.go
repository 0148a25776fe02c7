package layout_test

import (
	"testing"
	"unicode/utf8"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// scattered sets the characters of a text where the bytes say: runs of one line
// in one of a few types.
func scattered(n int, text string, at []byte) layout.Raw {
	s := newSheet(n)
	styles := []layout.Style{{Size: 10}, {Size: 7}, {Size: 16, Bold: true}, {Size: 10, Italic: true}, {Size: 40, Angle: 315}, {Size: 10, Angle: 90}, {Size: 10, Mono: true}}
	runes := []rune(text)
	for len(runes) > 0 && len(at) >= 4 {
		size := min(len(runes), int(at[0])%23+1)
		s.put(float32(at[1])*2.3, float32(at[2])*3.1, string(runes[:size]), styles[int(at[3])%len(styles)], .3)
		runes, at = runes[size:], at[4:]
	}
	return s.raw
}

// Whatever stands where, each character of the text is in one place of it, and
// its spans lie inside it, the outer ones first.
func FuzzAreas(f *testing.F) {
	f.Add("Contents 1 The cell ..... 3 2 Walls ...... 4", []byte{9, 20, 20, 2, 18, 20, 30, 0, 18, 20, 35, 0})
	f.Add("Figure 1: A cell.12 See 12 The note of it", []byte{17, 20, 20, 0, 2, 60, 19, 1, 4, 70, 20, 0, 2, 20, 200, 1, 20, 25, 201, 1})
	f.Add("[1] J. Smith. Cells. 1998. [2] M. Weber. Walls. 2004.", []byte{10, 20, 20, 0, 20, 20, 30, 0, 20, 20, 40, 0})
	f.Add("1 2 3 4 5 6 7 cells and walls of water", []byte{2, 1, 20, 1, 2, 1, 30, 1, 2, 1, 40, 1, 2, 1, 50, 1, 2, 1, 60, 1, 2, 1, 70, 1, 20, 20, 20, 0})
	f.Fuzz(func(t *testing.T, text string, at []byte) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			t.Skip()
		}
		look := layout.NewLook()
		var sheets []*layout.Sheet
		for n := 1; n <= 3; n++ {
			s := layout.Analyze(scattered(n, text, at))
			look.Add(s)
			sheets = append(sheets, s)
		}
		p := layout.Compose(sheets[1], []*layout.Sheet{sheets[0], sheets[2]}, look, []layout.Mark{{Level: 1, Title: "The cell", Page: 2}})
		size := utf8.RuneCountInString(p.Text)
		last := 0
		for _, s := range p.Spans {
			if s.Start < 0 || s.End > size || s.Start > s.End {
				t.Fatalf("%v is not in a text of %d", s, size)
			}
			if s.Block() && s.Start < last {
				t.Fatalf("%v begins before the block before it, in %v", s, p.Spans)
			}
			if s.Block() {
				last = s.Start
			}
		}
		if _, err := extract.DecodeSpans(extract.EncodeSpans(p.Spans)); err != nil {
			t.Fatal(err)
		}
	})
}
