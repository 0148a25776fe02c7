package layout_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestLinesOfScriptsWithoutSpacesJoinWithoutOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule  string
		lines []string
		want  string
	}{
		{"Thai", []string{"แมนำเจาพระยา", "ไหลผานกรุงเทพ"}, "แมนำเจาพระยาไหลผานกรุงเทพ"},
		{"Khmer", []string{"ភាសាខមែរ", "គឺជាភាសា"}, "ភាសាខមែរគឺជាភាសា"},
		{"Burmese, after a clause", []string{"ရေသည်၊", "ပူသည်"}, "ရေသည်၊ ပူသည်"},
		{"Lao before Latin", []string{"ພາສາລາວ", "Lao"}, "ພາສາລາວ Lao"},
		{"Burmese, a figure before the end", []string{"အပင်များ ၁၇၇၉", "ခုနှစ်တွင်"}, "အပင်များ ၁၇၇၉ ခုနှစ်တွင်"},
		{"Thai, a figure after it", []string{"คนพบใน", "๒๓๒๒ ป"}, "คนพบใน ๒๓๒๒ ป"},
		{"a range of figures", []string{"The war of the years 1914–", "1918 was long."}, "The war of the years 1914–1918 was long."},
		{"a dash behind a word", []string{"Nobody saw the end of it –", "1918 was long."}, "Nobody saw the end of it – 1918 was long."},
		{"Tibetan", []string{"བོད་ཀྱི་", "སྐད་ཡིག"}, "བོད་ཀྱི་སྐད་ཡིག"},
	} {
		s := newSheet(1)
		for i, l := range c.lines {
			s.line(50, 100+12*float32(i), l)
		}
		if got := s.compose().Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestLettersThatStandApartAreNoWordsInThai(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	x := float32(50)
	for i, r := range []rune("แมนำเจาพระยาไหลผานกรุงเทพ") {
		x = s.put(x, 100, string(r), layout.Style{}, 0)
		if i%5 == 4 {
			x += 1.9 // of 10: kerning, or a line set to the margins
		}
	}
	if got, want := s.compose().Text, "แมนำเจาพระยาไหลผานกรุงเทพ"; got != want {
		t.Errorf("%q", got)
	}
}
