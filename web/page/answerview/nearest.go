package answerview

import (
	"cmp"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/quoted"
)

// markNearest makes the view of an answer that is none: the passages that come
// nearest, with the words that fit the question.
func (v *Answer) markNearest(a ask.Answer) {
	v.Nearest, v.NearestHow = true, nothingCertain
	question := quoted.Read(a.Question, "")
	for i := range v.Citations {
		c := &v.Citations[i]
		c.CardHref = "" // it answers nothing
		c.Marked = stretches(cmp.Or(a.Citations[i].Context, c.Quote), question)
		for _, s := range c.Marked {
			if s.Fits {
				v.NearestHow = nothingCertain + wordsMarked
			}
		}
	}
}

// stretches cuts a text at the words of the question.
func stretches(text string, q quoted.Question) []Stretch {
	rs, at := []rune(text), 0
	var out []Stretch
	for _, m := range q.Marked(text) {
		if at < m[0] {
			out = append(out, Stretch{Text: string(rs[at:m[0]])})
		}
		out = append(out, Stretch{string(rs[m[0]:m[1]]), true})
		at = m[1]
	}
	if at < len(rs) {
		out = append(out, Stretch{Text: string(rs[at:])})
	}
	return out
}
