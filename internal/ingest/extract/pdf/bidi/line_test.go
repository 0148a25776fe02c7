package bidi

import (
	"slices"
	"testing"
	"unicode"

	uni "golang.org/x/text/unicode/bidi"
)

// The library gives no levels, but the direction of each stretch; where there
// are no brackets, which it does not pair, ours must be the same.
func sameAsLibrary(t *testing.T, text string) {
	t.Helper()
	runes := []rune(text)
	var p uni.Paragraph
	if _, err := p.SetString(text, uni.DefaultDirection(uni.RightToLeft)); err != nil {
		t.Fatal(err)
	}
	o, err := p.Order()
	if err != nil {
		t.Fatal(err)
	}
	levels := paragraph(1).levels(runes)
	i := 0
	for k := range o.NumRuns() {
		r := o.Run(k)
		for range r.String() {
			if want := r.Direction() == uni.RightToLeft; want != (levels[i]%2 == 1) {
				t.Errorf("%q: character %d %q has level %d, the library runs %v", text, i, runes[i], levels[i], r.Direction())
			}
			i++
		}
	}
}

func TestLevelsAreThoseOfTheLibrary(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"שנים 1914–1918 היו", "عام 12-13 45.5% د", "אב abc 12 ג", "١٢٫٥ و 12.5", "x = 5 + 3 הוא", "א +5 -7 $3 4% #", "א 1,2 3/4 5:6 a1,b", "אָב abc. ",
	} {
		sameAsLibrary(t, s)
	}
}

func TestBracketsTakeTheDirectionOfWhatTheyHold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		base   int8
		text   string
		levels []int8
	}{
		{1, "א(b)ג", []int8{1, 1, 2, 1, 1}},
		{1, "a(b)ג", []int8{2, 2, 2, 2, 1}},
		{1, "a(ב)c", []int8{2, 1, 1, 1, 2}},
		{1, "אa[b", []int8{1, 2, 2, 2}},
		{0, "a(ב)ג", []int8{0, 0, 1, 0, 1}},
		{0, "א(ב)c", []int8{1, 1, 1, 1, 0}},
		{0, "א 12 c", []int8{1, 1, 2, 2, 0, 0}},
	} {
		if got := paragraph(c.base).levels([]rune(c.text)); !slices.Equal(got, c.levels) {
			t.Errorf("%q: %v, want %v", c.text, got, c.levels)
		}
	}
}

// shown is how a renderer draws a text, brackets mirrored.
func shown(text string, base int8) []rune {
	runes := []rune(text)
	levels := paragraph(base).levels(runes)
	var out []rune
	for _, k := range turned(levels) {
		r := runes[k]
		if levels[k]%2 == 1 {
			r = Mirrored(r)
		}
		out = append(out, r)
	}
	return out
}

func TestWhatIsSeenIsReadAsWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		base int8
		text string
	}{
		{1, "שנים 1914–1918 היו קשות."},
		{1, "רק 45.5% מן הקרינה, 12.50$ ו-5 או +7"},
		{1, "עמ' 25–27 ו-3/4 ב-7:30, תאריך 16/06/1911."},
		{1, "ראו [3] וגם (Smith 2001) כאן"},
		{1, "השיטה C++ ו-Python 3.11 נוחות"},
		{1, "כתובת: info@example.org, טל 03-1234567."},
		{1, "האתר https://example.org/a/b?x=1 פתוח"},
		{1, "x = 5 + 3 הוא תרגיל, f(x) = 2x + 1 גם"},
		{1, "דרך של 5 km בלבד"},
		{1, "נסבל 45.5% عام 45.5% د"},
		{1, "نسبة 45.5% من (عام 1917–1918) [٣]"},
		{1, "شركة IBM (International Business Machines) في 16/06/1911."},
		{1, "1. מבוא"},
		{1, "12–15"},
		{0, "The word שלום עולם (peace) is old."},
		{0, "Chapter 3: אבג 12 דהו, and so on (p. 4)."},
	} {
		order, text, ok := Line{Text: shown(c.text, c.base)}.read(paragraph(c.base))
		if string(text) != c.text || !ok {
			t.Errorf("%q is read as %q (%v) by %v", c.text, string(text), ok, order)
		}
	}
}

func TestPiecesTellWhatThePictureDoesNot(t *testing.T) {
	t.Parallel()
	seen := shown("אב 2001 Smith גד", 1) // as "אב Smith 2001 גד" looks
	one := make([]int32, len(seen))
	apart := make([]int32, len(seen))
	for i, r := range seen {
		one[i], apart[i] = 1, 1
		switch {
		case r == ' ':
		case unicode.IsDigit(r):
			one[i], apart[i] = 2, 3
		case r < 0x80:
			one[i], apart[i] = 2, 4
		}
	}
	space := slices.Index(seen[4:], ' ') + 4
	one[space], apart[space] = 2, 9
	for _, c := range []struct {
		rule string
		runs []int32
		want string
	}{
		{"shown in one piece", one, "אב Smith 2001 גד"},
		{"shown in three", apart, "אב 2001 Smith גד"},
		{"not known", nil, "אב Smith 2001 גד"},
	} {
		if _, text, _ := (Line{seen, c.runs}).read(paragraph(1)); string(text) != c.want {
			t.Errorf("%s: %q, want %q", c.rule, string(text), c.want)
		}
	}
}

func TestLinesWhoseLatinIsCutAtTheirEnd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule       string
		seen       string
		last, next uni.Class
		want       string
	}{
		{"a sign before words of the next line", "Jones &) האר", uni.R, uni.L, "ראה (Jones &"},
		{"a comma before words of the next line", "Jones,) האר", uni.R, uni.L, "ראה (Jones,"},
		{"one that is the paragraph's", "Jones ,האר", uni.R, uni.L, "ראה, Jones"},
		{"a sign behind words of the line before", "הז (& Smith 2005", uni.L, uni.R, "& Smith 2005) זה"},
		{"a comma behind the first word", "הז ,Smith", uni.L, uni.R, "Smith, זה"},
		{"a number that goes on", "03- ןופלטה", uni.R, uni.EN, "הטלפון 03-"},
	} {
		if got := (Line{Text: []rune(c.seen)}).Read(true, c.last, c.next); string(got.Text) != c.want {
			t.Errorf("%s: %q, want %q", c.rule, string(got.Text), c.want)
		}
	}
}

func TestBracketsBehindLatinInHebrew(t *testing.T) {
	t.Parallel()
	for _, seen := range []string{"הז IBM (machines) הרבח", "הז IBM (machines( הרבח", "הז IBM )machines) הרבח"} {
		if got, want := (Line{Text: []rune(seen)}).Read(true, uni.R, uni.R), "חברה IBM (machines) זה"; string(got.Text) != want {
			t.Errorf("%q: %q, want %q", seen, string(got.Text), want)
		}
	}
}

func TestFormulasInHebrewAndArabicKeepTheirBrackets(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"הפונקציה f(x) = (a + b)(a − b) מוגדרת",
		"לכל x ∈ [0, 1) בקטע",
		"لأن f(x) = (a + b)² متصلة",
		"نفرض أن الدالة f(x) = (a + b)² متصلة على المجال [0, 1) دائمًا.",
		"נתון A[i][j] בשיטה",
		"כך f((a + b)c) היא",
		"בשיטה main() של Java.",
		"الاحتمال P(A ∩ B) = P(A)P(B) هنا",
		"(ראו פרק 3) נקבל [12] תוצאה",
	} {
		seen := shown(text, 1)
		if got := (Line{Text: slices.Clone(seen)}).Read(true, uni.R, uni.R); string(got.Text) != text {
			t.Errorf("%q, want %q", string(got.Text), text)
		}
		if i := slices.Index(seen, '²'); i > 0 { // the reader of the file turns a bracket that it takes for one of Arabic
			seen[i-1] = '('
			if got := (Line{Text: seen}).Read(true, uni.R, uni.R); string(got.Text) != text {
				t.Errorf("turned around: %q, want %q", string(got.Text), text)
			}
		}
	}
}

func FuzzReadingOrderIsAPermutation(f *testing.F) {
	for _, s := range []string{"", "a", "אבג", "1914–1918 (x) [ب] 45%", "((a]א)b[", "«א» \u0301ב", "\u2067a\u2069 א"} {
		f.Add(s, int8(1))
		f.Add(s, int8(0))
	}
	f.Fuzz(func(t *testing.T, s string, base int8) {
		base &= 1
		runes := []rune(s)
		if len(runes) > 200 {
			return
		}
		for _, a := range []around{paragraph(base), {base, uni.AL, uni.L}, {base, uni.L, uni.EN}} {
			order, text, ok := Line{Text: runes}.read(a)
			sorted := slices.Sorted(slices.Values(order))
			if !slices.Equal(sorted, ascending(len(runes))) || len(text) != len(runes) {
				t.Fatalf("%q: %v, %q", s, order, string(text))
			}
			for i, k := range order {
				if text[i] != runes[k] && text[i] != Mirrored(runes[k]) {
					t.Fatalf("%q: %q became %q", s, runes[k], text[i])
				}
			}
			if !ok {
				continue
			}
			for i, k := range turned(a.levels(text)) {
				if order[k] != i {
					t.Fatalf("%q is not what %q shows", s, string(text))
				}
			}
		}
	})
}
