package render_test

import (
	"strings"
	"testing"

	"studyapp/web/render"
)

func TestALineKeepsFormulasWhole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, source, html, text string }{
		{"words", "What *is* **this**?\n\nMore", "What is this? More", "What is this? More"},
		{"a formula keeps its marks", `Why is $x_1^2 < \frac{a_1}{b}$ here?`, `Why is <span class="math">x_1^2 &lt; \frac{a_1}{b}</span> here?`, `Why is x_1^2 < \frac{a_1}{b} here?`},
		{"in Anki's brackets", `So \(a^*b\) and \[c\]`, `So <span class="math">a^*b</span> and <span class="math">c</span>`, `So a^*b and c`},
		{"a punctuation mark stands at its formula", `Let $x$, then`, `Let <span class="math">x</span>, then`, `Let x, then`},
		{"a price is no formula", "It costs $5 and $6 now", "It costs $5 and $6 now", "It costs $5 and $6 now"},
		{"an underscore in code stays", "Call `do_it_now`", "Call do_it_now", "Call do_it_now"},
		{"HTML is text", "a <b>x</b> &amp; c", "a x &amp; c", "a x & c"},
		{"a gap in a formula", `$E = […]c^2$`, `<span class="math">E = […]c^2</span>`, `E = […]c^2`},
		{"a list", "1. one\n2. two", "one two", "one two"},
		{"a table", "|a|b|\n|-|-|\n|$x$|d|", `a b <span class="math">x</span> d`, "a b x d"},
	} {
		got := render.NewLine(c.source, 180)
		if got.HTML != c.html || got.Text != c.text {
			t.Errorf("%s: %q %q", c.name, got.HTML, got.Text)
		}
	}
}

func TestALongLineIsCutBeforeAFormula(t *testing.T) {
	t.Parallel()
	got := render.NewLine(strings.Repeat("word ", 34)+`$a+b+c+d+e+f+g+h$ and so on`, 180)
	if strings.Contains(got.HTML, "math") || !strings.HasSuffix(got.HTML, "word…") {
		t.Errorf("%q", got.HTML)
	}
	long := `\sum_{i=1}^{n} ` + strings.Repeat("a_i + ", 60) + "b"
	if got := render.NewLine("$"+long+"$ is long", 180); !strings.Contains(got.HTML, long) || !strings.HasSuffix(got.HTML, "…") {
		t.Errorf("the first formula is missing: %q", got.HTML)
	}
	if got := render.NewLine(strings.Repeat("長", 400), 180); len([]rune(got.Text)) > 180 || !strings.HasSuffix(got.Text, "長…") {
		t.Errorf("%d characters", len([]rune(got.Text)))
	}
}
