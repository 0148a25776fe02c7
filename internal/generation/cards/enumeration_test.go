package cards

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

// sheetOf is a page of blocks: "# " begins a heading, "- " an item, "  - " one
// of a list within.
func sheetOf(lines ...string) *passage.Page {
	p := &passage.Page{}
	for _, l := range lines {
		s := extract.Span{Kind: extract.Paragraph}
		switch {
		case strings.HasPrefix(l, "# "):
			s.Kind, s.Level, l = extract.Heading, 1, l[2:]
		case strings.HasPrefix(l, "- "):
			s.Kind, s.Level, l = extract.ListItem, 1, l[2:]
		case strings.HasPrefix(l, "  - "):
			s.Kind, s.Level, l = extract.ListItem, 2, l[4:]
		}
		s.Start = len(p.Text)
		p.Text = append(p.Text, []rune(l)...)
		s.End = len(p.Text)
		p.Spans = append(p.Spans, s)
		p.Text = append(p.Text, '\n')
	}
	return p
}

// enumerations are the lists of a page with what leads to them, a line each.
func enumerations(p *passage.Page) []string {
	var out []string
	for _, f := range formed(1, p) {
		if f.List == nil {
			continue
		}
		rs := []rune(f.Text)
		line := string(rs[f.List.Lead.Start:f.List.Lead.End])
		for _, i := range f.List.Items {
			line += " | " + string(rs[i.Start:i.End])
		}
		out = append(out, line)
	}
	return out
}

func TestWhatLeadsToAList(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lines []string
		want  string
	}{
		"a heading":                    {[]string{"# Parts of a process", "- code", "- data"}, "Parts of a process | code | data"},
		"words with a colon":           {[]string{"A process has two parts:", "- code", "- data"}, "A process has two parts: | code | data"},
		"words that go on":             {[]string{"A change of context can be", "- partial", "- whole"}, "A change of context can be | partial | whole"},
		"an item, of those below it":   {[]string{"- Two kinds of memory", "  - stack", "  - heap", "- Files"}, "Two kinds of memory | stack | heap"},
		"whose items have lists":       {[]string{"# Kinds of memory", "- stack", "  - grows down", "- heap"}, "Kinds of memory | stack | heap"},
		"no sentence":                  {[]string{"A process has two parts.", "- code", "- data"}, ""},
		"no list of one":               {[]string{"# Parts of a process", "- code"}, ""},
		"no long items that have more": {[]string{"# Kinds of memory", "- the stack, which holds what a function needs while it runs and no longer", "  - grows down", "- heap"}, ""},
	} {
		if got := strings.Join(enumerations(sheetOf(c.lines...)), "\n"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestQuestionsAndTermsOfAPage(t *testing.T) {
	t.Parallel()
	p := sheetOf("# Why does it grow?", "Because long chains are slow.", "# Latency", "- The time that a packet takes. It is measured in ms.", "# Why so slow?", "One reason.", "Another reason.")
	var got []string
	for _, f := range formed(1, p) {
		if f.Entry != nil {
			rs := []rune(f.Text)
			got = append(got, string(rs[f.Entry.Term.Start:f.Entry.Term.End])+" | "+string(rs[f.Entry.Body.Start:f.Entry.Body.End]))
		}
	}
	want := []string{"Why does it grow? | Because long chains are slow.", "Latency | The time that a packet takes.", "Why so slow? | One reason."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestADefinitionOverSeveralBlocks(t *testing.T) {
	t.Parallel()
	p := sheetOf("Theorem 5.1 (Integral formula) – Let f be holomorphic in an open set that holds the disc", "and its boundary. Then", "f = g.", "Proof. By induction.")
	p.Spans[2].Kind, p.Spans[2].Level = extract.Math, 1
	var got []string
	for _, f := range formed(1, p) {
		if f.Entry != nil {
			rs := []rune(f.Text)
			got = append(got, string(rs[f.Entry.Term.Start:f.Entry.Term.End])+" | "+string(rs[f.Entry.Body.Start:f.Entry.Body.End]))
		}
	}
	want := []string{"Integral formula | Let f be holomorphic in an open set that holds the disc\nand its boundary. Then\nf = g."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAListOfDescriptions(t *testing.T) {
	t.Parallel()
	p := sheetOf("Stack The memory that a function uses.", "Heap The memory that lives on.", "Page A block of memory of one size.", "Just so A line of its own begins.")
	for i := range 3 {
		s := p.Spans[i]
		p.Spans = append(p.Spans, extract.Span{Kind: extract.Strong, Start: s.Start, End: s.Start + strings.Index(string(p.Text[s.Start:s.End]), " ")})
	}
	var got []string
	for _, f := range formed(1, p) {
		if f.Entry != nil {
			rs := []rune(f.Text)
			got = append(got, string(rs[f.Entry.Term.Start:f.Entry.Term.End])+" | "+string(rs[f.Entry.Body.Start:f.Entry.Body.End]))
		}
	}
	want := []string{"Stack | The memory that a function uses.", "Heap | The memory that lives on.", "Page | A block of memory of one size."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatAListsLeadIsAnItemOf(t *testing.T) {
	t.Parallel()
	p := sheetOf("- Hash table:", "  - Pros:", "  - Cons:", "- Tree")
	for _, k := range []int{3, 4} { // below the cons
		p.Spans = append(p.Spans[:k:k], append([]extract.Span{{Kind: extract.ListItem, Level: 3, Start: p.Spans[2].Start, End: p.Spans[2].End}}, p.Spans[k:]...)...)
	}
	for _, f := range formed(1, p) {
		if f.List != nil && f.List.Under != "" && f.List.Under != "Hash table" {
			t.Errorf("%q", f.List.Under)
		}
		if f.List != nil && len(f.List.Items) == 2 && f.List.Under == "Hash table" {
			return
		}
	}
	t.Error("no list under the table")
}
