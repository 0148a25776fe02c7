package layout_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// columns sets each text down a column of its own, from the right.
func columns(size float32, texts ...string) *sheet {
	s := newSheet(1)
	k := s.style(layout.Style{Size: size})
	side := s.style(layout.Style{Size: size, Angle: 90})
	for i, text := range texts {
		x, y := 500-float32(i)*size*1.6, float32(50)
		for _, r := range text {
			step, st := size, k
			if r < 0x2e80 {
				step, st = size/2, side
			}
			s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + size, Y0: y, Y1: y + step, Style: st})
			y += step
		}
	}
	return s
}

func TestColumnsOfJapaneseAreReadFromTheRight(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule  string
		texts []string
		want  string
	}{
		{"letters down, columns to the left", []string{"光合成は植物が光", "を化学に変換する", "過程である"}, "光合成は植物が光を化学に変換する過程である"},
		{"signs have forms for columns", []string{"﹁光とは何か﹂と先生", "は言った︒それは︑"}, "「光とは何か」と先生は言った。それは、"},
		{"Latin lies on its side", []string{"水はH2Oであり", "核酸はDNA"}, "水はH2Oであり核酸はDNA"},
	} {
		if got := columns(12, c.texts...).compose().Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestFiguresSideBySideInAColumn(t *testing.T) {
	t.Parallel()
	s := columns(12, "令和年の月に始まった")
	for i := range s.raw.Chars[2:] {
		s.raw.Chars[2+i].Y0 += 12
		s.raw.Chars[2+i].Y1 += 12
	}
	c := s.raw.Chars[1]
	c.Y0, c.Y1 = c.Y1, c.Y1+12
	one, two := c, c
	one.R, one.X1 = '1', c.X0+6
	two.R, two.X0 = '2', c.X0+6
	s.raw.Chars = append(s.raw.Chars[:2:2], append([]layout.Char{one, two}, s.raw.Chars[2:]...)...)
	before := s.raw.Chars[2]
	if got, want := s.compose().Text, "令和12年の月に始まった"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if s.raw.Chars[2] != before {
		t.Error("the page that was given is changed")
	}
}

func TestBoxesOfAColumnStandUpright(t *testing.T) {
	t.Parallel()
	p := columns(12, "光合成は植物が光", "を化学に変換する").compose()
	r := p.Glyphs.Rects(8, 12)
	if len(r) != 1 || r[0].X0 > 481 || r[0].X0 < 480 || r[0].Y0 != 50 || r[0].Y1 != 98 {
		t.Errorf("the second column begins at %v", r)
	}
}

func TestLettersInALineAreNoColumn(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i, line := range []string{"一 光合成", "二 葉緑体", "三 酸素", "四 過程", "五 変換", "六 化学"} {
		s.line(50, 100+14*float32(i), line)
	}
	if got, want := s.compose().Text, "一光合成二葉緑体三酸素四過程五変換六化学"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestReadingsAboveCharactersAreLeftOut(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	small := layout.Style{Size: 5}
	s.put(50, 100, "光合成", layout.Style{}, 0)
	s.put(50, 91, "こうごうせい", small, 0)
	s.put(80, 100, "は", layout.Style{}, 0)
	s.put(96, 100, "志", layout.Style{}, 0)
	s.put(90, 91, "こころざし", small, 0)
	s.put(113, 100, "である。", layout.Style{}, 0)
	s.line(50, 116, "次の行も続く。")
	if got, want := s.compose().Text, "光合成は志である。次の行も続く。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
