package parts_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/parts"
	"studyapp/internal/platform/errs"
)

func paragraph(text string, quote int) parts.Block {
	return parts.Block{Text: text, Quote: quote, Spans: []extract.Span{{Kind: extract.Paragraph, End: len([]rune(text))}}}
}

func TestBlocksAreSetApartAndQuotesGoAroundThem(t *testing.T) {
	t.Parallel()
	w := parts.NewWriter()
	w.Add(paragraph("eins", 0))
	w.Add(paragraph("zwölf", 1))
	tight := paragraph("drei", 2)
	tight.Tight = true
	w.Add(tight)
	w.Add(paragraph("vier", 0))
	w.Add(parts.Block{})
	got := w.Pages()
	want := []extract.Page{{Number: 1, Text: "eins\n\nzwölf\ndrei\n\nvier", Spans: []extract.Span{
		{Kind: extract.Paragraph, Start: 0, End: 4},
		{Kind: extract.Quote, Start: 6, End: 16, Level: 1},
		{Kind: extract.Paragraph, Start: 6, End: 11},
		{Kind: extract.Quote, Start: 12, End: 16, Level: 2},
		{Kind: extract.Paragraph, Start: 12, End: 16},
		{Kind: extract.Paragraph, Start: 18, End: 22},
	}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(extract.Glyphs{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestQuotesThatFollowEachOtherStayTwo(t *testing.T) {
	t.Parallel()
	w := parts.NewWriter()
	fresh := paragraph("b", 2)
	fresh.Fresh = 2
	last := paragraph("c", 1)
	last.Fresh = 1
	for _, b := range []parts.Block{paragraph("a", 2), fresh, last} {
		w.Add(b)
	}
	var got []extract.Span
	for _, s := range w.Pages()[0].Spans {
		if s.Kind == extract.Quote {
			got = append(got, s)
		}
	}
	want := []extract.Span{
		{Kind: extract.Quote, Start: 0, End: 4, Level: 1}, {Kind: extract.Quote, Start: 0, End: 1, Level: 2},
		{Kind: extract.Quote, Start: 3, End: 4, Level: 2}, {Kind: extract.Quote, Start: 6, End: 7, Level: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestABlockLargerThanAPartIsCutWhereWordsEnd(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("wörter ", 30_000), strings.Repeat("ö", 100_000), strings.Repeat("x", 3*parts.MaxBytes)} {
		w := parts.NewWriter()
		w.Add(paragraph(text, 0))
		var all strings.Builder
		for _, p := range w.Pages() {
			if len(p.Text) > parts.MaxBytes {
				t.Errorf("a part of %d bytes", len(p.Text))
			}
			if n := len([]rune(p.Text)); len(p.Spans) != 1 || p.Spans[0].Start != 0 || p.Spans[0].End != n {
				t.Errorf("spans %+v over %d", p.Spans, n)
			}
			all.WriteString(p.Text)
		}
		if all.String() != text {
			t.Errorf("%.10q…: the parts do not make the whole", text)
		}
	}
}

func TestOpenServesParts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	if _, err := parts.Open(extract.Info{}, []extract.Page{{Number: 1, Text: " \n"}}); !isField(err, extract.FailedEmpty) {
		t.Errorf("nothing but space: %v", err)
	}
	d, err := parts.Open(extract.Info{Title: "T"}, []extract.Page{{Number: 1, Text: "a"}, {Number: 2, Text: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	if i := d.Info(); i.Pages != 2 || i.Unit != extract.UnitParts || i.Title != "T" {
		t.Errorf("info %+v", i)
	}
	if p, err := d.Page(ctx, 2); err != nil || p.Text != "b" {
		t.Errorf("page 2: %+v, %v", p, err)
	}
	if _, err := d.Page(ctx, 3); errs.KindOf(err) != errs.NotFound {
		t.Errorf("page 3: %v", err)
	}
}

func TestLoadRefusesWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "big")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(parts.MaxFile+1), f.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := parts.Load(path); !isField(err, extract.FailedTooManyPages) {
		t.Errorf("got %v", err)
	}
}

func isField(err error, field string) bool {
	var e *errs.Error
	return errors.As(err, &e) && e.Field == field
}
