package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// entry sets a title with its page number at the right margin, after dots that
// are so far apart; no dots at all for 0.
func (s *sheet) entry(y float32, title string, page int, apart float32) {
	x := s.put(50, y, title, layout.Style{}, .3)
	number := fmt.Sprint(page)
	right := 520 - 5*float32(len(number))
	if apart > 0 {
		for x += 6; x < right-12; x += apart {
			s.put(x, y, ".", layout.Style{}, 0)
		}
	}
	s.line(right, y, number)
}

func TestContentsKeepTheirLinesAndDots(t *testing.T) {
	t.Parallel()
	for rule, apart := range map[string]float32{"dots that touch": 5, "dots set apart": 9} {
		s := newSheet(1)
		s.put(50, 60, "Table of Contents", layout.Style{Size: 16}, .3)
		for i, title := range []string{"1 The cell", "1.1 Its membrane", "1.2 Its energy"} {
			s.entry(100+12*float32(i), title, 3+i, apart)
		}
		s.line(50, 160, "The text that follows the contents of the whole book on its page")
		p := s.compose()
		listed := texts(p, extract.Contents)
		if len(listed) != 1 {
			t.Fatalf("%s: regions are %q of %q", rule, listed, p.Text)
		}
		rows := strings.Split(listed[0], "\n")
		if len(rows) != 3 || !strings.HasPrefix(rows[1], "1.1 Its membrane .") || !strings.HasSuffix(rows[1], ". 4") && !strings.HasSuffix(rows[1], ".4") {
			t.Errorf("%s: rows are %q", rule, rows)
		}
		if want := map[float32]bool{5: true, 9: false}[apart]; strings.Contains(rows[1], "....") != want {
			t.Errorf("%s: the dots are not as they stand: %q", rule, rows[1])
		}
		if got := texts(p, extract.Heading); !cmp.Equal(got, []string{"Table of Contents"}) {
			t.Errorf("%s: headings are %q", rule, got)
		}
	}
}

func TestContentsWithoutDots(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.put(50, 60, "Inhalt", layout.Style{Size: 16}, .3)
	for i, title := range []string{"Die Zelle", "Die Membran", "Der Haushalt der Zelle", "Die Teilung"} {
		s.entry(100+12*float32(i), title, 3+8*i, 0)
	}
	p := s.compose()
	if got, want := texts(p, extract.Contents), []string{"Die Zelle 3\nDie Membran 11\nDer Haushalt der Zelle 19\nDie Teilung 27"}; !cmp.Equal(got, want) {
		t.Errorf("regions are %q, want %q", got, want)
	}
}

func TestRowsOfFiguresAreNoContents(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.put(50, 60, "Measured values", layout.Style{Size: 16}, .3)
	for i, name := range []string{"Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"} {
		s.entry(100+12*float32(i), name, []int{31, 7, 55, 12, 90, 3, 41}[i], 0)
	}
	p := s.compose()
	if got := texts(p, extract.Contents); len(got) > 0 {
		t.Errorf("a table is contents: %q", got)
	}
	if len(texts(p, extract.TableRow)) != 7 {
		t.Errorf("rows are lost in %q", p.Text)
	}
}

// A long entry of the left column reaches nearly to the right one, and a head
// runs over both.
func TestColumnsOfAnIndexUnderARunningHead(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 40, "113")
	s.line(440, 40, "Subject index")
	var want []string
	for side, x := range []float32{50, 300} {
		for i := range 24 {
			entry := fmt.Sprintf("%c%c word, %d", 'a'+rune(i), 'a'+rune(side), 100-i)
			if i == 12 && side == 0 {
				entry = "the kind of topology called clumpy, see triv"
			}
			want = append(want, entry)
			s.line(x, 80+12*float32(i), entry)
		}
	}
	text := s.compose().Text
	at := 0
	for _, w := range want {
		k := strings.Index(text[at:], w)
		if k < 0 {
			t.Fatalf("%q is out of order in %q", w, text)
		}
		at += k
	}
}
