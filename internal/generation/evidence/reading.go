package evidence

import (
	"cmp"
	"context"
	"slices"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/search/late"
)

// What is read for an answer: of the passages that say most of the question the
// part around what says most of it, since reading costs by the token. Where nothing of
// that is believed, one is read, too, of which a unit ranks among the best.
const (
	readPassages = 2
	readTokens   = 112
	readAbove    = 100 // characters of title and headings above it
)

// readFirst has the reader read the passages that say most of the question.
func (f *Found) readFirst(ctx context.Context, q asked, passages []quoted.Passage) error {
	var at []int
	for i := range passages {
		if passages[i].Said != nil {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(f.Hits[b].Near, f.Hits[a].Near) })
	return f.readForAnswers(ctx, q, passages, at[:min(len(at), readPassages)])
}

// readForAnswers notes what the reader says of passages: whether each has the
// answer, and each of the units that were read.
func (f *Found) readForAnswers(ctx context.Context, q asked, passages []quoted.Passage, at []int) error {
	texts, from := make([]string, len(at)), make([]int, len(at))
	places, parts := make([][]placed, len(at)), make([]late.Stretch, len(at))
	for k, i := range at {
		h := f.Hits[i]
		places[k] = placesIn(h)
		whole, first := h.Whole()
		text := []rune(whole)
		s := around(&passages[i], places[k], h.Tokens, readTokens)
		above := text[max(0, first-readAbove):first]
		texts[k], from[k], parts[k] = string(above)+string(text[first+s.Start:min(len(text), first+s.End)]), len(above), s
	}
	readings, err := q.reader.Answers(ctx, q.text, texts, from)
	if err != nil {
		return err
	}
	for k, i := range at {
		if readings[k] != nil {
			reading(&passages[i], readings[k], parts[k], places[k])
		}
	}
	return nil
}

// reading notes what the reader says of a part of a passage.
func reading(p *quoted.Passage, r *late.Reading, part late.Stretch, places []placed) {
	p.Answer = r.Answer()
	p.Readings = make([]quoted.Reading, len(p.Units))
	for i, u := range p.Units {
		within := stretches(places, u)
		for k := range within {
			within[k].Start -= part.Start
			within[k].End -= part.Start
		}
		if answer, belongs, ok := r.Of(within...); ok {
			p.Readings[i] = quoted.Reading{Answer: answer, Belongs: belongs, Known: true}
		}
	}
}
