package quoted

import "slices"

// nearest is how many passages are shown when there is no answer.
const nearest = 3

// Nearest picks the passages to show when there is no answer, one quote each.
func (r *Ranking) Nearest() []Quote {
	var out []Quote
	seen := map[int]bool{}
	for _, c := range r.Candidates {
		if seen[c.Passage] {
			continue
		}
		seen[c.Passage] = true
		out = append(out, Quote{Passage: c.Passage, Unit: r.Passages[c.Passage].Units[c.Unit], Confidence: r.Decide(c)})
		if len(out) == nearest {
			break
		}
	}
	return out
}

// How near a passage is, to be worth showing though nothing in it answers.
const (
	nearInMeaning = 2.6 // deviations above background
	nearInWords   = 0.4 // share of the question's words, by weight
)

// ComesNear reports whether any passage comes near to the question: in meaning,
// or by what of the question's words stands in it, a rare one weighing most.
func (r *Ranking) ComesNear() bool {
	return slices.ContainsFunc(r.Candidates, func(c Candidate) bool {
		return c.Around >= nearInMeaning || c.Context >= nearInWords
	})
}
