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
//
// The thresholds are the strictest that keep at least 99 % of the questions
// which the texts answer. They were fitted on 1,480 questions (SQuAD's and
// XQuAD's in English, German and Russian, some about articles left out, and
// others about finance, medicine and aerodynamics) over 200 paragraphs in
// English, and measured over the same paragraphs in Russian.
const (
	nearInMeaning    = 3.6 // deviations above background, question and passage in one language
	nearAcross       = 2.0 // the same, in two languages, or where one cannot be told
	nearInWords      = 0.4 // share of the question's words, by weight, beside meaning
	nearInWordsAlone = 0.2 // the same where words alone decide
)

// ComesNear reports whether any passage comes near to the question: in meaning,
// or by what of the question's words stands in it, a rare one weighing most.
// Where none does, the documents say nothing about it.
func (r *Ranking) ComesNear() bool {
	return slices.ContainsFunc(r.Candidates, r.comesNear)
}

func (r *Ranking) comesNear(c Candidate) bool {
	if !r.Close {
		return c.Context >= nearInWordsAlone || r.named(c.Passage)
	}
	return c.Context >= nearInWords || c.Around >= nearInMeaning || c.Around >= nearAcross && !r.sameLanguage(c.Passage)
}

// named reports that the question names what a passage's document is about: a
// word that stands in most passages weighs little, and yet it is near.
func (r *Ranking) named(passage int) bool {
	p := r.Passages[passage]
	title := r.texts.stemsOf(p.Title, p.Lang)
	return slices.ContainsFunc(r.Question.Terms, func(t Term) bool { return !t.Number && !lightWords[t.Stem] && t.in(title) })
}

// sameLanguage reports that question and passage are known to be in one language.
func (r *Ranking) sameLanguage(passage int) bool {
	return r.Question.Lang != "" && r.Passages[passage].Lang == r.Question.Lang
}
