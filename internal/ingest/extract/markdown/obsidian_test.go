package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestObsidian(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, source string
		want         []string
	}{
		{"links between notes", "See [[Cell]], [[Cell|the cell]], [[Cell#Wall]], [[#Wall]], [[Cell#^ab12cd]] and [[2024-05-01]].",
			[]string{"paragraph(See link[Cell](Cell), link[Cell](the cell), link[Cell#Wall](Cell > Wall), link[#Wall](Wall), link[Cell#^ab12cd](Cell) and link[2024-05-01](2024-05-01).)"}},
		{"links in tables", "| a |\n|---|\n| [[Cell\\|c]] |", []string{"table(table_row(table_cell1(a))⏎table_row(table_cell(link[Cell](c))))"}},
		{"what stands in double brackets is not always a link", "x[[1]], l[[name]], m([[1, 2], [3, 4]]), [[1, 2]], if [[ -f file ]], [[1]](http://a.b/c)",
			[]string{"paragraph(x[[1]], l[[name]], m([[1, 2], [3, 4]]), [[1, 2]], if [[ -f file ]], link[http://a.b/c]([1]))"}},
		{"embeds", "a ![[krebs cycle.png]] b ![[x.png|the cycle]] c ![[y.png|300]] ![[Pasted image 20240501.png]] d ![[Cell#Wall]] ![[book.pdf#page=3]]",
			[]string{"paragraph(a image[krebs cycle](krebs cycle) b image[the cycle](the cycle) c image[y](y) d link[Cell#Wall](Cell > Wall) link[book.pdf#page=3](book.pdf))"}},
		{"tags are no headings", "#biology and #exam/2024_b\n\n#tag", []string{"paragraph(#biology and #exam/2024_b)", "paragraph(#tag)"}},
		{"callouts", "> [!note] The *first* law\n> Energy stays.\n\n> [!warning]-\n> - hot\n\n> [!NOTE]\n> Alert.\n\n> [!faq|right]+ Q",
			[]string{"quote1(paragraph(strong(The emphasis(first) law))⏎⏎paragraph(Energy stays.))", "quote1(paragraph(strong(Warning))⏎⏎list_item1[•](hot))", "quote1(paragraph(strong(Note))⏎⏎paragraph(Alert.))", "quote1(paragraph(strong(Q)))"}},
		{"callouts in callouts, with tables", "> [!tip]\n> > [!todo] Do\n> > it\n\n> [!info] T\n> | a |\n> |---|\n> | 1 |",
			[]string{"quote1(paragraph(strong(Tip))⏎⏎quote2(paragraph(strong(Do))⏎⏎paragraph(it)))", "quote1(paragraph(strong(T))⏎⏎table(table_row(table_cell1(a))⏎table_row(table_cell(1))))"}},
		{"a quote that begins with brackets", "> [1] said so\n> [x]", []string{"quote1(paragraph([1] said so [x]))"}},
		{"highlights", "==All of it== and 这是==重点==内容 but a==b and c==d, x == y == z, ==**b**==.",
			[]string{"paragraph(strong(All of it) and 这是strong(重点)内容 but a==b and c==d, x == y == z, strong(strong(b)).)"}},
		{"comments", "a %%hidden%% b\n%% all of this %%\n\n%%\nhidden\n\nhidden\n%%\n\nc %% d", []string{"paragraph(a b)", "paragraph(c %% d)"}},
		{"percent signs that are spoken of", "Use %% for one and %% for two, 100%% sure.\n\n%% Load data\nx = 1", []string{"paragraph(Use %% for one and %% for two, 100%% sure.)", "paragraph(%% Load data x = 1)"}},
		{"names of blocks", "A law. ^37066d\n\n- item ^the-item\n\n^summary\n\nx ^2", []string{"paragraph(A law.)", "list_item1[•](item)", "paragraph(x ^2)"}},
		{"footnotes where they are written", "# A\n\na[^x] b[^y]^[In *place*.]\n\n[^x]: note\n\n    more\n\n# B\n\n[^y]: other\n[^z]: never named",
			[]string{"heading1(A)", "paragraph(a[1] b[2] (In *place*.))", "footnote[[1]](list_item1[[1]](note))", "footnote[[1]](paragraph1(more))", "heading1(B)", "footnote[[2]](list_item1[[2]](other))", "footnote[[z]](list_item1[[z]](never named))"}},
		{"definitions", "Osmosis\n: Water *moves*.\n: Through a wall.\n\nA paragraph\nof three\nlines\n: no term", []string{"paragraph(strong(Osmosis))", "paragraph1(Water emphasis(moves).)", "paragraph1(Through a wall.)", "paragraph(A paragraph of three lines : no term)"}},
		{"products", "2*3 and 4*5, a*b + c*d, (a)*(b)*(c), f(x)*g(y)*2, un*frigging*believable, *em*phasis, foo*bar*, **x**y, *a* 中*文*字",
			[]string{"paragraph(2*3 and 4*5, a*b + c*d, (a)*(b)*(c), f(x)*g(y)*2, unemphasis(frigging)believable, emphasis(em)phasis, fooemphasis(bar), strong(x)y, emphasis(a) 中emphasis(文)字)"}},
		{"tildes", "10~20 and 30~40, H~2~O, ~gone~ and ~~gone, too~~, ~5 to ~6", []string{"paragraph(10~20 and 30~40, H2O, gone and gone, too, ~5 to ~6)"}},
		{"marks inside formulas", "$a_1*b_2*c$ and $$x_{a}==y_{b}^[1]$$ %%h%%", []string{"paragraph(math[a_1*b_2*c](a_1*b_2*c) and)", "math1[x_{a}==y_{b}^[1]](x_{a}==y_{b}^[1])"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, shown(t, c.source)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestFrontMatterNamesAndTags(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, source, title, text string }{
		{"lists in brackets", "---\ntitle: Krebs cycle\naliases: [TCA cycle, \"Citric acid, or so\"]\ntags: [biology, exam/2024]\n---\nText", "Krebs cycle", "TCA cycle, Citric acid, or so\n\n#biology #exam/2024\n\nText"},
		{"lists on lines", "---\naliases:\n  - TCA cycle\n  - 'It''s'\ntags:\n- biology\n- \"#exam\"\nrelated: \"[[Cell|c]]\"\n---\nText", "", "TCA cycle, It's\n\n#biology #exam\n\nText"},
		{"long texts", "---\ntitle: >-\n  On\n  Cells\nabstract: |\n  We say\n  this.\nauthor:\n  name: A: B\n---\nText", "On Cells", "We say this.\n\nText"},
		{"names in any script, remarks", "---\nüberschrift: x\nназвание: y\ntitle: A # no title\ndate: 2024-01-01\n---\nText", "A", "Text"},
	} {
		info, pages := read(t, c.source)
		if got := strings.TrimSpace(pages[0].Text); got != c.text || info.Title != c.title {
			t.Errorf("%s: %q and %q, want %q and %q", c.rule, info.Title, got, c.title, c.text)
		}
		for _, p := range pages {
			valid(t, p)
		}
	}
}

func TestEscapedBracketsStayBrackets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ source, want string }{
		{`array\[i+1\] = x\[i\] + 1`, "paragraph(array[i+1] = x[i] + 1)"},
		{`\[edit\] \[1\] \[a_b\] \[a\_b\_c\] \[see [it](http://x.y/a_b)\]`, "paragraph([edit] [1] [a_b] [a_b_c] [see link[http://x.y/a_b](it)])"},
		{`f\(x\) = y\(t_0\) and \(see fig_2\)`, "paragraph(f(x) = y(t_0) and (see fig_2))"},
		{`- \[x\] = 3`, "list_item1[•]([x] = 3)"},
		{"\\[\na = b\n\\]", "math1[a = b](a = b)"},
		{`\[ x_1 + y^2 = \frac{1}{2} \].`, `math1[x_1 + y^2 = \frac{1}{2}](x_1 + y^2 = \frac{1}{2})`},
		{`That \(E = mc^2\), \(x_1\) and \(\alpha\).`, `paragraph(That math[E = mc^2](E = mc^2), math[x_1](x_1) and math[\alpha](\alpha).)`},
		{`Then \[E = mc^2\]`, "paragraph(Then)"},
	} {
		if got := shown(t, c.source); len(got) == 0 || got[0] != c.want {
			t.Errorf("%s: got %q, want %q", c.source, got, c.want)
		}
	}
}

func TestOtherDialects(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, source string
		want         []string
	}{
		{"Quarto's callouts", "::: {.callout-tip title=\"The *first*\"}\nText\n:::\n\n::: {#fig-x layout-ncol=2}\na\n:::\n::: {.callout-warning}\nb\n:::", []string{"paragraph(strong(The emphasis(first)))", "paragraph(Text)", "paragraph(a)", "paragraph(strong(Warning))", "paragraph(b)"}},
		{"Docusaurus' and VuePress'", ":::note[Mind]\nText\n:::\n\n::: tip Use it\nText\n:::\n\n:::columns\nx\n:::\n::: two words\n", []string{"paragraph(strong(Mind))", "paragraph(Text)", "paragraph(strong(Use it))", "paragraph(Text)", "paragraph(x)", "paragraph(::: two words)"}},
		{"MkDocs'", "!!! note \"A *title*\"\n    Text\n\n    - item\n\n??? warning\n\n    b\n\nc\n\n!!! really now\n\n??? what", []string{"paragraph(strong(A emphasis(title)))", "paragraph(Text)", "list_item1[•](item)", "paragraph(strong(Warning))", "paragraph(b)", "paragraph(c)", "paragraph(!!! really now)", "paragraph(??? what)"}},
		{"MyST's", "```{note} A *title*\n:class: dropdown\n\n- **item**\n```\n\n````{tip}\nText with\n```python\nx\n```\n````\n\n```{figure} a.png\n:name: b\n\nThe caption\n```\n\n```{math}\n:label: e\nx_1\n```\n\n```{code-cell} python\ny\n```\n\n:::{admonition} Mind\nz\n:::",
			[]string{"paragraph(strong(A emphasis(title)))", "list_item1[•](strong(item))", "paragraph(strong(Tip))", "paragraph(Text with)", "code[python](x)", "paragraph(The caption)", "math1[x_1](x_1)", "code[python](y)", "paragraph(strong(Mind))", "paragraph(z)"}},
		{"MyST's options between dashes", "```{admonition} Mind\n---\nclass: hint\nname: m\n---\n\nz\n```\n\n```{figure} a.png\n---\n\n---\nThe caption\n```\n\n```{figure} a.png\n---\n---\nThe caption\n```\n\n```{note}\na\n\n---\n\nb\n```\n\n```{code-block} text\n---\nlinenos:\n---\nx\n```",
			[]string{"paragraph(strong(Mind))", "paragraph(z)", "paragraph(The caption)", "paragraph(The caption)", "paragraph(strong(Note))", "paragraph(a)", "rule()", "paragraph(b)", "code[text](x)"}},
		{"MyST's roles and names of formulas", "See {doc}`the cell <cell>`, {eq}`e-1` and {math}`x_1`.\n\n$$\nx = 1\n$$ (e-1)\n\n$$ y $$ {#eq-y}\n\nend",
			[]string{"paragraph(See link[cell](the cell), link[e-1](e-1) and math[x_1](x_1).)", "math1[x = 1](x = 1)", "math1[y](y)", "paragraph(end)"}},
		{"formulas with empty lines", "$$\n\na = b\n\n+ c\n\n$$\n\nThe end of it is here.\n\n$$\n\nHere some words stand between.\n\n$$", []string{"math1[a = b⏎+ c](a = b⏎+ c)", "paragraph(The end of it is here.)", "paragraph($$)", "paragraph(Here some words stand between.)", "paragraph($$)"}},
		{"Obsidian's Admonition", "```ad-warning\ntitle: Look\ncollapse: open\n[[Here]] it is.\n```\n\n```ad-info\nx\n```", []string{"paragraph(strong(Look))", "paragraph(link[Here](Here) it is.)", "paragraph(strong(Info))", "paragraph(x)"}},
		{"tabs to choose from", "=== \"Python\"\n\n    Text\n\n=== \"C\"\n\n    - b\n\nA\n=== b", []string{"paragraph(strong(Python))", "paragraph(Text)", "paragraph(strong(C))", "list_item1[•](b)", "paragraph(A === b)"}},
		{"attributes on a line", "Text\n{: .card #a}\n\n{ .b }\n\nend {.c}", []string{"paragraph(Text)", "paragraph(end {.c})"}},
		{"attributes", "# Cells {#sec-cells .unnumbered}\n\n![a](b.png){width=50% fig-align=\"center\"} and [l](http://x.y){.external} `c`{.r} f(x){a=1} {#b} x", []string{"heading1(Cells)", "paragraph(image[a](a) and link[http://x.y](l) inline_code(c) f(x){a=1} {#b} x)"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, shown(t, c.source)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
