package chunk_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
)

// region lays a region over the blocks [from,to) of a page of paragraphs and
// headings alone.
func region(p extract.Page, kind extract.SpanKind, from, to int) extract.Page {
	var blocks []extract.Span
	for _, s := range p.Spans {
		if !s.Region() {
			blocks = append(blocks, s)
		}
	}
	p.Spans = append(p.Spans, extract.Span{Kind: kind, Start: blocks[from].Start, End: blocks[to-1].End})
	return p
}

func textsOf(chunks []chunk.Chunk) []string {
	var out []string
	for _, c := range chunks {
		out = append(out, c.Text)
	}
	return out
}

func TestRegionsStandInPassagesOfTheirOwn(t *testing.T) {
	t.Parallel()
	p := page(1, "h1 Waves", "p A wave carries energy.", "p Figure 1: A string.", "p It carries no matter.", "p 1 See Smith.")
	p = region(region(p, extract.Caption, 2, 3), extract.Footnote, 4, 5)
	want := []string{"Waves\n\nA wave carries energy.\nIt carries no matter.", "Figure 1: A string.\n1 See Smith."}
	if diff := cmp.Diff(want, textsOf(all(0, p))); diff != "" {
		t.Errorf("chunks (-want +got)\n%s", diff)
	}
}

func TestASentenceRunsOnPastTheFootnotes(t *testing.T) {
	t.Parallel()
	one := region(page(1, "h1 Waves", "p A wave carries", "p 1 See Smith."), extract.Footnote, 2, 3)
	want := []string{"Waves\n\nA wave carries energy.", "1 See Smith."}
	if diff := cmp.Diff(want, textsOf(all(0, one, page(2, "p energy.")))); diff != "" {
		t.Errorf("chunks (-want +got)\n%s", diff)
	}
}

func TestWhatListsOtherPlaces(t *testing.T) {
	t.Parallel()
	contents := region(page(1, "h2 Contents", "p Waves … 2", "p Sound … 3"), extract.Contents, 1, 3)
	works := region(page(3, "h2 References", "p [1] Smith. Waves. 2004.", "p [2] Lee. Sound. 2005."), extract.Bibliography, 1, 3)
	index := region(page(4, "h2 Index", "p sound, 3", "p waves, 2"), extract.Index, 1, 3)
	got := textsOf(all(0, contents, page(2, "h2 Waves", "p A wave carries energy."), works, index))
	want := []string{"Waves\n\nA wave carries energy.", "References\n[1] Smith. Waves. 2004.\n\n[2] Lee. Sound. 2005."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("chunks (-want +got)\n%s", diff)
	}
	if got := textsOf(all(0, contents)); len(got) != 1 || !strings.Contains(got[0], "Sound … 3") {
		t.Errorf("a document of contents alone gives %q", got)
	}
}

func TestStepsOfASlideAreOnePassage(t *testing.T) {
	t.Parallel()
	step := region(page(1, "h2 Waves", "p Nodes rest."), extract.Superseded, 0, 2)
	// What is inside a superseded page is superseded, whatever it is.
	step = region(step, extract.Footnote, 1, 2)
	got := textsOf(all(0, step, page(2, "h2 Waves", "p Nodes rest.", "p Ends move.")))
	if diff := cmp.Diff([]string{"Waves\n\nNodes rest.\n\nEnds move."}, got); diff != "" {
		t.Errorf("chunks (-want +got)\n%s", diff)
	}
}

func TestNoSentenceEndsInsideAFormula(t *testing.T) {
	t.Parallel()
	spans := []extract.Span{{Kind: extract.Math, Start: 8, End: 20}}
	got := chunk.WholeFormulas([][2]int{{0, 10}, {11, 30}, {31, 40}}, spans)
	if diff := cmp.Diff([][2]int{{0, 30}, {31, 40}}, got); diff != "" {
		t.Errorf("sentences (-want +got)\n%s", diff)
	}
}
