package cards

import (
	"testing"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

func TestASentenceEndsWithItsBlock(t *testing.T) {
	t.Parallel()
	text := []rune("Die 1. Zone ist die kleinste\n\nE = mc²")
	s := &sheet{page: &passage.Page{Text: text, Spans: []extract.Span{{Kind: extract.Paragraph, Start: 0, End: 28}}}}
	f := flashcard.Sentence{Start: 7, End: 28}
	if s.describe(&f); !f.Within || !f.Closed {
		t.Errorf("behind an ordinal: within %t, closed %t", f.Within, f.Closed)
	}
	s.page.Spans = append(s.page.Spans, extract.Span{Kind: extract.Math, Level: 1, Start: 30, End: 37})
	f = flashcard.Sentence{Start: 0, End: 28}
	if s.describe(&f); f.Within || f.Closed {
		t.Errorf("before a displayed formula: within %t, closed %t", f.Within, f.Closed)
	}
}
