package cards

import (
	"strings"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
)

// asked reads the block i as a question that the paragraph behind it answers.
func (b blocks) asked(i int) (start, end int, e flashcard.Entry, ok bool) {
	at := b.list[i]
	if at.Kind != extract.Heading && at.Kind != extract.Paragraph || at.Start >= at.End || !strings.ContainsRune("?？؟", b.text[at.End-1]) {
		return 0, 0, e, false
	}
	answer, ok := b.below(i)
	if !ok || len(chunk.Sentences(b.text[at.Start:at.End])) > 1 {
		return 0, 0, e, false
	}
	e.Form = flashcard.Asked
	e.Term = flashcard.Part{End: at.End - at.Start}
	e.Body = flashcard.Part{Start: answer.Start - at.Start, End: answer.End - at.Start}
	return at.Start, answer.End, e, true
}

// titled reads the heading i as a term that the first sentence below it
// explains.
func (b blocks) titled(i int) (start, end int, e flashcard.Entry, ok bool) {
	at := b.list[i]
	if at.Kind != extract.Heading || at.Start >= at.End {
		return 0, 0, e, false
	}
	if i+1 >= len(b.list) || b.list[i+1].Kind != extract.Paragraph && b.list[i+1].Kind != extract.ListItem {
		return 0, 0, e, false
	}
	below := b.list[i+1]
	skip := len([]rune(mark.FindString(string(b.text[below.Start:below.End]))))
	sentences := chunk.Sentences(b.text[below.Start+skip : below.End])
	if len(sentences) == 0 {
		return 0, 0, e, false
	}
	e.Form, e.Bare = flashcard.Titled, true
	e.Term = flashcard.Part{End: at.End - at.Start}
	end = below.Start + skip + sentences[0][1]
	e.Body = flashcard.Part{Start: below.Start + skip - at.Start, End: end - at.Start}
	return at.Start, end, e, true
}

// below is the paragraph under the block i, where it is all that is said there:
// a heading or another question follows.
func (b blocks) below(i int) (extract.Span, bool) {
	if i+1 >= len(b.list) || b.list[i+1].Kind != extract.Paragraph {
		return extract.Span{}, false
	}
	if i+2 < len(b.list) {
		next := b.list[i+2]
		if next.Kind != extract.Heading && !strings.ContainsRune("?？؟", b.text[max(next.End, 1)-1]) {
			return extract.Span{}, false
		}
	}
	return b.list[i+1], b.list[i+1].Start < b.list[i+1].End
}
