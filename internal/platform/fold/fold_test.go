package fold

import (
	"encoding/json"
	"os"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type vector struct{ Text, Plain, Wide string }

func vectors(t testing.TB) []vector {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		for sp, want := range map[Spelling]string{Plain: v.Plain, Wide: v.Wide} {
			for form, text := range map[string]string{"as it stands": v.Text, "composed": norm.NFC.String(v.Text), "taken apart": norm.NFD.String(v.Text)} {
				if got := sp.Text(text); got != want {
					t.Errorf("spelling %d of %q (%+q), %s: got %q (%+q), want %q", sp, v.Text, text, form, got, got, want)
				}
			}
		}
		want := []string{v.Plain}
		if v.Wide != v.Plain {
			want = append(want, v.Wide)
		}
		if got := Spellings(v.Text); len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("spellings of %q: got %q, want %q", v.Text, got, want)
		}
	}
}

func TestNameIsOneNameInEitherForm(t *testing.T) {
	t.Parallel()
	if a, b := Name("Übung.pdf"), Name("U\u0308bung.pdf"); a != b || a != "Übung.pdf" {
		t.Errorf("%+q and %+q", a, b)
	}
}

func TestContains(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, typed string
		want        bool
	}{
		{"Herr Müller", "muller", true}, {"Herr Müller", "MUELLER", true}, {"Herr Mueller", "mu\u0308ller", true},
		{"Herr Muller", "müller", true}, {"Herr Muller", "mueller", false}, {"Ёлка", "елк", true}, {"", "", true},
	} {
		if got := Contains(c.text, c.typed); got != c.want {
			t.Errorf("%q in %q: %v", c.typed, c.text, got)
		}
	}
}

func TestClusterIsALetterWithItsMarks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"": 0, "ab": 1, "e\u0301\u0323x": 3, "ｶﾞｲ": 2, "\u1112\u1161\u11ab한": 3, "a\u00adb": 2, "שָׁל": 3} {
		if got := Cluster([]rune(text)); got != want {
			t.Errorf("Cluster(%+q) = %d, want %d", text, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.Text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, sp := range []Spelling{Plain, Wide} {
			once := sp.Text(s)
			if again := sp.Text(once); again != once {
				t.Errorf("spelling %d of %+q: %+q, and of that %+q", sp, s, once, again)
			}
			if utf8.ValidString(s) && !utf8.ValidString(once) {
				t.Errorf("spelling %d of %+q is no UTF-8: %+q", sp, s, once)
			}
		}
		rs := []rune(s)
		for len(rs) > 0 {
			n := Cluster(rs)
			if n < 1 || n > len(rs) {
				t.Fatalf("%d of %d code points", n, len(rs))
			}
			rs = rs[n:]
		}
	})
}
