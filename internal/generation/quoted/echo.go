package quoted

import "studyapp/internal/generation/words"

// echoes reports that a sentence says no more than the question: an exercise
// that asks the same, a line of the contents. What introduces a list does not
// have to say more.
func (r *Ranking) echoes(c *Candidate) bool {
	p := r.Passages[c.Passage]
	u := p.Units[c.Unit]
	if u.Kind != Sentence || len(r.Question.Terms) == 0 || r.foreign(c.Passage) || r.introduces(c) {
		return false
	}
	lang := p.Lang
	if lang == "" {
		lang = r.Question.Lang
	}
	for _, t := range words.Tokens(u.Text, lang) {
		if t.Content() && !asks(t, lang) && !r.Question.has(t, lang) {
			return false
		}
	}
	return true
}

// has reports whether the question has a word.
func (q Question) has(t words.Token, lang string) bool {
	for _, term := range q.Terms {
		if term.Meets(t, lang) {
			return true
		}
	}
	return false
}
