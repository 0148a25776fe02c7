package cite

import "studyapp/internal/generation/words"

// Names reports that every number and proper name of a text stands in the
// quote: a question may turn a sentence round, but it may not be about
// something else.
func Names(text, quote string) bool {
	r := reading(text)
	have := map[string]bool{}
	for _, t := range words.Tokens(quote, r.lang) {
		have[t.Stem] = true
	}
	for _, t := range r.content {
		if (t.Number || t.Name || hasDigit(t.Stem)) && !have[t.Stem] {
			return false
		}
	}
	return true
}
