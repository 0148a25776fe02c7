package pdfium

import (
	"slices"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// columns sets each text down a column of its own, from the right.
func columns(size float32, texts ...string) layout.Raw {
	raw := layout.Raw{Number: 1, Width: 600, Height: 800, Styles: []layout.Style{{Size: size}, {Size: size, Angle: 90}}}
	for i, text := range texts {
		x, y := 500-float32(i)*size*1.6, float32(50)
		for _, r := range text {
			step, st := size, int32(0)
			if r < 0x2e80 {
				step, st = size/2, 1
			}
			raw.Chars = append(raw.Chars, layout.Char{R: r, X0: x, X1: x + size, Y0: y, Y1: y + step, Style: st})
			y += step
		}
	}
	return raw
}

func composed(raw layout.Raw) extract.Page {
	upright(&raw)
	sheet := layout.Analyze(raw)
	look := layout.NewLook()
	look.Add(sheet)
	return layout.Compose(sheet, nil, look, nil)
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
		if got := composed(columns(12, c.texts...)).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestFiguresSideBySideInAColumn(t *testing.T) {
	t.Parallel()
	s := columns(12, "令和年の月に始まった")
	for i := range s.Chars[2:] {
		s.Chars[2+i].Y0 += 12
		s.Chars[2+i].Y1 += 12
	}
	c := s.Chars[1]
	c.Y0, c.Y1 = c.Y1, c.Y1+12
	one, two := c, c
	one.R, one.X1 = '1', c.X0+6
	two.R, two.X0 = '2', c.X0+6
	s.Chars = append(s.Chars[:2:2], append([]layout.Char{one, two}, s.Chars[2:]...)...)
	before := s.Chars[2]
	if got, want := composed(s).Text, "令和12年の月に始まった"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if s.Chars[2] != before {
		t.Error("the page that was given is changed")
	}
}

func TestBoxesOfAColumnStandUpright(t *testing.T) {
	t.Parallel()
	p := composed(columns(12, "光合成は植物が光", "を化学に変換する"))
	r := p.Glyphs.Rects(8, 12)
	if len(r) != 1 || r[0].X0 > 481 || r[0].X0 < 480 || r[0].Y0 != 50 || r[0].Y1 != 98 {
		t.Errorf("the second column begins at %v", r)
	}
}

func TestLettersInALineAreNoColumn(t *testing.T) {
	t.Parallel()
	s := layout.Raw{Number: 1, Width: 600, Height: 800, Styles: []layout.Style{{Size: 10}}}
	for i, line := range []string{"一光合成", "二葉緑体", "三酸素", "四過程", "五変換", "六化学"} {
		for j, r := range []rune(line) {
			x, y := 50+10*float32(j), 100+14*float32(i)
			s.Chars = append(s.Chars, layout.Char{R: r, X0: x, X1: x + 10, Y0: y - 8, Y1: y + 2, Depth: 2})
		}
	}
	if got, want := composed(s).Text, "一光合成二葉緑体三酸素四過程五変換六化学"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestColumnsOfATurnedPageAreReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	const want = "光合成は植物が光を化学に変換する過程である"
	for quarters := 1; quarters < 4; quarters++ {
		for _, order := range []string{"of reading", "from the end"} {
			raw := columns(12, "光合成は植物が光", "を化学に変換する", "過程である")
			if order == "from the end" {
				slices.Reverse(raw.Chars[:8])
				slices.Reverse(raw.Chars[8:16])
				slices.Reverse(raw.Chars[16:])
			}
			for range 4 - quarters { // against the clock
				for i := range raw.Chars {
					quarter(&raw.Chars[i], float32(raw.Width))
				}
				raw.Width, raw.Height = raw.Height, raw.Width
			}
			for i := range raw.Styles {
				raw.Styles[i].Angle = (raw.Styles[i].Angle + int16(90*quarters)) % 360
			}
			turned(&raw, quarters)
			sheet := layout.Analyze(raw)
			look := layout.NewLook()
			look.Add(sheet)
			if got := layout.Compose(sheet, nil, look, nil).Text; got != want {
				t.Errorf("%d quarters, in the order %s: %q", quarters, order, got)
			}
		}
	}
}

func FuzzTurnedKeepsCharacters(f *testing.F) {
	f.Add("光合成は植物が光を", uint8(1), uint8(0))
	f.Add("水はH2Oで", uint8(3), uint8(0x55))
	f.Fuzz(func(t *testing.T, text string, quarters, across uint8) {
		raw := columns(12, text)
		for i := range raw.Chars {
			if across>>(i%8)&1 == 1 {
				c := &raw.Chars[i]
				c.X0, c.X1 = c.X0+12, c.X1+12
			}
		}
		want := map[rune]int{}
		for _, c := range raw.Chars {
			want[c.R]++
		}
		turned(&raw, int(quarters%4))
		for _, c := range raw.Chars {
			want[c.R]--
			if c.X1 < c.X0 || c.Y1 < c.Y0 || int(c.Style) >= len(raw.Styles) {
				t.Errorf("%+q: %+v", text, c)
			}
		}
		for r, n := range want {
			if n != 0 {
				t.Errorf("%+q: %+q %d times too few", text, r, n)
			}
		}
	})
}
