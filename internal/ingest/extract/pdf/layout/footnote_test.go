package layout_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// marks gives the marks of a page's footnotes.
func marks(p extract.Page) []string {
	var out []string
	for _, s := range p.Spans {
		if s.Kind == extract.Footnote {
			out = append(out, s.Text)
		}
	}
	return out
}

// called sets a line whose first words are followed by the mark of a note, in
// type of this size, raised by so much.
func (s *sheet) called(x, y float32, before, mark, after string, size, up float32) {
	x = s.put(x, y, before, layout.Style{}, .3)
	x = s.put(x, y-up, mark, layout.Style{Size: size}, 0)
	s.put(x+3, y, after, layout.Style{}, .3)
}

// note sets a note in small type with its mark.
func (s *sheet) note(x, y float32, mark, text string) {
	x = s.put(x, y-2.6, mark, layout.Style{Size: 5.5}, 0)
	s.put(x, y, text, layout.Style{Size: 8}, .3)
}

func TestFootnotesStandApart(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.prose(60, 400)
	s.called(60, 412, "Of the right to vote and sufragio.", "72", "It was for few", 8.3, 3.3)
	s.line(60, 424, "and of other things.")
	s.note(60, 450, "72", "See the law of that year and the one before it,")
	s.put(60, 460, "and its comment.", layout.Style{Size: 8}, .3)
	s.line(290, 740, "117")
	p := s.compose()
	if got, want := texts(p, extract.Footnote), []string{"⁷² See the law of that year and the one before it, and its comment."}; !cmp.Equal(got, want) {
		t.Errorf("notes are %q in %q", got, p.Text)
	}
	if got := marks(p); !cmp.Equal(got, []string{"⁷²"}) {
		t.Errorf("marks are %q", got)
	}
	if !strings.Contains(p.Text, "sufragio.⁷² It was") {
		t.Errorf("the mark sticks to its word in %q", p.Text)
	}
}

// Columns have notes of their own, and the other column goes on beside them.
func TestFootnotesOfColumns(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	column := func(x float32, word string, lines int) {
		for i := range lines {
			s.line(x, 60+12*float32(i), strings.Repeat(word+" ", 6))
		}
	}
	column(50, "amber", 40)
	column(320, "birch", 43)
	s.called(50, 540, "amber amber", "1", "amber amber amber", 6, 3.5)
	s.note(50, 566, "1", "A note on amber.")
	s.called(320, 576, "birch birch", "∗", "birch birch birch", 6, 3.5)
	s.note(320, 594, "∗", "A note on birches.")
	p := s.compose()
	got := texts(p, extract.Footnote)
	slices.Sort(got)
	if want := []string{"¹ A note on amber.", "∗ A note on birches."}; !cmp.Equal(got, want) {
		t.Errorf("notes are %q in %q", got, p.Text)
	}
	if strings.Index(p.Text, "birch") < strings.LastIndex(p.Text, "amber amber amber") {
		t.Errorf("columns are mixed: %q", p.Text)
	}
}

func TestSmallTypeAtTheFootIsNoNote(t *testing.T) {
	t.Parallel()
	for rule, lines := range map[string][]string{
		"a table":     {"Year 1998 12 45", "Year 1999 13 46", "Year 2000 17 50"},
		"a list":      {"1 First of all", "2 Then the rest", "3 And then no more"},
		"a paragraph": {"These words are in small type only because", "there was no more room for larger ones."},
	} {
		s := newSheet(1)
		s.prose(60, 400)
		for i, l := range lines {
			s.put(60, 440+10*float32(i), l, layout.Style{Size: 8}, .3)
		}
		if got := texts(s.compose(), extract.Footnote); len(got) > 0 {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

// Fonts have raised figures of their own: those are no smaller and stand no
// higher, they are only narrow.
func TestRaisedFiguresOfAFont(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	narrow := func(x, y float32, text string, st layout.Style) float32 {
		from := len(s.raw.Chars)
		end := s.put(x, y, text, st, 0)
		for i := from; i < len(s.raw.Chars); i++ {
			c := &s.raw.Chars[i]
			c.X0, c.X1 = x+(c.X0-x)*.6, x+(c.X1-x)*.6
		}
		return x + (end-x)*.6
	}
	s.prose(60, 400)
	x := s.put(60, 412, "In 1998 it was observed.", layout.Style{}, .3)
	x = narrow(x, 412, "12", layout.Style{})
	s.put(x+3, 412, "Then came 2", layout.Style{}, .3)
	x = narrow(60, 450, "12", layout.Style{Size: 8})
	s.put(x, 450, "Seen in 1998 by two.", layout.Style{Size: 8}, .3)
	p := s.compose()
	if !strings.Contains(p.Text, "In 1998 it was observed.¹² Then came 2") {
		t.Errorf("text is %q", p.Text)
	}
	if got, want := texts(p, extract.Footnote), []string{"¹² Seen in 1998 by two."}; !cmp.Equal(got, want) {
		t.Errorf("notes are %q", got)
	}
}

// The last lines of a page may be a program, whose numbers are small; a note may
// be an address in such type.
func TestLinesOfAProgramAreNoNotes(t *testing.T) {
	t.Parallel()
	mono := layout.Style{Size: 8, Mono: true}
	for text, want := range map[string]int{"int sum = plus(v1, v2);": 0, "http://example.org/a": 1} {
		s := newSheet(1)
		s.prose(60, 400)
		x := s.put(60, 447.4, "2", layout.Style{Size: 5.5}, 0)
		s.put(x+3, 450, text, mono, .6)
		if got := texts(s.compose(), extract.Footnote); len(got) != want {
			t.Errorf("notes of %q are %q", text, got)
		}
	}
}
