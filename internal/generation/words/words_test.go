package words

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/blevesearch/snowballstem/english"
)

func TestNumber(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"82,959": "82959", "82'959": "82959", "1.234.567": "1234567", "3,5": "3.5", "3.142": "3.142",
		"1,234.50": "1234.50", "1.234,50": "1234.50", "1998": "1998", "٣": "3", "12,34": "12.34", "1,2,3": "1,2,3",
	} {
		if got := Number(in); got != want {
			t.Errorf("Number(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	describe := func(text, lang string) string {
		var out []string
		for _, tok := range Tokens(text, lang) {
			s := tok.Stem
			switch {
			case tok.Guard == Negation:
				s = "!" + s
			case tok.Guard == Hedge:
				s = "~" + s
			case tok.Stop:
				s = "-"
			case tok.Name:
				s = "@" + s
			case tok.Number:
				s = "#" + s
			}
			out = append(out, s)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ text, lang, want string }{
		{"Apple's total net sales", "en", "appl total net sale"},
		{"the sales of Apple and IBM", "en", "- sale - @appl - @ibm"},
		{"It doesn't own three values", "en", "- !not own #3 valu"},
		{"It may only rise", "en", "- ~may ~only rise"},
		{"$ 82,959 in Q3", "en", "#82959 - @q3"},
		{"Der Besitzer hat keine Werte", "de", "- besitz - !keine wert"},
		{"東京都", "", "東京 京都"},
	} {
		if got := describe(c.text, c.lang); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"What were Apple's total net sales in the third quarter of 2022?":     "en",
		"Wann wird der Speicher eines Wertes in Rust wieder freigegeben?":     "de",
		"Wie viele Sacks erzielte Jared Allen in seiner Karriere?":            "de",
		"Quelle est la capitale de la France et combien d'habitants a-t-elle": "fr",
		"¿Quién ganó la guerra y por qué?":                                    "es",
		"¿Cómo se define formalmente una máquina?":                            "es",
		"Сколько людей живёт в этом городе?":                                  "ru",
		"Who won the 1998 football world cup final?":                          "en",
		"": "",
	} {
		if got := Language(text); got != want {
			t.Errorf("Language(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Apple's 82,959 don't", "l’eau d'un", "東京 3rd 0x1F", "a\u00adb e\u0301", "'' ’s 1,,2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		rs := []rune(s)
		for _, lang := range []string{"", "en", "de"} {
			for _, tok := range Tokens(s, lang) {
				if tok.Start < 0 || tok.End > len(rs) || tok.Start >= tok.End || string(rs[tok.Start:tok.End]) != tok.Text {
					t.Fatalf("token %+v does not stand in %q", tok, s)
				}
			}
		}
	})
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, lang string
		want       []string
	}{
		{"sales", "en", []string{"sale"}},
		{"résumés", "en", []string{"resume", "resum"}},
		{"çocuğu", "tr", []string{"cocuk", "cocugu"}},
		{"Müller", "", []string{"muller", "mueller"}},
		{"1.234", "de", []string{"1.234"}},
		{"thermo\u200bdynamics", "", []string{"thermodynamics"}},
		{"שָׁלוֹם", "", []string{"שלום"}},
	} {
		tokens := Tokens(c.text, c.lang)
		if len(tokens) != 1 {
			t.Errorf("%q is %d words", c.text, len(tokens))
			continue
		}
		if got := tokens[0].Spellings(c.lang); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestStopWordsOfAQuestionAreKnownWithoutMarks(t *testing.T) {
	t.Parallel()
	if got := Question("fur den Fluss", "de"); !got[0].Stop || got[2].Stop {
		t.Errorf("%+v", got)
	}
	if got := Tokens("fur den Fluss", "de"); got[0].Stop {
		t.Error("a text that is no question is read strictly")
	}
}

func TestStemsAreTheSameHoweverManyWordsCameBefore(t *testing.T) {
	t.Parallel()
	l := newLanguage(nil, english.Stem, "", "", "")
	for i := range mostKept + 10 {
		l.stem("walks" + strconv.Itoa(i))
		if got := l.stem("running"); got != "run" {
			t.Fatalf("after %d words the stem of running is %q", i, got)
		}
	}
	if n := int(l.stems.stored.Load()); n > mostKept {
		t.Errorf("%d stems are kept", n)
	}
}

func TestAWordIsTheSameWhereverItStood(t *testing.T) {
	t.Parallel()
	const text = "The Mill isn't far. Mill Three of l'Eau makes A paper, a Mill."
	names := func(tokens []Token) (out []bool) {
		for _, k := range tokens {
			out = append(out, k.Name)
		}
		return out
	}
	first := Tokens(text, "en")
	if again := Tokens(text, "en"); !slices.Equal(first, again) {
		t.Errorf("read again it is %+v, first it was %+v", again, first)
	}
	if got, want := names(Tokens("Mill. The Mill", "en")), []bool{false, false, true}; !slices.Equal(got, want) {
		t.Errorf("names are %v, want %v", got, want)
	}
}

func BenchmarkTokens(b *testing.B) {
	text := "Work ended when the railway was washed away by a flood, because the stone could no longer be carried to the harbour."
	for b.Loop() {
		Tokens(text, "en")
	}
}
