package quoted

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/words"
)

// What the kind of a question adds to the score of a unit, which counts a whole
// match of what is asked about as 3. A section's first sentence and the items
// below a heading rarely say again what the heading says.
const (
	asDefined  = 2.5 // says what the thing is
	asOpening  = 2.5 // begins the section named after it
	asListed   = 3   // of the list that lead-in or heading name
	asCompared = 1.5 // speaks of both sides
	asFormula  = 1.5 // names it and holds a formula, or announces one
	asExample  = 1   // stands under a heading of examples
)

// suits is what speaks for a unit by the kind of the question.
func (r *Ranking) suits(c *Candidate) float64 {
	if len(r.focus) == 0 || r.foreign(c.Passage) {
		return 0
	}
	p := r.Passages[c.Passage]
	u := p.Units[c.Unit]
	switch r.Question.Want {
	case Definition:
		switch {
		case c.Row > 0:
		case r.defines(c, u, p.Lang):
			return asDefined
		case r.opens(c, p):
			return asOpening
		}
	case List:
		if r.lists(p, u) {
			return asListed
		}
	case Comparison:
		if r.says(c.stems, r.Question.Sides[0]) && r.says(c.stems, r.Question.Sides[1]) {
			return asCompared
		}
	case Formula:
		if u.Formula && c.Focus > 0.7 || r.announces(p, u) && c.Focus > 0.5 {
			return asFormula
		}
	case Example:
		if Example.speaksOf(p.heading(u)) {
			return asExample
		}
	}
	return 0
}

// heading is the one a unit stands under: on its page, or that of its passage.
func (p Passage) heading(u Unit) string {
	if u.Heading == "" && len(p.HeadingPath) > 0 {
		return p.HeadingPath[len(p.HeadingPath)-1]
	}
	return u.Heading
}

// says reports that stems have all content words of a text in the question's
// language.
func (r *Ranking) says(stems map[string]bool, text string) bool {
	if text == "" {
		return false
	}
	for _, t := range words.Tokens(text, r.Question.Lang) {
		if t.Content() && !stems[t.Stem] {
			return false
		}
	}
	return true
}

// topic is what is asked about together with what the document may be about as
// a whole: a heading has to say which part of it stands below.
func (r *Ranking) topic() []Term {
	return slices.DeleteFunc(slices.Clone(r.Question.Terms), func(t Term) bool { return t.Time })
}

// all reports that the words of a text say all of the topic: what the title says
// need not be said again.
func (r *Ranking) all(text string, p Passage) bool {
	stems, ok := r.saying(text, p)
	return ok && !slices.ContainsFunc(r.topic(), func(t Term) bool { return !t.in(stems) })
}

// saying gives the stems of a text and of its document's title; ok is false where
// the text itself has nothing of the topic.
func (r *Ranking) saying(text string, p Passage) (stems map[string]bool, ok bool) {
	stems = stemsOf(text, p.Lang)
	ok = slices.ContainsFunc(r.topic(), func(t Term) bool { return t.in(stems) })
	maps.Copy(stems, stemsOf(p.Title, p.Lang))
	return stems, ok
}

// mostly reports that the words of a text say most of the topic, by weight.
func (r *Ranking) mostly(text string, p Passage) bool {
	stems, ok := r.saying(text, p)
	return ok && r.share(r.topic(), func(t Term) float64 {
		if t.in(stems) {
			return 1
		}
		return 0
	}) >= 0.6
}

// lists reports that a unit is of a list whose lead-in or heading says most of
// what is asked about, or is such a lead-in.
func (r *Ranking) lists(p Passage, u Unit) bool {
	w := reader{units: p.pageOf(u.Page)}
	for at, o := range w.units {
		if o.Start != u.Start {
			continue
		}
		if !u.Item {
			return w.introduces(at) && r.mostly(p.heading(u)+"\n"+u.Text, p)
		}
		lead := w.lead(w.listFrom(at))
		if lead >= 0 && r.mostly(w.units[lead].Text+"\n"+p.heading(u), p) {
			return true
		}
		return r.all(p.heading(u), p)
	}
	return false
}

// announces reports that a formula or code follows a unit.
func (r *Ranking) announces(p Passage, u Unit) bool {
	units := p.pageOf(u.Page)
	for at, o := range units {
		if o.Start == u.Start {
			return at+1 < len(units) && units[at+1].Kind == Code && units[at+1].Formula
		}
	}
	return false
}

// opens reports that a unit is the first sentence of a section that is named
// after what is asked about, and after nothing else.
func (r *Ranking) opens(c *Candidate, p Passage) bool {
	u := p.Units[c.Unit]
	heading := p.heading(u)
	if heading == "" || !r.all(heading, p) {
		return false
	}
	more := 0
	named := labelled.FindString(heading)
	for _, t := range words.Tokens(heading[len(named):], p.Lang) {
		if t.Content() && !t.Number && r.weight(t, p.Lang) == 0 {
			more++
		}
	}
	if more > 0 && !hasLetter(named) { // "Definition 14 (Duck typing and structural typing)" may name more
		return false
	}
	units := p.pageOf(u.Page)
	for at, o := range units {
		if o.Start != u.Start {
			continue
		}
		for k := at - 1; k >= 0 && units[k].Heading == u.Heading; k-- {
			if units[k].Kind == Sentence {
				return false
			}
			if units[k].Text == u.Heading {
				return true
			}
		}
		return u.Heading != "" && at > 0
	}
	return false
}

// labelled is what stands before the name of a thing that is set apart.
var labelled = regexp.MustCompile(`(?i)^\s*((definition|définition|definición|definizione|definição|definitie|определение|定义|定義|satz|theorem|théorème|teorema|теорема|定理|begriff|term)\s*)?[\d.()§]*\s*`)

// The words between a thing and what it is, behind it and before it.
var (
	isBehind = regexp.MustCompile(`(?i)^[^\p{L}]{0,4}(\([^)]{1,60}\)\s*)?(,[^,]{1,60},\s*)?(is|are|means|refers? to|denotes?|describes?|consists? of|ist|sind|bezeichnet|bedeutet|heißt|beschreibt|besteht aus|est|sont|désigne|consiste|signifie|es|son|significa|consiste|designa|è|sono|indica|é|são|indica|is|zijn|betekent|это|является|означает|to|jest|oznacza|är|betyder|er|betyder)\b|^\s*[—–-]\s|^\s*:\s|^\s*(是|指|即|就是)|^とは|^は、|^이란|^란 |^هو |^هي `)
	saysSo   = regexp.MustCompile(`(?i)\b(called|termed|known as|named|nennt man|nennen wir|genannt|heißt|heißen|heisst|heissen|bezeichnet man|versteht man unter|unter|appelle|appelée?s?|nommée?s?|llama|llamamos|denomina|denominan|chiama|chiamano|detto|detta|definisce|chama|chamamos|denominada?|noemen|noemt|heet|называ\S+|nazywa\S*|kallas|kaldes)\s+[^.]{0,40}$|(称为|稱為|叫做|叫作|定义为|定義為|称作|と呼|という|라고)[^。]{0,8}$`)
	callsIt  = regexp.MustCompile(`(?i)^[^\p{L}]{0,3}(heißt|heißen|heisst|genannt|is called|are called|называ\S+|s'appelle|se llama|si dice|si chiama|と呼|という|と言)`)
)

// mostBefore is how many code points may stand before the thing that a
// definition begins with: an article, "In law, ".
const mostBefore = 24

// defines reports that a unit says what the thing that is asked about is.
func (r *Ranking) defines(c *Candidate, u Unit, lang string) bool {
	if slices.ContainsFunc(r.focus, func(t Term) bool { return !t.in(c.stems) }) {
		return false
	}
	text := []rune(u.Text)
	start, end := -1, -1
	left := map[string]bool{}
	for _, t := range r.focus {
		left[t.Stem] = true
	}
	for _, w := range words.Tokens(u.Text, lang) {
		hit := ""
		for _, t := range r.focus {
			if t.Meets(w, lang) {
				hit = t.Stem
			}
		}
		if hit == "" {
			continue
		}
		if start < 0 || !left[hit] && len(left) > 0 {
			start = w.Start
		}
		delete(left, hit)
		end = w.End
		if len(left) == 0 {
			break
		}
	}
	if start < 0 || len(left) > 0 || end-start > 60 {
		return false
	}
	before, after := string(text[:start]), string(text[end:])
	if start <= mostBefore && isBehind.MatchString(after) && (silent(before, lang) || strings.HasSuffix(strings.TrimSpace(before), ",")) {
		return true
	}
	if at := saysSo.FindStringIndex(before); at != nil {
		_, between, _ := strings.Cut(before[at[0]:], " ")
		return silent(between, lang) // "is called a discrete metric" says what that is, not a metric
	}
	clause := before[strings.LastIndexAny(before, ",;:")+1:]
	return callsIt.MatchString(after) && silent(clause, lang)
}

// silent reports that a text has no words of meaning.
func silent(text, lang string) bool {
	return !slices.ContainsFunc(words.Tokens(text, lang), func(t words.Token) bool { return t.Content() && !t.Number })
}
