package markdown

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/parts"
)

// show writes a page as its text with the spans around it:
// "heading2(Title)", "paragraph(a strong(b))"; ⏎ is a line break in a block.
func show(p extract.Page) []string {
	text := []rune(p.Text)
	var out []string
	var b strings.Builder
	var stack []extract.Span
	at := 0
	emit := func(to int) {
		if at < to {
			b.WriteString(string(text[at:to]))
			at = to
		}
	}
	pop := func(to int) {
		for n := len(stack); n > 0 && stack[n-1].End <= to; n-- {
			emit(stack[n-1].End)
			stack = stack[:n-1]
			b.WriteString(")")
		}
	}
	for _, s := range p.Spans {
		pop(s.Start)
		emit(s.Start)
		if len(stack) == 0 {
			if t := strings.TrimSpace(b.String()); t != "" {
				out = append(out, t)
			}
			b.Reset()
		}
		b.WriteString(s.Kind.String())
		if s.Level > 0 {
			fmt.Fprint(&b, s.Level)
		}
		if s.Text != "" {
			fmt.Fprintf(&b, "[%s]", s.Text)
		}
		b.WriteString("(")
		stack = append(stack, s)
	}
	pop(len(text))
	emit(len(text))
	if t := strings.TrimSpace(b.String()); t != "" {
		out = append(out, t)
	}
	for i := range out {
		out[i] = strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(out[i])
	}
	return out
}

func read(t testing.TB, source string) (extract.Info, []extract.Page) {
	t.Helper()
	info, pages, err := New().read(context.Background(), source)
	if err != nil {
		t.Fatal(err)
	}
	return info, pages
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, source string
		want         []string
	}{
		{"headings and paragraphs", "# One\nText\non two lines\n\nTwo\n---\nMore", []string{"heading1(One)", "paragraph(Text on two lines)", "heading2(Two)", "paragraph(More)"}},
		{"inline marks nest", "a **b *c* d** `e  f` ~~g~~ [h *i*](http://x.y/?a=1&amp;b)", []string{"paragraph(a strong(b emphasis(c) d) inline_code(e  f) g link[http://x.y/?a=1&b](h emphasis(i)))"}},
		{"escapes and entities", `\*no\* &amp; &copy; &#x41; \\ a\&amp;b`, []string{"paragraph(*no* & © A \\ a&amp;b)"}},
		{"hard breaks stay, soft ones are spaces", "a  \nb\\\nc\nd", []string{"paragraph(aline_break(⏎)bline_break(⏎)c d)"}},
		{"Chinese lines join without a space", "中文\n字", []string{"paragraph(中文字)"}},
		{"lists, tight and nested", "- a\n  - b\n    more\n- [x] c\n- [ ] d\n\n3. e\n4. f\n\n   g", []string{"list_item1[•](a)", "list_item2[•](b more)", "list_item1[☑](c)", "list_item1[☐](d)", "list_item1[3.](e)", "list_item1[4.](f)", "paragraph1(g)"}},
		{"quotes hold blocks", "> a\n>\n> - b\n\nc", []string{"quote1(paragraph(a)⏎⏎list_item1[•](b))", "paragraph(c)"}},
		{"a heading inside a quote heads nothing", "> ## a\n> b", []string{"quote1(paragraph(strong(a))⏎⏎paragraph(b))"}},
		{"code stays as it is", "```rust,ignore\nfn  a() {\n\n    b\n}\n```\n\n    indented\n      more", []string{"code[rust](fn  a() {⏎⏎    b⏎})", "code(indented⏎  more)"}},
		{"tables", "| a | b |\n|---|:-:|\n| 1 | **2** |\n| 3 |", []string{"table(table_row(table_cell1(a)⇥table_cell1(b))⏎table_row(table_cell(1)⇥table_cell(strong(2)))⏎table_row(table_cell(3)⇥))", "table_cell()"}},
		{"inline mathematics, and money", `Let $x_1 + y$ cost $5 and $6, \(a^2\) or \[not\] \$7.`, []string{"paragraph(Let math[x_1 + y](x_1 + y) cost $5 and $6, math[a^2](a^2) or [not] $7.)"}},
		{"display mathematics is a block", "Then $$a = b$$ holds.\n\n$$\n\\frac{a}{b}\n= c_1\n$$\n\n```math\nx\n```\n$$y$$", []string{"paragraph(Then)", "math1[a = b](a = b)", "paragraph(holds.)", "math1[\\frac{a}{b}⏎= c_1](\\frac{a}{b}⏎= c_1)", "math1[x](x)", "math1[y](y)"}},
		{"dollars that never close are text", "$$ a\n\nb $$ c", []string{"paragraph($$ a)", "paragraph(b $$ c)"}},
		{"raw HTML is its text", "<h1 align=center>T</h1>\n<p>a<br>b <img alt=pic src=x> <b>c</b></p>\n<script>evil()</script>\n\nd <kbd>e</kbd><script>f</script> <!-- g --> <a href=\"u\">h</a>", []string{"heading1(T)", "paragraph(aline_break(⏎)b image[pic](pic) strong(c))", "paragraph(d inline_code(e) link[u](h))"}},
		{"images are their words", "![a *b*](c.png) ![](d.png)", []string{"paragraph(image[a b](a emphasis(b)))"}},
		{"footnotes", "a[^x] b\n\n[^x]: note", []string{"paragraph(a[1] b)", "footnote[[1]](list_item1[[1]](note))"}},
		{"numbers of dates are no items", "24. Dezember ist frei.\n\nx\n\n1945. Das Ende.\n\nx\n\n3. října\n\n- 1. Mai\n\n2. Two\n\nx\n\n1. write it", []string{"paragraph(24. Dezember ist frei.)", "paragraph(x)", "paragraph(1945. Das Ende.)", "paragraph(x)", "paragraph(3. října)", "list_item1[•](1. Mai)", "list_item1[2.](Two)", "paragraph(x)", "list_item1[1.](write it)"}},
		{"numbers that do not count are kept", "1. a\n1. b\n2. c\n\n<!-- -->\n\n1. A\n2. B\n\n<!-- -->\n\n1914. War\n1918. Peace\n\n<!-- -->\n\n2. X\n5. Y", []string{"list_item1[1.](a)", "list_item1[2.](b)", "list_item1[3.](c)", "list_item1[1.](A)", "list_item1[2.](B)", "paragraph(1914. War)", "paragraph(1918. Peace)", "list_item1[2.](X)", "list_item1[5.](Y)"}},
		{"a paragraph above a rule is no heading", "One\ntwo\nthree\n---\nfour", []string{"paragraph(One two three)", "rule(", "paragraph(four)"}},
		{"addresses in angle brackets", "<https://a.b> <mailto:a@b.c> <a@b.c>", []string{"paragraph(link[https://a.b](https://a.b) link[mailto:a@b.c](mailto:a@b.c) link[mailto:a@b.c](a@b.c))"}},
		{"rules", "a\n\n---\n\nb", []string{"paragraph(a)", "rule(", "paragraph(b)"}},
		{"bare links", "see https://a.b/c.", []string{"paragraph(see link[https://a.b/c](https://a.b/c).)"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			_, pages := read(t, c.source)
			var got []string
			for _, p := range pages {
				got = append(got, show(p)...)
				valid(t, p)
			}
			for i := range got { // a rule has no text to close behind
				got[i] = strings.TrimSuffix(strings.Replace(got[i], "rule()", "rule(", 1), "")
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestFrontMatterIsData(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, source, title, language, text string }{
		{"YAML", "---\ntitle: \"On Cells\"\nlang: de\ntags:\n  - a\n---\n# One\nText", "On Cells", "de", "#a\n\nOne\n\nText"},
		{"TOML", "+++\ntitle = 'On Cells'\n+++\nText", "On Cells", "", "Text"},
		{"a rule at the top is none", "---\nText\n---\nMore", "", "", "Text\n\nMore"},
		{"else the first heading", "## Two\n\nText", "Two", "", "Two\n\nText"},
	} {
		info, pages := read(t, c.source)
		if info.Title != c.title && !(c.rule == "a rule at the top is none" && info.Title == "Text") || info.Language != c.language {
			t.Errorf("%s: info %+v", c.rule, info)
		}
		if got := strings.TrimSpace(pages[0].Text); got != c.text {
			t.Errorf("%s: text %q, want %q", c.rule, got, c.text)
		}
	}
}

func TestOpenReadsOldEncodings(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte("# \xc4pfel\n\nGr\xfc\xdfe aus K\xf6ln"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := New().Open(context.Background(), path, extract.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Page(context.Background(), 1)
	if err != nil || p.Text != "Äpfel\n\nGrüße aus Köln" {
		t.Errorf("got %q, %v", p.Text, err)
	}
}

// Sources on which the parser alone would take minutes must not.
func TestHostileSourcesAreRead(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"> ", "1. ", "- ", "[a](", "[", "![", "*a **b ", "<a ", "$a ", "$$a\n", "`a", "\\(a^", "| a ", "<b>", "<p>x", "<table>", "<table><tr><td>", "<td></table>", "<!--", "<script>", "[[a ", ":::a\n", "!!! a\n    b\n", "{.a}", "==", "*a*b", "a*bc", "~a ", "%%a\n", "^[a", "&shy;", "a-\nb", "> [!a]\n", "T\n: d\n\n", "x[^a]\n\n[^a]: b\n\n"} {
		_, pages := read(t, strings.Repeat(unit, 60_000/len(unit))+"x")
		if len(pages) == 0 {
			t.Errorf("%q: no text", unit)
		}
		for _, p := range pages {
			valid(t, p)
		}
	}
}

func TestALongSourceIsParsedInPieces(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "# Heading %d\n\nSee [it][ref] and so on. %s\n\n```\n# no heading\n```\n\n", i, strings.Repeat("word ", 40))
	}
	b.WriteString("[ref]: http://example.org/\n")
	_, pages := read(t, b.String())
	links, headings := 0, 0
	for _, p := range pages {
		valid(t, p)
		if len(p.Text) > parts.MaxBytes {
			t.Errorf("a part of %d bytes", len(p.Text))
		}
		for _, s := range p.Spans {
			switch s.Kind {
			case extract.Link:
				links++
			case extract.Heading:
				headings++
			}
		}
	}
	if links != 3000 || headings != 3000 {
		t.Errorf("%d links and %d headings, want 3000", links, headings)
	}
}

// valid checks that spans lie in the text and nest, and that the blocks tile
// it.
func valid(t testing.TB, p extract.Page) {
	t.Helper()
	text := []rune(p.Text)
	if !utf8.ValidString(p.Text) || strings.ContainsRune(p.Text, 0) {
		t.Fatalf("text %q", p.Text)
	}
	at := 0
	var stack []extract.Span
	for _, s := range p.Spans {
		if s.Start < 0 || s.End > len(text) || s.Start > s.End {
			t.Fatalf("span %+v outside %d", s, len(text))
		}
		for n := len(stack); n > 0 && stack[n-1].End <= s.Start; n-- {
			stack = stack[:n-1]
		}
		if n := len(stack); n > 0 && stack[n-1].End < s.End {
			t.Fatalf("%+v overlaps %+v", s, stack[n-1])
		}
		stack = append(stack, s)
		if !s.Block() || s.Kind == extract.Quote || s.Region() {
			continue
		}
		if s.Start < at {
			t.Fatalf("block %+v begins before %d", s, at)
		}
		if between := string(text[at:s.Start]); strings.TrimSpace(between) != "" {
			t.Fatalf("%q is in no block", between)
		}
		at = s.End
	}
	if rest := string(text[at:]); strings.TrimSpace(rest) != "" {
		t.Fatalf("%q is in no block", rest)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# a\n\n*b* `c`", "> - a\n> \n> 1. b", "|a|b|\n|-|-|\n|c|", "$a$ $$b$$\n$$\nc\n$$", "<p>a<b>c</p>", "[^1]\n\n[^1]: x", "---\na: b\n---\n", "a  \nb\\\nc", "- [ ] x", "&#0;&nbsp;\u2028", "\\(a^2\\)\\[b\\]", "> [!note] T\n> b ^id123", "![[a.png|3]] [[b#c]] ==d== %%e%% ^[f] H~2~O a*b*c", "T\n: d\n\n%%\nx\n%%", "<b>x</b> <T> a<b c>d <svg><p></svg>", "photo\u00ad\n> syn-\nthesis", "|a|\n|-|\n|b|c|d|", "```{note} T\n:a: b\n# c\n```\n{eq}`d` {math}`e`", "::: {.callout-tip title=\"a\"}\n:::\n!!! b \"c\"\n    d", "$$\n\na\n$$ (b)", "1914. a\n1918. b\n\n24. Mai", "<table><caption>a</caption><tr><th>b<td>c<table><td>d</table></td></tr></table>"} {
		f.Add(s)
	}
	e := New()
	f.Fuzz(func(t *testing.T, source string) {
		_, pages, err := e.read(context.Background(), strings.ReplaceAll(strings.ToValidUTF8(source, "?"), "\x00", ""))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			valid(t, p)
		}
	})
}
