package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown reads a source and shows all its pages.
func shown(t *testing.T, source string) []string {
	t.Helper()
	_, pages := read(t, source)
	var got []string
	for _, p := range pages {
		valid(t, p)
		got = append(got, show(p)...)
	}
	return got
}

func TestWhatOnlyLooksLikeATagIsText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"The type Vec<u8> holds bytes and ArrayList<String> holds words.",
		"List<Object> x = new ArrayList<Object>(); Set<Link> and Map<Time> too.",
		"If a<b and c>d then, and i <b or s> t; x<y only.",
		"The ket <psi|phi> equals 1 when 0<x<1.",
		"Press <Enter>, then <mask> and <your name> and <T>.",
		"A <div> stands apart, <b> is bold, <input> and <source> take text.",
		"It ends with </b> or </T>.",
		"#include <map> and <time.h>",
		"<Enter>",
		"<title> is required in each page.",
		"<script> begins a program.",
		"<!-- never closed",
		"<my-name> and <Name lang>",
		"A vector<std::string>, <xs:element> and <key:value>.",
		"<?xml version=\"1.0\"?> stands first.",
		"<![CDATA[x]]> is data.",
		"<b>one paragraph",
	} {
		if diff := cmp.Diff([]string{"paragraph(" + text + ")", "paragraph(End.)"}, shown(t, text+"\n\nEnd.")); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestHTMLIsMarkup(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, source string
		want         []string
	}{
		{"words in pairs of tags", "H<sub>2</sub>O, <b>bold</b> <MARK>m</MARK> <u>u</u>", []string{"paragraph(H2O, strong(bold) strong(m) u)"}},
		{"breaks alone", "a<br>b<br/>c<BR />d <wbr>e", []string{"paragraph(aline_break(⏎)bline_break(⏎)cline_break(⏎)d e)"}},
		{"an attribute says what a tag is for", "<a name=\"x\">here <img src='y' alt=z> <span style=color:red>red", []string{"paragraph(here image[z](z) red)"}},
		{"sloppy attributes", "<p align=center><img src=\"a\"alt=\"b\"> c</p>", []string{"paragraph(image[b](b) c)"}},
		{"around blocks", "<details open>\n<summary>More</summary>\n\n**in**\n\n</details>\n\n<div align=center>\n\nmid\n\n</div>", []string{"paragraph(More)", "paragraph(strong(in))", "paragraph(mid)"}},
		{"tables", "<table>\n<tr><td>a<td>b</tr>\n<tr><td>Vec<u8> c</td></tr>\n</table>", []string{"table(table_row(table_cell(a)⇥table_cell(b))⏎table_row(table_cell(Vec<u8> c)))"}},
		{"tables with heading cells", "<table>\n<caption>Two <b>laws</b></caption>\n<thead><tr><th>Name<th>Year</tr></thead>\n<tbody>\n<tr><th>A</th><td><p>19<br>03</p><ul><li><code>x</code></li></ul></td></tr>\n<tr><td></td></tr>\n</table>\nafter",
			[]string{"paragraph(Two strong(laws))", "table(table_row(table_cell1(Name)⇥table_cell1(Year))⏎table_row(table_cell1(A)⇥table_cell(19 03 inline_code(x))))", "paragraph(after)"}},
		{"tables in tables are words of their cell", "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>", []string{"table(table_row(table_cell(a b c)⇥table_cell(d)))"}},
		{"tables with Markdown inside", "<table>\n<tr><td>\n\n**a**\n\n</td></tr>\n</table>", []string{"paragraph(strong(a))"}},
		{"what draws or runs is not read", "a <svg viewBox=\"0\"><path d=\"M0\"/><mask></mask></svg> b <style>p{}</style>\n\n<script>\nlet a = '<b>'\n\nevil()\n</script>\n\n<!-- c\n\nd --> e", []string{"paragraph(a b)", "paragraph(e)"}},
		{"a document type", "<!DOCTYPE html>\n<html>\n<body>\n<h1>T</h1>\n</body>\n</html>", []string{"heading1(T)"}},
		{"components with attributes", "<Listing number=\"1\" caption=\"First\">\n\n```rust\na\n```\n\n</Listing>\n\n<Figure src=\"x\"/> b", []string{"paragraph(First)", "code[rust](a)", "paragraph(b)"}},
		{"a tag in code has no other half", "A <div> here.\n\n```html\n</div>\n```\n\n`</div>`", []string{"paragraph(A <div> here.)", "code[html](</div>)", "paragraph(inline_code(</div>))"}},
		{"words pair in one paragraph", "Type <b> for\n\nbold, </b> ends it.", []string{"paragraph(Type <b> for)", "paragraph(bold, </b> ends it.)"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, shown(t, c.source)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestCellsBeyondTheHeaderAreKept(t *testing.T) {
	t.Parallel()
	got := strings.Join(shown(t, "Before\n| Name | Year |\n|---|---|\n| Curie | 1903 | **Physics** | a \\| b |\n> | n |\n> |---|\n> | 1 | 2"), "\n")
	for _, want := range []string{"table_cell(strong(Physics))⇥table_cell(a | b)", "table_cell(1)⇥table_cell(2)", "paragraph(Before)"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestReadingsOfCharactersAreLeftOut(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"Das <ruby>漢字<rt>かんじ</rt></ruby> und mehr.":                            "Das 漢字 und mehr.",
		"<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby> steht hier.": "漢字 steht hier.",
		"<p><ruby>漢字<rt>かんじ</rt></ruby> in a block.</p>":                       "漢字 in a block.",
		"A tag <rt lang=\"x\">alone</rt> keeps its text.":                      "A tag alone keeps its text.",
	} {
		_, pages := read(t, source)
		if got := strings.TrimSpace(pages[0].Text); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}
