package quoted

import "slices"

// Further takes what was said in the answer before off the candidates of a
// question that only asks on ("and why?", "an example?"): it asks for more. What
// has that already stays.
func (r *Ranking) Further(said []string) {
	if r.Question.asksAlso || r.Question.Want != Reason && r.Question.Want != Example {
		return
	}
	left := slices.DeleteFunc(slices.Clone(r.Candidates), func(c Candidate) bool {
		text := r.Passages[c.Passage].Units[c.Unit].Text
		return slices.Contains(said, text) && !r.wanted(text)
	})
	if len(left) > 0 {
		r.Candidates = left
	}
}

// wanted reports that a text gives the reason or the example that is asked for.
func (r *Ranking) wanted(text string) bool {
	if r.Question.Want == Reason {
		return reasonWords.MatchString(text)
	}
	return r.Question.Want.speaksOf(text)
}
