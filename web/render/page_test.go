package render

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
)

// at finds a text's place in code points.
func at(t *testing.T, text, part string) (start, end int) {
	t.Helper()
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q is not in %q", part, text)
	}
	start = len([]rune(text[:i]))
	return start, start + len([]rune(part))
}

func TestPageMarksStandAtTheirOffsets(t *testing.T) {
	t.Parallel()
	const text = "Größen\n\nDie Äpfel sind süß und schwer.\n\nEnde."
	s0, e0 := at(t, text, "Größen")
	s1, e1 := at(t, text, "Die Äpfel sind süß und schwer.")
	s2, e2 := at(t, text, "süß und")
	s3, e3 := at(t, text, "Ende.")
	spans := []extract.Span{
		{Kind: extract.Heading, Start: s0, End: e0, Level: 1}, {Kind: extract.Paragraph, Start: s1, End: e1},
		{Kind: extract.Strong, Start: s2, End: e2}, {Kind: extract.Paragraph, Start: s3, End: e3},
	}
	m0, m1 := at(t, text, "sind süß")
	got := Page(text, spans, []Mark{{Start: m0, End: m1, On: true, ID: "cite-1", N: 1}}, &Outline{})
	want := `<h2>Größen</h2><p>Die Äpfel <mark class="mark-on" id="cite-1" data-mark="1">sind </mark><strong><mark class="mark-on" data-mark="1">süß</mark> und</strong> schwer.</p><p>Ende.</p>`
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestPageStructure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		spans      []extract.Span
		want       string
	}{
		{"text without spans is a paragraph", "a < b", nil, "<p>a &lt; b</p>"},
		{"markup in a document stays text", "<script>x</script>", nil, "<p>&lt;script&gt;x&lt;/script&gt;</p>"},
		{"headings never skip a level", "A\nB", []extract.Span{{Kind: extract.Heading, End: 1, Level: 4}, {Kind: extract.Heading, Start: 2, End: 3, Level: 6}}, "<h2>A</h2><h3>B</h3>"},
		{"list items share a list", "a\nb", []extract.Span{{Kind: extract.ListItem, End: 1, Level: 1, Text: "1."}, {Kind: extract.ListItem, Start: 2, End: 3, Level: 2, Text: "•"}},
			`<ul><li class="li"><span class="bullet" aria-hidden="true">1.</span>a</li><li class="li li-2"><span class="bullet" aria-hidden="true">•</span>b</li></ul>`},
		{"an item whose text has its mark shows it once", "(i) a", []extract.Span{{Kind: extract.ListItem, End: 5, Level: 1, Text: "(i)"}}, `<ul><li class="li">(i) a</li></ul>`},
		{"code keeps its lines", "x\n  y", []extract.Span{{Kind: extract.Code, End: 5, Text: "go"}}, "<pre tabindex=\"0\"><code class=\"language-go\">x\n  y</code></pre>"},
		{"a table has headers", "a\tb", []extract.Span{{Kind: extract.Table, End: 3}, {Kind: extract.TableRow, End: 3}, {Kind: extract.TableCell, End: 1, Level: 1}, {Kind: extract.TableCell, Start: 2, End: 3}},
			`<div class="scroll-x" tabindex="0"><table><tbody><tr><th scope="col">a</th><td>b</td></tr></tbody></table></div>`},
		{"a region stands apart", "a\n\nb", []extract.Span{{Kind: extract.Paragraph, End: 1}, {Kind: extract.Footnote, Start: 3, End: 4}, {Kind: extract.Paragraph, Start: 3, End: 4}}, `<p>a</p><div class="region region-footnote"><p>b</p></div>`},
		{"a running head is of the page, and not read aloud", "12 On cells\n\nb", []extract.Span{{Kind: extract.Furniture, End: 11}, {Kind: extract.Paragraph, Start: 13, End: 14}}, `<p class="region region-furniture" aria-hidden="true">12 On cells</p><p>b</p>`},
		{"dots that lead to a page are kept short", "Cells . . . . 3", []extract.Span{{Kind: extract.Contents, End: 15}, {Kind: extract.Paragraph, End: 15}}, `<div class="region region-contents"><p>Cells <span class="leader" aria-hidden="true">. . . .</span> 3</p></div>`},
		{"a step of a slide reads as any page", "a\n\nb", []extract.Span{{Kind: extract.Superseded, End: 4}, {Kind: extract.Heading, End: 1, Level: 1}, {Kind: extract.Paragraph, Start: 3, End: 4}}, `<h2>a</h2><p>b</p>`},
		{"a script address is no link", "x", []extract.Span{{Kind: extract.Paragraph, End: 1}, {Kind: extract.Link, End: 1, Text: "javascript:alert(1)"}}, "<p>x</p>"},
		{"an address of the web is", "x", []extract.Span{{Kind: extract.Paragraph, End: 1}, {Kind: extract.Link, End: 1, Text: "https://e.org/?a=1&b"}},
			`<p><a href="https://e.org/?a=1&amp;b" rel="noopener noreferrer nofollow" target="_blank">x</a></p>`},
		{"maths is its LaTeX", "E=mc2", []extract.Span{{Kind: extract.Math, End: 5, Level: 1, Text: `E=mc^2`}}, `<span class="math math-block">E=mc^2</span>`},
		{"spans out of range do no harm", "ab", []extract.Span{{Kind: extract.Paragraph, Start: 1, End: 99}, {Kind: extract.Strong, Start: 50, End: 60}}, "<p>a</p><p>b</p>"},
	} {
		if got := Page(c.text, c.spans, nil, &Outline{}); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// Whatever the spans and marks, every character of the text is shown once.
func FuzzPage(f *testing.F) {
	f.Add("Hello\nworld", []byte{2, 0, 5, 9, 1, 3, 3, 6, 11}, uint8(2), uint8(8))
	f.Add("a b c", []byte{6, 0, 5, 7, 0, 5, 8, 0, 1, 13, 2, 3}, uint8(0), uint8(4))
	f.Fuzz(func(t *testing.T, text string, b []byte, from, to uint8) {
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r", ""), "")
		var spans []extract.Span
		for ; len(b) >= 3; b = b[3:] {
			spans = append(spans, extract.Span{Kind: extract.SpanKind(b[0]%6 + 1), Start: int(b[1]), End: int(b[2]), Level: int(b[0])})
		}
		for i, s := range spans {
			if s.Kind == extract.Table {
				spans[i].Kind = extract.Strong
			}
		}
		got := Page(text, spans, []Mark{{Start: int(from), End: int(to), N: 1}}, &Outline{})
		shown := html.UnescapeString(tag.ReplaceAllString(got, ""))
		if squeeze(shown) != squeeze(html.UnescapeString(html.EscapeString(text))) {
			t.Errorf("%q with %v shows %q", text, spans, shown)
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
