package render

import (
	"strings"
	"testing"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"emphasis", "a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"},
		{"raw HTML is dropped", "x <img src=x onerror=alert(1)> <script>alert(1)</script>", "<p>x  alert(1)</p>"},
		{"a script address is dropped", "[x](javascript:alert(1))", "<p>x</p>"},
		{"inline maths keeps its source", "so $E = mc^2$ holds", `<p>so <span class="math">E = mc^2</span> holds</p>`},
		{"underscores inside maths are no emphasis", "$a_1 * b_2 * c$", `<p><span class="math">a_1 * b_2 * c</span></p>`},
		{"maths is escaped", "$a<b$", `<p><span class="math">a&lt;b</span></p>`},
		{"prices are no maths", "from $5 to $7", "<p>from $5 to $7</p>"},
		{"display maths over lines", "$$\n\\frac{1}{2}\n$$", `<p><span class="math math-block">\frac{1}{2}</span></p>`},
		{"brackets of LaTeX", `\(x\) and \[y\]`, `<p><span class="math">x</span> and <span class="math math-block">y</span></p>`},
		{"a dollar inside code stays", "`$x$`", "<p><code>$x$</code></p>"},
		{"code keeps its language", "```go\nx := 1\n```", "<pre><code class=\"language-go\">x := 1\n</code></pre>"},
	} {
		if got := Markdown(c.in); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestCloze(t *testing.T) {
	t.Parallel()
	const text = "The {{c1::stroma::place}} holds {{c2::rubisco}}."
	for _, c := range []struct {
		name string
		n    int
		gap  Gap
		want string
	}{
		{"the asked gap is blank, with its hint", 1, Blank, `<p>The <span class="gap">place</span> holds rubisco.</p>`},
		{"a gap without a hint shows dots", 2, Blank, `<p>The stroma holds <span class="gap">…</span>.</p>`},
		{"the answer is strong", 2, Answer, `<p>The stroma holds <strong>rubisco</strong>.</p>`},
		{"and yellow where it is quoted", 1, Verified, `<p>The <mark>stroma</mark> holds rubisco.</p>`},
	} {
		if got := Cloze(text, c.n, c.gap); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	if got := Cloze("$a = {{c1::b}}$", 1, Blank); strings.Contains(got, "<span class=\"gap\"") || !strings.Contains(got, `\underline{…}`) {
		t.Errorf("a gap in maths must stay LaTeX: %s", got)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"$$", "$a$b$", "\\(", "{{c1::", "<a href=", "| a |\n|-|\n| $x$ |", "$\n\n$", "[a](b \"c\")"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, out := range []string{Markdown(s), Cloze(s, 1, Verified)} {
			if strings.Contains(strings.ToLower(out), "<script") || strings.Contains(out, "\uE000") {
				t.Errorf("%q → %q", s, out)
			}
		}
	})
}

func TestAnEmptyCornerOfATableIsNoHeader(t *testing.T) {
	t.Parallel()
	got := Markdown("| | Place |\n|---|---|\n| Light reactions | thylakoid |")
	if strings.Contains(got, "<th></th>") || !strings.Contains(got, "<th>Place</th>") || !strings.Contains(got, "<td></td>") {
		t.Errorf("the table is %s", got)
	}
}
