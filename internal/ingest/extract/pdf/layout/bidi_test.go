package layout_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// visual sets lines as the eye sees them, flush right.
func visual(lines ...string) *sheet {
	s := newSheet(1)
	for i, l := range lines {
		w := float32(len([]rune(l))) * 5
		w -= float32(strings.Count(l, " ")) * 2
		s.line(550-w, 100+12*float32(i), l)
	}
	return s
}

func TestLinesOfAHebrewPage(t *testing.T) {
	t.Parallel()
	const body = "םייחה תובא ועסנ הלא םימיב ולודגה רוקמ םיה לע"
	for _, c := range []struct{ rule, seen, want string }{
		{"ranges", "תושק ויה 1918–1914 םינש", "שנים 1914–1918 היו קשות"},
		{"a line with more Latin than Hebrew", ".03-1234567 לט ,info@example.org :תבותכ", "כתובת: info@example.org, טל 03-1234567."},
		{"a line of figures", ".03-1234567", "03-1234567."},
		{"a line of Latin in a Hebrew paragraph", ".Smith and Jones, Oxford", "Smith and Jones, Oxford."},
		{"a line of Latin by itself", "Smith and Jones, Oxford.", "Smith and Jones, Oxford."},
		{"brackets given as drawn", "ןאכ (Smith 2001) םגו [3] ואר", "ראו [3] וגם (Smith 2001) כאן"},
		{"brackets given as meant", "ןאכ )Smith 2001( םגו ]3[ ואר", "ראו [3] וגם (Smith 2001) כאן"},
		{"percent", "הנירק 45.5% קר", "רק 45.5% קרינה"},
	} {
		p := visual(body, c.seen, body).compose()
		if !strings.Contains(p.Text, c.want) {
			t.Errorf("%s: %q, want %q", c.rule, p.Text, c.want)
		}
	}
}

func TestANumberCutAtTheEndOfAHebrewLine(t *testing.T) {
	t.Parallel()
	p := visual("03- ןופלטה רפסמו בוחרב רג אוהו םלוכ תא ריכהש שיאה", "תרחא העש לכב 1234567").compose()
	if want := "הטלפון 03-1234567 בכל"; !strings.Contains(p.Text, want) {
		t.Errorf("%q, want %q", p.Text, want)
	}
}

func TestSpacesOfWritingToTheLeftStandWhereTheyAre(t *testing.T) {
	t.Parallel()
	// A maker that shows the line from left to right, its spaces among it.
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	x := float32(100)
	for _, r := range "ملاس مكيلع" {
		w := float32(5)
		if r == ' ' {
			w = 1 // closer than words are taken to stand
		}
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + w, Y0: 92, Y1: 102, Style: k})
		x += w
	}
	if got := s.compose().Text; got != "عليكم سالم" {
		t.Errorf("%q", got)
	}
	// The same, the content in the order of reading.
	for i, j := 0, len(s.raw.Chars)-1; i < j; i, j = i+1, j-1 {
		s.raw.Chars[i], s.raw.Chars[j] = s.raw.Chars[j], s.raw.Chars[i]
	}
	if got := s.compose().Text; got != "عليكم سالم" {
		t.Errorf("in the order of reading: %q", got)
	}
}

func TestAGlyphOfSeveralArabicLettersKeepsThem(t *testing.T) {
	t.Parallel()
	// "الله", whose last three letters are one glyph; the reader gives those of
	// writing to the left from left to right.
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	s.raw.Chars = append(s.raw.Chars, layout.Char{R: 'ا', X0: 113, X1: 116, Y0: 92, Y1: 102, Style: k})
	for _, r := range "هلل" {
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: 100, X1: 113, Y0: 92, Y1: 102, Style: k})
	}
	if got := s.compose().Text; got != "الله" {
		t.Errorf("%q", got)
	}
	// Twice, for a bolder look.
	s.raw.Chars = append(s.raw.Chars, s.raw.Chars[1:]...)
	if got := s.compose().Text; got != "الله" {
		t.Errorf("drawn twice: %q", got)
	}
}

func TestMarksGoWithTheLetterTheyStandOver(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	put := func(r rune, x0, x1 float32) {
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x0, X1: x1, Y0: 92, Y1: 102, Style: k})
	}
	// Marks first, then the letters, as LibreOffice gives them: שָׁלוֹם.
	put('\u05b8', 122, 124)
	put('\u05c1', 126, 127)
	put('\u05b9', 111, 112)
	for i, r := range []rune("שלומ") {
		put(r, 120-6*float32(i), 126-6*float32(i)+float32((3-i)/3)*4)
	}
	if got := s.compose().Text; got != "שָׁלוֹמ" {
		t.Errorf("%q", got)
	}
}

func TestAGlyphOfTheSameLetterTwice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule string
		runs [2]int32 // of the two glyphs
		want string
	}{
		{"one that stands for a double letter", [2]int32{1, 1}, "महत्त्व"},
		{"one drawn twice", [2]int32{1, 2}, "महत्व"},
	} {
		s := newSheet(1)
		k := s.style(layout.Style{Size: 10})
		put := func(text string, x float32, run int32) {
			for _, r := range text {
				s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + 6, Y0: 92, Y1: 102, Style: k, Run: run})
			}
		}
		put("म", 100, 1)
		put("ह", 106, 1)
		put("त्", 112, c.runs[0])
		put("त्", 112, c.runs[1])
		put("व", 118, 1)
		if got := s.compose().Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestPresentationFormsAreTheLettersTheyStandFor(t *testing.T) {
	t.Parallel()
	// Hebrew and Arabic, from left to right: a shin with its dot, a lam-alef.
	if got, want := visual("\ufefb\ufe92 \ufb2a\u05dc\ufb2b").compose().Text, "שׂלשׁ بلا"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestASpaceThatShowsASignWithoutAWidth(t *testing.T) {
	t.Parallel()
	// Persian from Typst: the glyph of a space has the place of the letter on its
	// right, and none of its own.
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	x := float32(200)
	for i, r := range []rune("می شود آن") {
		w := float32(5)
		at := x - w
		if r == ' ' {
			w, at = 3, x
			if i > 3 {
				at = x - 3
				x -= 3
			}
		} else {
			x -= 5
		}
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: at, X1: at + w, Y0: 92, Y1: 102, Style: k, Run: 1})
	}
	if got, want := s.compose().Text, "میشود آن"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestArabicWhoseBoxesAreItsInk(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	x := float32(200)
	for _, c := range []struct {
		r        rune
		top, low float32 // above and below the baseline
	}{{'ا', 7, 0}, {'ل', 7, 0}, {'ذ', 7, 3}, {'ي', 1, 4}, {'ن', 5, 2}} {
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: c.r, X0: x - 5, X1: x, Y0: 100 - c.top, Y1: 100 + c.low, Depth: c.low, Style: k, Run: 1})
		x -= 5
	}
	if got, want := s.compose().Text, "الذين"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLettersOfNastaliqStandOverEachOther(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	put := func(r rune, run int32, x0, x1 float32) {
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x0, X1: x1, Y0: 92, Y1: 102, Style: k, Run: run})
	}
	// The last letter of the word reaches back under the one before it, so that
	// its middle stands on the right of that one's.
	for i, r := range []rune("دنیا") {
		put(r, int32(20-i), 170-float32(i)*6, 176-float32(i)*6)
	}
	put('ہ', 12, 120, 126)
	put('ے', 11, 118, 134)
	put('و', 10, 112, 118)
	put('ہ', 9, 106, 112)
	if got, want := s.compose().Text, "دنیا ہےوہ"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWordsOfPunjabiThatComeBackwards(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	words := []string{"ਉਹ", "ਜਿਸ", "ਵਿਚ", "ਸੂਰਜ", "ਦੀ", "ਨਾਲ", "ਹਨ"}
	x := float32(100)
	var chars []layout.Char
	for i, w := range words {
		var word []layout.Char
		if i+1 < len(words) {
			word = append(word, layout.Char{R: ' ', X1: 1, Y0: 92, Y1: 102, Style: k})
		}
		for _, r := range w {
			word = append(word, layout.Char{R: r, X0: x, X1: x + 5, Y0: 92, Y1: 102, Style: k, Run: int32(len(words) - i)})
			x += 5
		}
		if i+1 < len(words) {
			word[0].X0, word[0].X1 = x, x+1
		}
		x++
		chars = append(word, chars...)
	}
	s.raw.Chars = chars
	if got, want := s.compose().Text, "ਉਹ ਜਿਸ ਵਿਚ ਸੂਰਜ ਦੀ ਨਾਲ ਹਨ"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The letters of a lam-alef come in the order of the page, or of reading, as the
// font calls its glyph by them or by a code point of its own.
func TestALamAlefIsReadAsSuch(t *testing.T) {
	t.Parallel()
	for _, both := range []string{"لا", "ال"} {
		s := newSheet(1)
		k := s.style(layout.Style{Size: 10})
		x := float32(200)
		put := func(letters string) {
			x -= 6
			for _, r := range letters {
				s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + 6, Y0: 92, Y1: 102, Style: k, Run: 1})
			}
		}
		for _, r := range "است" {
			put(string(r))
		}
		put("ق")
		put(both)
		put("ل")
		if got, want := s.compose().Text, "استقلال"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
