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
	if r.texts.sets(u.Text) && r.mostly(u.Text, p) {
		return true // an exercise
	}
	if r.shows(c) || r.Question.Want == Reason && r.goesOn(c) {
		return false
	}
	lang := p.Lang
	if lang == "" {
		lang = r.Question.Lang
	}
	for _, t := range r.texts.tokensOf(u.Text, lang) {
		if t.Content() && !asks(t, lang) && !r.Question.has(t, lang) {
			return false
		}
	}
	return true
}

// shows reports that a formula or code follows a unit: it names that.
func (r *Ranking) shows(c *Candidate) bool {
	units := r.Passages[c.Passage].Units
	return c.Unit+1 < len(units) && units[c.Unit+1].Kind == Code
}

// goesOn reports that a paragraph goes on behind a unit, or before it where it
// draws a conclusion: the reason stands there.
func (r *Ranking) goesOn(c *Candidate) bool {
	units := r.Passages[c.Passage].Units
	u, other := units[c.Unit], c.Unit+1
	if concludes.MatchString(u.Text) {
		other = c.Unit - 1
	}
	return !r.texts.sets(u.Text) && other >= 0 && other < len(units) && units[other].Kind == Sentence && together(u, units[other]) &&
		max(units[other].Start-u.End, u.Start-units[other].End) <= 1
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
