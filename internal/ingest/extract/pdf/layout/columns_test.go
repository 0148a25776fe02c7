package layout_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// justify sets words from x over a width, the spaces between them alike.
func (s *sheet) justify(x, y, width float32, text string) {
	words := strings.Fields(text)
	letters := len(text) - (len(words) - 1)
	gap := (width - 5*float32(letters)) / float32(len(words)-1)
	for _, w := range words {
		x = s.put(x, y, w, layout.Style{}, 0) + gap
	}
}

// Words of narrow columns are moved apart until they fill them, as far as the
// cells of a table, and the columns' lines need not stand on one height.
func TestNarrowColumnsOfStretchedLinesAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	var want []string
	s := newSheet(1)
	for c := range 3 {
		for i := range 24 {
			text := []string{"the mind takes hold of", "matter and forms it into", "things that were never", "foreseen by anybody who", "thought about the world", "as it had been before it", "took hold, so it is that", "all that we call culture"}[(i*3+c)%8]
			s.justify(40+152*float32(c), 100+4*float32(c)+(12+.7*float32(c))*float32(i), 140, text)
			want = append(want, text)
		}
	}
	if got, want := strings.Join(strings.Fields(s.compose().Text), " "), strings.Join(want, " "); got != want {
		t.Errorf("%q", got)
	}
}

// A figure at the top of a column stands between the lines of a sentence that
// goes on there.
func TestASentenceGoesOnBehindACaption(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i := range 30 {
		s.justify(40, 100+12*float32(i), 240, []string{"the mind takes hold of matter and forms it, as", "all of the things that nobody had foreseen by", "then, into what we have come to call the world"}[i%3])
	}
	s.put(320, 200, "Figure 3: The mind as it takes hold of things.", layout.Style{Size: 9}, .3)
	for i := range 20 {
		s.justify(320, 220+12*float32(i), 240, []string{"of old when it was young and all of it was new", "to those who saw it, and who have left us this", "and nothing else to think about in later years"}[i%3])
	}
	s.line(320, 460, "than these.")
	p := s.compose()
	if all := texts(p, extract.Caption); len(all) != 1 {
		t.Fatalf("captions are %q", all)
	}
	if !strings.Contains(p.Text, "call the world of old when it was young") {
		t.Errorf("%q", p.Text)
	}
}

// A table that is too wide for its column does not make the lines of the text
// seem to end early.
func TestATableMayStandOutOfItsColumn(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i := range 8 {
		s.justify(40, 100+12*float32(i), 240, "the mind takes hold of matter and forms it, as a")
	}
	for i := range 4 {
		for c := range 3 {
			s.line(40+140*float32(c), 210+12*float32(i), "12.5")
		}
	}
	if got := texts(s.compose(), extract.LineBreak); len(got) > 0 {
		t.Errorf("%d lines end on purpose", len(got))
	}
}

func TestStretchedLinesAreNoTable(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i := range 12 {
		text := "the mind takes hold of matter and forms it, as we all see"
		if i == 5 || i == 6 {
			text = []string{"into what nobodyhad foreseenby", "then orwould havedared todream"}[i-5]
		}
		s.justify(40, 100+12*float32(i), 300, text)
	}
	if rows := texts(s.compose(), extract.TableRow); len(rows) > 0 {
		t.Errorf("rows are %q", rows)
	}
}

// The first of two columns that are written to the left is the one on the right;
// formulas and Latin words part their lines.
func TestColumnsOfWritingToTheLeft(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	column := func(right float32, word string) {
		for i := range 12 {
			x, y := right, 60+12*float32(i)
			put := func(text string) {
				for _, r := range text {
					if r != ' ' {
						s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x - 5, X1: x, Y0: y - 8, Y1: y + 2, Depth: 2, Style: k})
						x -= 5
						continue
					}
					x -= 3
				}
			}
			put(strings.Repeat(word+" ", 2))
			x -= 4
			for _, r := range "nitaL" {
				put(string(r))
			}
			for range 3 - 2*(i%2) { // paragraphs end
				x -= 25
				put(word + " ")
			}
		}
	}
	column(560, "ראשון")
	column(270, "אחרון")
	text := s.compose().Text
	if a, b := strings.LastIndex(text, "ראשון"), strings.Index(text, "אחרון"); a < 0 || b < a {
		t.Errorf("the columns are read as %q", text)
	}
}

// Talks may have their contents in small type beside each slide.
func TestContentsBesideASlideAreReadApart(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.raw.Width, s.raw.Height = 400, 300
	s.put(100, 60, "Standing waves", layout.Style{Size: 15}, .3)
	for i, name := range []string{"Waves", "Nodes", "Pipes", "Strings", "Damping"} {
		s.put(10, 100+20*float32(i), name, layout.Style{Size: 6}, .3)
	}
	for i, text := range []string{"Waves that stand have nodes", "Nodes never move", "Pipes have antinodes at their ends", "Strings have modes"} {
		s.put(100, 100+20*float32(i), text, layout.Style{Size: 11}, .3)
	}
	want := "Standing waves Waves Nodes Pipes Strings Damping Waves that stand have nodes Nodes never move Pipes have antinodes at their ends Strings have modes"
	if got := strings.Join(strings.Fields(s.compose().Text), " "); got != want {
		t.Errorf("%q", got)
	}
}

// The gutter may be hardly wider than a space.
func TestColumnsOfWritingToTheLeftOverANarrowGutter(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	for column, word := range []string{"ראשון", "אחרון"} {
		for i := range 20 {
			x := float32(400 - 156*column)
			for range 5 {
				for _, r := range word {
					y := 60 + 12*float32(i)
					s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x - 5, X1: x, Y0: y - 8, Y1: y + 2, Depth: 2, Style: k})
					x -= 5
				}
				x -= 6.25
			}
		}
	}
	text := s.compose().Text
	if a, b := strings.LastIndex(text, "ראשון"), strings.Index(text, "אחרון"); a < 0 || b < a {
		t.Errorf("the columns are read as %q", text)
	}
}
