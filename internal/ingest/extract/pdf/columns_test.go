package pdf_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestJapaneseInColumns(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.font("F9", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /ToUnicode %d 0 R >>",
		f.unicode("<61> <5149>", "<62> <5408>", "<63> <6210>", "<64> <306F>", "<65> <690D>", "<66> <7269>", "<67> <FE12>"))))
	var b strings.Builder
	for i, column := range []string{"abcde", "fdabcg"} {
		for j, r := range column {
			fmt.Fprintf(&b, "BT /F9 12 Tf %d %d Td (%c) Tj ET ", 500-20*i, 700-12*j, r)
		}
	}
	f.content("", b.String())
	if got, want := read(t, f).Text, "光合成は植物は光合成。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// As TeX sets them: each caption is written as a whole, its lines level with those
// of the next, and nearly as close as words.
func TestCaptionsSideBySideAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, want string
		texts      []text
	}{
		{"the lines of each together", "The graphs of two kinds.\n(a) A path that nobody can follow to its end\n(b) A ring of five\nAll others are made of these.", []text{
			{x: 72, y: 720, s: "The graphs of two kinds."},
			{x: 72, y: 600, s: "(a) A path that nobody can", size: 10}, {x: 90, y: 588, s: "follow to its end", size: 10},
			{x: 206, y: 600, s: "(b) A ring of five", size: 10},
			{x: 72, y: 560, s: "All others are made of these."},
		}},
		{"where all go on", "(a) A path that nobody can follow to its end\n(b) A ring that nobody can leave but by a bridge", []text{
			{x: 72, y: 600, s: "(a) A path that nobody can", size: 10}, {x: 90, y: 588, s: "follow to its end", size: 10},
			{x: 196, y: 600, s: "(b) A ring that nobody can", size: 10}, {x: 206, y: 588, s: "leave but by a bridge", size: 10},
		}},
		{"not where something stands beside them", "(a) One A note\n(b) Two beside both", []text{
			{x: 72, y: 600, s: "(a) One", size: 10}, {x: 300, y: 600, s: "A note", size: 10},
			{x: 72, y: 588, s: "(b) Two", size: 10}, {x: 300, y: 588, s: "beside both", size: 10},
		}},
	} {
		f := newFile()
		f.page("", c.texts...)
		if got := strings.ReplaceAll(read(t, f).Text, "\n\n", "\n"); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// TeX sets its columns an em apart, and lines that it cannot break reach out of the
// left one, several of a page.
func TestColumnsStayApartWhereLinesReachBetweenThem(t *testing.T) {
	t.Parallel()
	f := newFile()
	var texts []text
	for column := range 2 {
		for n := range 36 {
			at := text{x: 72 + 178*float64(column), y: 700 - 11*float64(n), s: fmt.Sprintf("side %d line %02d of some words ok", column+1, n), size: 9, font: "F3"}
			if column == 0 && n%16 == 5 {
				at.x += 5.2
			}
			texts = append(texts, at)
		}
	}
	f.page("", texts...)
	got := read(t, f).Text
	if first, last := strings.Index(got, "side 2"), strings.LastIndex(got, "side 1"); first < last {
		t.Errorf("the columns are mixed: %q", got[:200])
	}
}
