package quoted_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/extract"
)

func TestSentencesAreNotTakenFromWhatListsOtherPlaces(t *testing.T) {
	t.Parallel()
	text := []rune("Waves carry energy.\n\nStanding waves carry none.")
	for _, kind := range []extract.SpanKind{extract.Contents, extract.Index, extract.Bibliography, extract.Superseded} {
		p := quoted.NewPage(1, text, []extract.Span{
			{Kind: extract.Paragraph, Start: 0, End: 19},
			{Kind: kind, Start: 21, End: len(text)},
			{Kind: extract.Paragraph, Start: 21, End: len(text)},
		})
		var got []string
		for _, u := range quoted.Units(p, 0, len(text)) {
			got = append(got, u.Text)
		}
		if diff := cmp.Diff([]string{"Waves carry energy."}, got); diff != "" {
			t.Errorf("%v (-want +got)\n%s", kind, diff)
		}
	}
}

func TestNoSentenceIsHalfAFormula(t *testing.T) {
	t.Parallel()
	text := []rune("The sum is a + b. C + d of all terms. It grows.")
	p := quoted.NewPage(1, text, []extract.Span{
		{Kind: extract.Paragraph, Start: 0, End: len(text)},
		{Kind: extract.Math, Start: 11, End: 23},
	})
	var got []string
	for _, u := range quoted.Units(p, 0, len(text)) {
		got = append(got, u.Text)
	}
	if diff := cmp.Diff([]string{"The sum is a + b. C + d of all terms.", "It grows."}, got); diff != "" {
		t.Errorf("sentences (-want +got)\n%s", diff)
	}
}
