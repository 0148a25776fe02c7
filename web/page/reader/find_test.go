package reader

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, query string
		most              int
		want              []string
	}{
		{"case does not matter", "Ein EIN ein", "ein", 9, []string{"Ein", "EIN", "ein"}},
		{"nor does a line break", "the left\nventricle", " left  ventricle", 9, []string{"left\nventricle"}},
		{"offsets count characters, not bytes", "äöü Ventrikel", "ventrikel", 9, []string{"Ventrikel"}},
		{"places do not overlap", "aaaa", "aa", 9, []string{"aa", "aa"}},
		{"there is a limit", "a a a", "a", 2, []string{"a", "a"}},
		{"a hyphen at the end of a line is none", "the ventri-\ncle pumps", "ventricle", 9, []string{"ventri-\ncle"}},
		{"one inside a word is", "a well-known fact", "wellknown", 9, nil},
		{"a soft hyphen is none", "ven\u00adtricle", "ventricle", 9, []string{"ven\u00adtricle"}},
		{"a ligature is its letters", "the \ufb01rst e\ufb00ect", "first effect", 9, []string{"\ufb01rst e\ufb00ect"}},
		{"accents do not matter", "cafe\u0301, caf\u00e9, cafe", "CAFE", 9, []string{"cafe\u0301", "caf\u00e9", "cafe"}},
		{"nor do they in what is looked for", "Uber uns", "\u00fcber", 9, []string{"Uber"}},
		{"Arabic without its vowel signs", "\u0627\u0644\u0625\u0650\u0646\u0632\u064a\u0645", "\u0627\u0644\u0627\u0646\u0632\u064a\u0645", 9, []string{"\u0627\u0644\u0625\u0650\u0646\u0632\u064a\u0645"}},
		{"Arabic in the forms of its letters", "\ufea3\ufe92\ufef4\ufe92\ufef2", "\u062d\u0628\u064a\u0628\u064a", 9, []string{"\ufea3\ufe92\ufef4\ufe92\ufef2"}},
		{"Arabic that is stretched", "\u0643\u0640\u0640\u062a\u0627\u0628", "\u0643\u062a\u0627\u0628", 9, []string{"\u0643\u0640\u0640\u062a\u0627\u0628"}},
		{"a line break between Chinese letters is nothing", "光合\n作用在", "光合作用", 9, []string{"光合\n作用"}},
		{"wide letters are letters", "ＤＮＡの", "dna", 9, []string{"ＤＮＡ"}},
		{"u and ue for ü", "Müller, Müller, Mueller, Muller", "muller", 9, []string{"Müller", "Müller", "Muller"}},
		{"ue for ü", "Müller, Mueller, Muller", "mueller", 9, []string{"Müller", "Mueller"}},
		{"ü for u and ue", "Muller, Mueller, Müller", "MÜLLER", 9, []string{"Muller", "Mueller", "Müller"}},
		{"there is a limit in two spellings", "Mueller Müller Muller", "Müller", 2, []string{"Mueller", "Müller"}},
		{"no e in ü", "übt", "eb", 9, nil},
		{"not its first half", "Müll, Aal, Ål", "aal", 9, []string{"Aal", "Ål"}},
		{"ß for ss", "Straße, STRASSE", "strasse", 9, []string{"Straße", "STRASSE"}},
		{"half of ß is found with it", "Straße", "stras", 9, []string{"Straß"}},
		{"letters that are not taken apart", "Łódź, đường, Søren, cœur", "lodz", 9, []string{"Łódź"}},
		{"Turkish i", "Işık İstanbul", "isik istanbul", 9, []string{"Işık İstanbul"}},
		{"kana with their sound", "がか", "か", 9, []string{"か"}},
		{"half-width kana", "ｶﾞｲﾄﾞ", "ガイド", 9, []string{"ｶﾞｲﾄﾞ"}},
		{"ё as е but not й as и", "Ёлка йод иод", "елка йод", 9, []string{"Ёлка йод"}},
		{"Hebrew without its points", "הַמִּלּוֹן", "המלון", 9, []string{"הַמִּלּוֹן"}},
		{"a soft hyphen at the end of a line", "electro\u00ad\nphoresis", "electrophoresis", 9, []string{"electro\u00ad\nphoresis"}},
		{"spaces of no width", "thermo\u200bdynamics", "thermodynamics", 9, []string{"thermo\u200bdynamics"}},
		{"dashes and quotation marks", "„1914–1918“", "\"1914-1918\"", 9, []string{"„1914–1918“"}},
		{"vowels of Hindi are letters", "हिन्दी", "हनद", 9, nil},
		{"nothing is found nowhere", "a", "\u200b", 9, nil},
	} {
		text := []rune(c.text)
		var got []string
		for _, at := range sought([]rune(c.query)).in(text, c.most) {
			got = append(got, string(text[at[0]:at[1]]))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
