package chunk_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
)

// page builds a page of blocks written as "h2 Title", "p Text", "li Item",
// "code x", "furniture x".
func page(n int, blocks ...string) extract.Page {
	kinds := map[string]extract.Span{
		"p": {Kind: extract.Paragraph}, "li": {Kind: extract.ListItem, Level: 1, Text: "•"},
		"code": {Kind: extract.Code}, "furniture": {Kind: extract.Furniture},
		"h1": {Kind: extract.Heading, Level: 1}, "h2": {Kind: extract.Heading, Level: 2},
		"h3": {Kind: extract.Heading, Level: 3}, "h4": {Kind: extract.Heading, Level: 4},
		"h5": {Kind: extract.Heading, Level: 5}, "h6": {Kind: extract.Heading, Level: 6},
	}
	p := extract.Page{Number: n}
	at := 0
	for i, b := range blocks {
		kind, text, _ := strings.Cut(b, " ")
		if i > 0 {
			p.Text += "\n\n"
			at += 2
		}
		s := kinds[kind]
		s.Start, s.End = at, at+len([]rune(text))
		at = s.End
		p.Spans = append(p.Spans, s)
		p.Text += text
	}
	return p
}

// prose is n sentences of about ten tokens.
func prose(n int, about string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "Here stands sentence %d about the %s.", i, about)
	}
	return b.String()
}

func all(target int, pages ...extract.Page) []chunk.Chunk {
	c := chunk.New(chunk.Options{Target: target})
	var out []chunk.Chunk
	for _, p := range pages {
		out = append(out, c.Add(p)...)
	}
	return append(out, c.Flush()...)
}

func TestChunksDoNotCrossHeadingsOfLevelOneAndTwo(t *testing.T) {
	t.Parallel()
	got := all(0, page(1, "h1 Book", "h2 One", "p "+prose(3, "sea"), "h2 Two", "p "+prose(2, "sky"), "h3 Inner", "p "+prose(2, "air"), "h1 End", "p Done."))
	var paths []string
	for _, c := range got {
		paths = append(paths, strings.Join(c.HeadingPath, " > "))
	}
	want := []string{"Book > One", "Book > Two", "End"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("paths (-want +got)\n%s", diff)
	}
	if !strings.HasPrefix(got[0].Text, "Book\n\nOne\n\nHere stands") {
		t.Errorf("a chunk begins with its headings: %q", got[0].Text)
	}
}

func TestChunksKeepNearTheTarget(t *testing.T) {
	t.Parallel()
	got := all(240, page(1, "p "+prose(60, "sea"), "p "+prose(60, "sky")))
	for i, c := range got {
		if c.Tokens > 240*13/10 || i < len(got)-1 && c.Tokens < 240*6/10 {
			t.Errorf("chunk %d has %d tokens", i, c.Tokens)
		}
		if !strings.HasSuffix(c.Text, ".") || !strings.HasPrefix(c.Text, "Here") {
			t.Errorf("chunk %d cuts a sentence: %q", i, c.Text)
		}
	}
}

func TestASentenceRunsOverThePageEnd(t *testing.T) {
	t.Parallel()
	got := all(0, page(1, "p It began. It went on to the", "furniture 12"), page(2, "furniture Chapter 1", "p end of the page. And on."))
	if len(got) != 1 {
		t.Fatalf("%d chunks, want 1", len(got))
	}
	want := []extract.Segment{{Page: 1, Start: 0, End: 27}, {Page: 2, Start: 11, End: 35}}
	if diff := cmp.Diff(want, got[0].Segments); diff != "" {
		t.Errorf("segments (-want +got)\n%s", diff)
	}
	if want := "It began. It went on to the end of the page. And on."; got[0].Text != want {
		t.Errorf("text %q, want %q", got[0].Text, want)
	}
}

func TestFurnitureSplitsAChunkIntoSegments(t *testing.T) {
	t.Parallel()
	got := all(0, page(1, "p Before.", "furniture 12", "p After."))
	if len(got) != 1 || len(got[0].Segments) != 2 || strings.Contains(got[0].Text, "12") {
		t.Errorf("got %+v", got)
	}
}

func TestCodeStaysWholeAndWithItsIntroduction(t *testing.T) {
	t.Parallel()
	code := strings.TrimSpace(strings.Repeat("let x = f(y);\n", 28))
	got := all(240, page(1, "p "+prose(30, "sea"), "p "+prose(22, "sky")+" For example:", "code "+code, "p Then more."))
	whole := 0
	for _, c := range got {
		if strings.Contains(c.Text, code) {
			whole++
		}
	}
	if whole != 1 {
		t.Errorf("the code stands whole in %d chunks, want 1", whole)
	}
}

func TestHeadingsWithoutTextAreCutIntoChunks(t *testing.T) {
	t.Parallel()
	levels := func(level func(i int) int) []string {
		var out []string
		for i := range 900 {
			out = append(out, fmt.Sprintf("h%d Topic %d of the outline", level(i), i))
		}
		return out
	}
	outline := levels(func(i int) int { return 1 + i%6 })
	for rule, blocks := range map[string][]string{
		"an outline":                        outline,
		"one level":                         levels(func(int) int { return 1 }),
		"deep headings":                     levels(func(i int) int { return 3 + i%4 }),
		"behind text":                       append([]string{"h1 Top", "p " + prose(3, "sea")}, outline...),
		"before text":                       append(outline[:len(outline):len(outline)], "p "+prose(60, "sky")),
		"before a listing as long as it is": append(outline[:40:40], "code "+strings.TrimSpace(strings.Repeat("let x = f(y);\n", 40))),
	} {
		pages := []extract.Page{page(1, blocks...)}
		chunks := all(240, pages...)
		check(t, pages, chunks)
		for i, c := range chunks {
			if c.Tokens > 240*2 {
				t.Errorf("%s: chunk %d of %d has %d tokens", rule, i, len(chunks), c.Tokens)
			}
		}
		if last := chunks[len(chunks)-1]; rule == "before text" && !slices.ContainsFunc(chunks, func(c chunk.Chunk) bool {
			return strings.Contains(c.Text, "Topic 899 of the outline\n\nHere stands")
		}) {
			t.Errorf("the last heading stands not above its text: %q", last.Text)
		}
	}
}

func TestWhatIsLongerThanTheTargetIsCutWhereWordsEnd(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		strings.Repeat("word ", 2000), strings.Repeat("漢", 3000), strings.Repeat("x", 9000),
		strings.Repeat("e\u0301", 3000), strings.Repeat("👩‍👩‍👧", 900),
	} {
		for _, c := range all(240, page(1, "p "+strings.TrimSpace(text))) {
			if c.Tokens > 240*13/10 {
				t.Errorf("%.10q…: %d tokens", text, c.Tokens)
			}
			first := []rune(c.Text)[0]
			if unicode.IsMark(first) || first == 0x200d {
				t.Errorf("%.10q…: a chunk begins inside a character", text)
			}
		}
	}
}

func TestHeadingPathKeepsTheOuterAndTheInnermostThree(t *testing.T) {
	t.Parallel()
	got := all(0, page(1, "h1 A", "h2 B", "h3 C", "h4 D", "h5 E", "p Text."))
	if diff := cmp.Diff([]string{"A", "C", "D", "E"}, got[0].HeadingPath); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// random makes pages that use everything: long and short blocks, headings,
// furniture, sentences over page ends.
func random(r *rand.Rand, pages int) []extract.Page {
	var out []extract.Page
	for n := range pages {
		var blocks []string
		for range 1 + r.IntN(7) {
			switch r.IntN(10) {
			case 0:
				blocks = append(blocks, fmt.Sprintf("h%d Heading %d", 1+r.IntN(6), r.IntN(99)))
			case 1:
				blocks = append(blocks, "furniture Page head")
			case 2:
				blocks = append(blocks, "code "+strings.TrimSpace(strings.Repeat("a = b\n", 1+r.IntN(300))))
			case 3:
				blocks = append(blocks, "li "+prose(1, "list"))
			case 4:
				blocks = append(blocks, "p "+strings.Repeat("endless ", 1+r.IntN(500))+"end")
			default:
				blocks = append(blocks, "p "+prose(1+r.IntN(30), "sea")+[]string{"", " and so it"}[r.IntN(2)])
			}
		}
		out = append(out, page(n+1, blocks...))
	}
	return out
}

// check verifies what every chunk promises of pages.
func check(t *testing.T, pages []extract.Page, chunks []chunk.Chunk) {
	t.Helper()
	texts := map[int][]rune{}
	taken := map[int][]int{}
	for _, p := range pages {
		texts[p.Number] = []rune(p.Text)
		taken[p.Number] = make([]int, len(texts[p.Number]))
	}
	for i, c := range chunks {
		if c.Ordinal != i {
			t.Fatalf("chunk %d has ordinal %d", i, c.Ordinal)
		}
		rest := c.Text
		for j, s := range c.Segments {
			if s.Start < 0 || s.End > len(texts[s.Page]) || s.Start >= s.End {
				t.Fatalf("chunk %d: segment %+v outside page of %d", i, s, len(texts[s.Page]))
			}
			if j > 0 {
				rest = strings.TrimPrefix(strings.TrimPrefix(rest, "\n"), " ")
			}
			verbatim := string(texts[s.Page][s.Start:s.End])
			if !strings.HasPrefix(rest, verbatim) {
				t.Fatalf("chunk %d: segment %+v is %q, the text goes on with %.40q", i, s, verbatim, rest)
			}
			rest = rest[len(verbatim):]
			for k := s.Start; k < s.End; k++ {
				taken[s.Page][k]++
			}
		}
		if rest != "" {
			t.Fatalf("chunk %d: %q stands in no segment", i, rest)
		}
	}
	for _, p := range pages {
		furniture := make([]bool, len(texts[p.Number]))
		for _, s := range p.Spans {
			for k := max(0, s.Start); s.Kind == extract.Furniture && k < min(s.End, len(furniture)); k++ {
				furniture[k] = true
			}
		}
		for k, n := range taken[p.Number] {
			r := texts[p.Number][k]
			if n > 1 || n == 0 && !unicode.IsSpace(r) && !furniture[k] || n > 0 && furniture[k] && !unicode.IsSpace(r) {
				t.Fatalf("page %d, %d (%q) is in %d chunks, furniture %v", p.Number, k, r, n, furniture[k])
			}
		}
	}
}

func TestEveryCharacterIsInExactlyOneChunk(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		pages := random(r, 1+r.IntN(6))
		chunks := all(60+r.IntN(240), pages...)
		check(t, pages, chunks)
	}
}

func FuzzChunker(f *testing.F) {
	f.Add("One. Two.\n\nThree", "x", 3, 9, uint8(1), uint8(2), 20)
	f.Add("a\tb\nc\td", "", 0, 3, uint8(6), uint8(7), 5)
	f.Add("  code\n    more", "tail", 0, 15, uint8(5), uint8(15), 1)
	f.Fuzz(func(t *testing.T, one, two string, start, end int, a, b uint8, target int) {
		one, two = strings.ToValidUTF8(one, "?"), strings.ToValidUTF8(two, "?")
		pages := []extract.Page{
			{Number: 1, Text: one, Spans: []extract.Span{
				{Kind: extract.SpanKind(a % 18), Start: start, End: end, Level: int(b % 7)},
				{Kind: extract.SpanKind(b % 18), Start: start + 1, End: end + 2, Level: 1},
			}},
			{Number: 2, Text: two, Spans: []extract.Span{{Kind: extract.SpanKind(b % 18), Start: 0, End: end}}},
		}
		for _, p := range pages {
			for _, s := range p.Spans {
				if s.Kind == extract.Furniture {
					return // which overlapping span wins is not promised
				}
			}
		}
		check(t, pages, all(target%1000, pages...))
	})
}
