package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// talk composes slides that stand one after the other. A slide is its title
// and its lines; its number and the speaker stand at the foot.
func talk(t *testing.T, slides [][]string, hidden func(s *sheet, n int)) []extract.Page {
	t.Helper()
	look := layout.NewLook()
	var sheets []*layout.Sheet
	for i, lines := range slides {
		s := newSheet(i + 1)
		s.raw.Width, s.raw.Height = 400, 300
		if hidden != nil {
			hidden(s, i)
		}
		for k, l := range lines[1:] {
			s.put(40, 120+30*float32(k), l, layout.Style{Size: 11}, .3)
		}
		s.put(10, 25, lines[0], layout.Style{Size: 15}, .3) // drawn last, read first
		s.put(20, 290, "A. Lecturer", layout.Style{Size: 6}, .3)
		s.put(340, 290, fmt.Sprintf("%d / %d", i+1, len(slides)), layout.Style{Size: 6}, .3)
		a := layout.Analyze(s.raw)
		look.Add(a)
		sheets = append(sheets, a)
	}
	var pages []extract.Page
	for i, s := range sheets {
		var near []*layout.Sheet
		for k := max(0, i-3); k <= min(len(sheets)-1, i+3); k++ {
			if k != i {
				near = append(near, sheets[k])
			}
		}
		pages = append(pages, layout.Compose(s, near, look, nil))
	}
	return pages
}

var overlays = [][]string{
	{"Standing waves", "Nodes never move."},
	{"Standing waves", "Nodes never move.", "Pipes have antinodes."},
	{"Standing waves", "Nodes never move.", "Pipes have antinodes.", "Strings have modes."},
	{"Damping", "Friction takes energy."},
}

func TestTitlesOfSlidesComeFirst(t *testing.T) {
	t.Parallel()
	for i, p := range talk(t, overlays, nil) {
		want := strings.Join(overlays[i], " ")
		if got := strings.Join(strings.Fields(string(extract.WithoutFurniture([]rune(p.Text), p.Spans))), " "); got != want {
			t.Errorf("slide %d reads %q, want %q", i+1, got, want)
		}
		if got := texts(p, extract.Heading); len(got) != 1 || got[0] != overlays[i][0] {
			t.Errorf("slide %d has the headings %q", i+1, got)
		}
	}
}

func TestStepsOfASlideAreSupersededByTheLast(t *testing.T) {
	t.Parallel()
	pages := talk(t, overlays, nil)
	for i, want := range []bool{true, true, false, false} {
		whole := texts(pages[i], extract.Superseded)
		if got := len(whole) == 1 && whole[0] == pages[i].Text; got != want {
			t.Errorf("slide %d superseded as a whole: %v, want %v", i+1, got, want)
		}
	}
}

func TestPagesOfABookAreNoSteps(t *testing.T) {
	t.Parallel()
	var sheets []*layout.Sheet
	look := layout.NewLook()
	for n := range 2 {
		s := newSheet(n + 1)
		s.line(50, 100, "This form is filled in by the student.")
		a := layout.Analyze(s.raw)
		look.Add(a)
		sheets = append(sheets, a)
	}
	p := layout.Compose(sheets[0], sheets[1:], look, nil)
	if got := texts(p, extract.Superseded); len(got) != 0 {
		t.Errorf("a page is superseded: %q", got)
	}
}

func TestStepsThatAreHiddenBesideTheSlideAreNotRead(t *testing.T) {
	t.Parallel()
	pages := talk(t, overlays[:1], func(s *sheet, _ int) {
		for k := range 6 {
			s.put(2040, 2120+30*float32(k), "This comes in a later step of the slide.", layout.Style{Size: 11}, .3)
		}
	})
	if strings.Contains(pages[0].Text, "later") {
		t.Errorf("the slide reads %q", pages[0].Text)
	}
}

// What stands out on a slide is below its title, however large.
func TestNoHeadingOfASlideIsAboveItsTitle(t *testing.T) {
	t.Parallel()
	pages := talk(t, overlays, func(s *sheet, n int) {
		if n > 0 {
			s.put(40, 240, "Loss of energy", layout.Style{Size: 14}, .3)
		}
	})
	title, found := 0, false
	for _, s := range pages[3].Spans {
		if s.Kind == extract.Heading {
			if title == 0 {
				title = s.Level
				continue
			}
			if found = true; s.Level <= title {
				t.Errorf("a heading of level %d below a title of level %d", s.Level, title)
			}
		}
	}
	if !found {
		t.Error("there is no heading but the title")
	}
}
