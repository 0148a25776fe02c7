package evidence

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/platform/id"
)

// mostSide is how many quotes say what one side of a comparison is.
const mostSide = 2

// define is the question for what a thing is, in the languages that have one
// here; others are asked in English, whose question words are no words to look
// for.
var define = map[string]string{
	"en": "What is %s?", "de": "Was ist %s?", "fr": "Qu'est-ce que %s ?", "es": "¿Qué es %s?", "it": "Che cos'è %s?",
	"pt": "O que é %s?", "nl": "Wat is %s?", "ru": "Что такое %s?",
}

// Compare sees to it that both sides of a comparison are quoted: for a side that
// the answer does not name it finds what this is. It does nothing for other
// questions.
func (s *Service) Compare(ctx context.Context, owner id.User, f *Found, scope Scope, k int) error {
	if f.Ranking == nil || f.composed != nil || f.question.Want != quoted.Comparison {
		return nil
	}
	answer, missing := f.Ranking.Compose(), 0
	together := slices.ContainsFunc(answer.Quotes, func(q quoted.Quote) bool {
		one := quoted.Answer{Quotes: []quoted.Quote{q}}
		return f.names(one, f.question.Sides[0]) && f.names(one, f.question.Sides[1])
	})
	for i, side := range f.question.Sides {
		if side == "" {
			return nil
		}
		if together || f.names(answer, side) && f.tells(answer, side) {
			continue
		}
		template := define[f.question.Lang]
		if template == "" {
			template = define["en"]
		}
		g, err := s.Find(ctx, owner, fmt.Sprintf(template, side), "", scope, k)
		if err != nil {
			return err
		}
		if g.Ranking == nil {
			missing++
			continue
		}
		said := g.Ranking.Compose()
		if said.Quotes = f.about(said.Quotes, side, f.question.Sides[1-i]); !g.names(said, side) && !(said.Answered && g.foreign(said)) {
			missing++ // of another language, what answers is believed
			continue
		}
		answer.Quotes = append(answer.Quotes, f.join(g, said.Quotes)...)
		answer.Confidence = max(answer.Confidence, said.Confidence)
	}
	if answer.Answered || missing == 0 {
		answer.Answered, answer.Nearest = true, nil
	}
	f.composed = &answer
	return nil
}

// names reports that an answer's quotes, or the headings that they stand under,
// name a thing.
func (f *Found) names(a quoted.Answer, thing string) bool {
	have := map[string]bool{}
	for _, q := range a.Quotes {
		p := f.Ranking.Passages[q.Passage]
		text := q.Unit.Text + "\n" + q.Unit.Heading
		if n := len(p.HeadingPath); n > 0 {
			text += "\n" + p.HeadingPath[n-1]
		}
		for _, t := range words.Tokens(text, f.question.Lang) {
			have[t.Stem] = true
		}
	}
	for _, t := range words.Tokens(thing, f.question.Lang) {
		if t.Content() && !have[t.Stem] {
			return false
		}
	}
	return true
}

// about are the first quotes, from the one on that has the words which a side has
// and the other has not.
func (f *Found) about(quotes []quoted.Quote, side, other string) []quoted.Quote {
	stems := func(text string) map[string]bool {
		m := map[string]bool{}
		for _, t := range words.Tokens(text, f.question.Lang) {
			if t.Content() {
				m[t.Stem] = true
			}
		}
		return m
	}
	own := stems(side)
	for s := range stems(other) {
		delete(own, s)
	}
	at := slices.IndexFunc(quotes, func(q quoted.Quote) bool {
		have := stems(q.Unit.Text)
		for s := range own {
			if !have[s] {
				return false
			}
		}
		return true
	})
	at = max(at, 0)
	return quotes[at:min(at+mostSide, len(quotes))]
}

// foreign reports that the first quote of an answer is in another language than
// the question.
func (f *Found) foreign(a quoted.Answer) bool {
	if len(a.Quotes) == 0 {
		return false
	}
	lang := f.Ranking.Passages[a.Quotes[0].Passage].Lang
	return lang != "" && f.question.Lang != "" && lang != f.question.Lang
}

// tells reports that a quote of an answer begins with a thing: it says what it
// is, and does not only mention it.
func (f *Found) tells(a quoted.Answer, thing string) bool {
	return slices.ContainsFunc(a.Quotes, func(q quoted.Quote) bool {
		begins := q.Unit.Text
		if rs := []rune(begins); len(rs) > mostBegins {
			begins = string(rs[:mostBegins])
		}
		q.Unit.Text = begins
		return f.names(quoted.Answer{Quotes: []quoted.Quote{q}}, thing)
	})
}

// mostBegins is how far a quote may name what it tells of.
const mostBegins = 60

// join takes over the passages of what else was found, and gives the quotes in
// them.
func (f *Found) join(g *Found, quotes []quoted.Quote) []quoted.Quote {
	first := len(f.Hits)
	f.Hits = append(f.Hits, g.Hits...)
	f.Ranking.Passages = append(f.Ranking.Passages, g.Ranking.Passages...)
	maps.Copy(f.Pages, g.Pages)
	out := make([]quoted.Quote, len(quotes))
	for i, q := range quotes {
		q.Passage += first
		out[i] = q
	}
	return out
}
