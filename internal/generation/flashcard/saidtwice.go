package flashcard

import "studyapp/internal/generation/words"

// labelling are the folded labels before a colon that notes use again and again
// with something else behind them: whom or what the line is about ("Council: …"),
// and no term that is explained. One that its author set off is one the third
// time, since a summary explains a term once more.
func labelling(sentences []Sentence) map[string]bool {
	said := map[string]map[string]bool{}
	bare := map[string]bool{}
	for _, s := range sentences {
		if s.Entry == nil || s.Entry.Form != Gloss {
			continue
		}
		term, okTerm := s.cut(s.Entry.Term)
		body, okBody := s.cut(s.Entry.Body)
		if !okTerm || !okBody {
			continue
		}
		term = fold(words.Line(term))
		if said[term] == nil {
			said[term] = map[string]bool{}
		}
		said[term][fold(body)] = true
		bare[term] = bare[term] || s.Entry.Bare
	}
	out := map[string]bool{}
	for term, bodies := range said {
		out[term] = len(bodies) > 2 || len(bodies) == 2 && bare[term]
	}
	return out
}
