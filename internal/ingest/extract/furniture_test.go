package extract_test

import (
	"testing"

	"studyapp/internal/ingest/extract"
)

func TestWithoutFurnitureKeepsOffsets(t *testing.T) {
	t.Parallel()
	text := []rune("Kopf\n\nText ü\n\n12")
	got := string(extract.WithoutFurniture(text, []extract.Span{
		{Kind: extract.Furniture, Start: 0, End: 4}, {Kind: extract.Paragraph, Start: 6, End: 12}, {Kind: extract.Furniture, Start: 14, End: 99},
	}))
	if want := "    \n\nText ü\n\n  "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if string(text) != "Kopf\n\nText ü\n\n12" {
		t.Errorf("the page itself was changed: %q", string(text))
	}
}
