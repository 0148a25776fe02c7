package learning

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCloze(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, text  string
		gaps        []int
		front, back string // of the first gap
	}{
		{"one gap", "Paris is in {{c1::France}}.", []int{1}, "Paris is in […].", "Paris is in France."},
		{"a hint takes the place of the blank", "{{c1::Paris::capital}} is old", []int{1}, "[capital] is old", "Paris is old"},
		{"others are filled in", "{{c2::b}} and {{c1::a}}", []int{1, 2}, "b and […]", "b and a"},
		{"one number twice is one card", "{{c1::a}} {{c1::b}}", []int{1}, "[…] […]", "a b"},
		{"LaTeX braces are balanced", `$x = {{c1::\frac{a}{b}}}$`, []int{1}, "$x = […]$", `$x = \frac{a}{b}$`},
		{"a lone brace does not swallow the end", "{{c1::a { b}} c", []int{1}, "[…] c", "a { b c"},
		{"a gap inside a gap", "{{c1::a {{c2::b}} c}}", []int{1, 2}, "[…]", "a b c"},
		{"a hint after an inner gap", "{{c1::a {{c2::b::x}}::y}}", []int{1, 2}, "[y]", "a b"},
		{"an open gap is text", "{{c1::a", nil, "{{c1::a", "{{c1::a"},
		{"no number is text", "{{c::a}} {{c0::a}} {{c500::a}} {{x}}", nil, "{{c::a}} {{c0::a}} {{c500::a}} {{x}}", "{{c::a}} {{c0::a}} {{c500::a}} {{x}}"},
		{"an empty gap is text", "{{c1::}} {{c1::::h}}", nil, "{{c1::}} {{c1::::h}}", "{{c1::}} {{c1::::h}}"},
		{"other scripts", "{{c1::水}}は{{c2::100 °C}}で", []int{1, 2}, "[…]は100 °Cで", "水は100 °Cで"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(c.gaps, Gaps(c.text)); d != "" {
				t.Error(d)
			}
			if got := clozeFront(c.text, 1); got != c.front {
				t.Errorf("front %q, want %q", got, c.front)
			}
			if got := clozeBack(c.text, ""); got != c.back {
				t.Errorf("back %q, want %q", got, c.back)
			}
		})
	}
	if got := clozeBack("{{c1::a}}", "more"); got != "a\n\nmore" {
		t.Errorf("with extra: %q", got)
	}
}

func FuzzCloze(f *testing.F) {
	for _, s := range []string{"{{c1::a::b}} c", "{{c1::{{c2::x}}}}", "{{c1::\\frac{a}{b}}}", "}}{{", "{{c12::é}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, n := range Gaps(text) {
			if n < 1 || n > maxGap {
				t.Fatalf("gap %d", n)
			}
			if front := clozeFront(text, n); !strings.Contains(front, "[") {
				t.Fatalf("gap %d of %q is not hidden: %q", n, text, front)
			}
		}
		if len(Gaps(text)) == 0 && clozeBack(text, "") != text {
			t.Fatalf("text without gaps changed")
		}
	})
}

func ExampleGaps() {
	fmt.Println(Gaps("{{c2::Mitochondria}} make {{c1::ATP::molecule}}."))
	// Output: [1 2]
}

// What fills a gap of a formula stays one thing in it.
func TestAGapInAFormulaIsFilledAsOneThing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, front string }{
		{`$e^{{c1::-\frac{a}{b} }}$ is {{c2::small}}`, `$e^{-\frac{a}{b}}$ is […]`},
		{`$e^{{c1::x}}$ is {{c2::small}}`, `$e^{x}$ is […]`},
		{`$x = {{c1::\frac{a}{b} }}$ is {{c2::small}}`, `$x = \frac{a}{b}$ is […]`},
		{`\(\alpha{{c1::b}}\) is {{c2::small}}`, `\(\alpha{b}\) is […]`},
		{`$e^{{c2::x}}$`, `$e^{[…]}$`},
		{`In file_{{c1::name}} is {{c2::small}}`, `In file_name is […]`},
		{`in snake_{{c1::case }}, {{c2::small}}`, `in snake_case , […]`},
	} {
		if got := clozeFront(c.text, 2); got != c.front {
			t.Errorf("%s: %s", c.text, got)
		}
	}
}
