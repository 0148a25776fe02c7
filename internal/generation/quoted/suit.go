package quoted

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"studyapp/internal/platform/fold"
)

// What the kind of a question adds to the score of a unit, which counts a whole
// match of what is asked about as 3. A section's first sentence and the items
// below a heading rarely say again what the heading says.
const (
	asDefined  = 2.5 // says what the thing is
	asSetApart = 5   // says it in a definition that is set apart
	asClause   = 1.2 // says it amid a sentence
	asSetOff   = 2   // introduces it in bold or italics
	asStated   = 2   // of a definition or theorem of that name
	asReplied  = 2.5 // stands below the same question
	asOpening  = 2.5 // begins the section named after it
	asListed   = 3   // of the list that lead-in or heading name
	asTabled   = 2.5 // is of a table whose columns are the two sides
	asCompared = 1.5 // speaks of both sides
	asEqual    = 2.5 // says what it is equal to
	asForm     = 1   // of the form that is asked for, in another language
	asFormula  = 1.5 // names it and holds a formula, or announces one
	asExampled = 2.5 // gives one below a heading that names it
	asExample  = 1   // stands under a heading of examples
)

// suits is what speaks for a unit by the kind of the question.
func (r *Ranking) suits(c *Candidate) float64 {
	if len(r.focus) == 0 || r.foreign(c.Passage) || c.Row > 0 && r.Question.Want == Definition {
		return 0
	}
	p := r.Passages[c.Passage]
	s := r.byKind(c, p)
	if (r.Question.Code || r.Question.Steps) && p.Units[c.Unit].Kind == Code && !p.Units[c.Unit].Formula {
		if r.codes(p, p.Units[c.Unit]) {
			return asCode + r.definesCode(p.Units[c.Unit])
		}
		return 0
	}
	if s < asListed && c.Row == 0 && r.steps(p, p.Units[c.Unit]) {
		s = asListed
	}
	if s < asReplied && c.Row == 0 && r.replies(c, p) {
		s = asReplied
	}
	return s
}

func (r *Ranking) byKind(c *Candidate, p Passage) float64 {
	u := p.Units[c.Unit]
	switch r.Question.Want {
	case Definition:
		s := max(r.formal(c, u, p.Lang), r.partOf(p, u))
		if s < asOpening && r.opens(c, p) {
			s = asOpening
		}
		return max(s, r.stated(c, p, s > 0))
	case List:
		switch {
		case r.opposes(c, u):
		case r.lists(p, u) || r.agrees(p, u):
			return asListed + r.counted(c)
		default:
			return r.counted(c)
		}
	case Comparison:
		if c.Row > 0 && r.headsBoth(u, p.Lang) {
			return asTabled
		}
		if i, headed := r.sideOf(u, p); i >= 0 && (!headed || r.firstBelow(u, p)) {
			return asCompared
		}
		if r.says(c.stems, r.Question.Sides[0]) && r.says(c.stems, r.Question.Sides[1]) {
			return asCompared
		}
	case Formula:
		if r.equals(u, p.Lang) {
			return asEqual
		}
		if (u.Formula || equates(u.Text)) && c.Focus > 0.7 || r.announces(p, u) && c.Focus > 0.5 {
			return asFormula
		}
		return r.stated(c, p, false)
	case Example:
		if r.exemplifies(p, u) {
			return asListed
		}
		if Example.speaksOf(u.Text) && r.titles(p.heading(u), p) {
			return asExampled
		}
		if Example.speaksOf(p.heading(u)) {
			return asExample
		}
	case Reason:
		if overReasons.MatchString(fold.Plain.Text(p.heading(u))) && c.Row == 0 {
			return asListed
		}
		if whatFor.MatchString(r.Question.Text) {
			return r.defines(c, u, p.Lang)
		}
	case Anything:
		return r.stated(c, p, false)
	}
	return 0
}

// formal is defines, and more of a formal statement.
func (r *Ranking) formal(c *Candidate, u Unit, lang string) float64 {
	s := r.defines(c, u, lang)
	if s > 0 && formally.MatchString(u.Text) {
		return asSetApart
	}
	return s
}

// partOf is what speaks for the first item of a list whose heading says formally what
// the thing is that is asked about, and announces its parts: "A graph is a pair (V, E):".
func (r *Ranking) partOf(p Passage, u Unit) float64 {
	w, at := p.read(u)
	if at < 1 || !u.Item || !w.units[at-1].heads() || !Announces(w.units[at-1].Text) || !formally.MatchString(w.units[at-1].Text) {
		return 0
	}
	heading := w.units[at-1]
	if r.formal(&Candidate{stems: r.texts.stemsOf(heading.Text, p.Lang)}, heading, p.Lang) == 0 {
		return 0
	}
	return asSetApart
}

// whatFor asks what something is good for: what it is tells.
var whatFor = regexp.MustCompile(`(?i)what (is|are) .{2,50} for\W*$|\b(wozu|wofür)\b|à quoi ser\w+|para qué sirve|a (che )?cosa serv|para que serve|waarvoor|waartoe|do czego służ|зачем|для чего|有什么用|用来做什么`)

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
	for _, t := range r.texts.tokensOf(text, r.Question.Lang) {
		if t.Content() && !stems[t.Stem] {
			return false
		}
	}
	return true
}

// sideBegun is which side a unit begins with, as it is called and the other is
// not, to go on with what that is: "Byzantine: …". It is -1 where it begins with
// neither.
func (r *Ranking) sideBegun(u Unit, lang string) int {
	m := termed.FindString(strings.TrimLeft(u.Text, " •●‣▪◦–—-"))
	if m == "" {
		return -1
	}
	stems := r.texts.stemsOf(m, lang)
	for i, side := range r.Question.Sides {
		if own := r.ownWords(side, r.Question.Sides[1-i]); own != "" && r.says(stems, own) {
			return i
		}
	}
	return -1
}

// firstBelow reports that nothing stands between a unit and its heading.
func (r *Ranking) firstBelow(u Unit, p Passage) bool {
	w, at := p.read(u)
	return at > 0 && w.units[at-1].heads()
}

// abroad is what speaks for a unit of another language than the question by its
// form alone: a definition, a list, a theorem of that name.
func (r *Ranking) abroad(c *Candidate) float64 {
	p := r.Passages[c.Passage]
	u := p.Units[c.Unit]
	if c.Row == 0 && r.leftToReply(u, p) {
		return -questioned
	}
	switch r.Question.Want {
	case Definition:
		if c.Row == 0 && (defined.MatchString(u.Text) || definition.MatchString(u.Text)) {
			return asForm
		}
	case List:
		if w, at := p.read(u); at >= 0 && c.Row == 0 && (u.Item || w.introduces(at)) {
			return asForm + r.counted(c)
		}
	case Anything:
		return r.stated(c, p, false)
	}
	return 0
}

// definition is a sentence that begins with a few words and what they are.
var definition = regexp.MustCompile(`(?i)^[^\p{L}\p{N}]{0,4}(?:\p{L}[^—–:：=.]{1,40}?(?:\s[—–]\s|\s?[:：]\s|\s=\s)\p{L}|\S{2,12}?(?:是|とは)|(?:\S+\s){1,4}(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são|zijn|это|является)\s)`)

// headsBoth reports that a row stands below both sides of a comparison.
func (r *Ranking) headsBoth(u Unit, lang string) bool {
	if u.Header == "" {
		return false
	}
	stems := r.texts.stemsOf(u.Header, lang)
	return r.says(stems, r.Question.Sides[0]) && r.says(stems, r.Question.Sides[1])
}

// topic is what is asked about together with what the document may be about as
// a whole: a heading has to say which part of it stands below.
func (r *Ranking) topic() []Term {
	counts := strconv.Itoa(r.items) // a lead-in rarely says how many follow
	own := slices.DeleteFunc(slices.Clone(r.Question.Terms), func(t Term) bool { return t.Time || t.Number && t.Stem == counts })
	if asked := slices.DeleteFunc(slices.Clone(own), func(t Term) bool { return t.lent }); len(asked) > 0 {
		return asked // a heading says what is asked, not of what
	}
	return own
}

// asked is topic, told once.
func (r *Ranking) asked() []Term {
	if r.topics == nil {
		r.topics = append(make([]Term, 0), r.topic()...)
	}
	return r.topics
}

// all reports that the words of a text say all of the topic: what the title says
// need not be said again.
func (r *Ranking) all(text string, p Passage) bool {
	says, ok := r.saying(text, p)
	return ok && !slices.ContainsFunc(r.asked(), func(t Term) bool { return !says(t) })
}

// saying tells whether a text or its document's title has a term; ok is false
// where the text itself has nothing of the topic.
func (r *Ranking) saying(text string, p Passage) (says func(Term) bool, ok bool) {
	stems := r.texts.stemsOf(text, p.Lang)
	if !slices.ContainsFunc(r.asked(), func(t Term) bool { return t.in(stems) }) {
		return nil, false
	}
	title := r.texts.stemsOf(p.Title, p.Lang)
	return func(t Term) bool { return t.in(stems) || t.in(title) }, true
}

// mostly reports that the words of a text say most of the topic, by weight.
func (r *Ranking) mostly(text string, p Passage) bool {
	says, ok := r.saying(text, p)
	return ok && r.share(r.asked(), func(t Term) float64 {
		if says(t) {
			return 1
		}
		return 0
	}) >= 0.6
}

// lists reports that a unit is of a list whose lead-in or heading says most of
// what is asked about, or is such a lead-in.
func (r *Ranking) lists(p Passage, u Unit) bool {
	w, at := p.read(u)
	if at < 0 {
		return false
	}
	if len(strings.Fields(u.Text)) > longestRunIn && w.leadBehind(at) >= 0 && r.mostly(u.Text, p) {
		return true
	}
	if (w.introduces(at) || w.sections(at) != nil) && r.mostly(w.units[at].Heading+"\n"+w.runIn(at)+"\n"+u.Text, p) {
		return true
	}
	if !u.Item {
		return false
	}
	for _, lead := range w.leads(at) {
		if r.mostly(w.leadText(lead)+"\n"+w.runIn(lead)+"\n"+p.heading(u), p) {
			return true
		}
	}
	return r.all(p.heading(u), p)
}

// exemplifies reports that a unit introduces examples of what is asked about, or is
// one of them.
func (r *Ranking) exemplifies(p Passage, u Unit) bool {
	w, at := p.read(u)
	if at < 0 {
		return false
	}
	lead := at
	if u.Item {
		lead = w.lead(w.listFrom(at))
	}
	if lead < 0 || !w.introduces(lead) {
		return false
	}
	above := w.units[lead].Text + "\n" + p.heading(w.units[lead])
	if !Example.speaksOf(w.units[lead].Text) {
		if !u.Item || !inQuotes(u.Text) {
			return false
		}
		above = w.units[lead].Text // of several lines the last one is over the list
		above = above[strings.LastIndexByte(above, '\n')+1:]
	}
	says, ok := r.saying(above, p)
	return ok && r.share(r.asked(), func(t Term) float64 {
		if says(t) {
			return 1
		}
		return 0
	}) >= asExampleSaid
}

// quotes are names in quotation marks.
var quotes = regexp.MustCompile(`[“"«„「『][^“”"«»„」』\n]{2,60}[”"“»」』]`)

// mostOutside is how many words stand at most beside the names of a line of examples.
const mostOutside = 3

// inQuotes reports that a line has names in quotation marks and little else: these
// are examples of what the line above it says.
func inQuotes(text string) bool {
	if !quotes.MatchString(text) {
		return false
	}
	outside := 0
	for w := range strings.FieldsSeq(quotes.ReplaceAllString(text, " ")) {
		if hasLetter(w) {
			outside++
		}
	}
	return outside <= mostOutside
}

// asExampleSaid is the share of what is asked about that a lead-in of examples
// says: it rarely says what they are called besides.
const asExampleSaid = 0.4

// equalTo follows what a formula is of.
var equalTo = regexp.MustCompile(`^[\s}]*(\[[^\]]{0,20}\]|\([^)]{0,20}\)|_\S{1,6})?\s*(=|≔|:=|≈|∝)`)

// equals reports that what is asked about stands before an equals sign.
func (r *Ranking) equals(u Unit, lang string) bool {
	text := []rune(u.Text)
	for _, w := range r.texts.tokensOf(u.Text, lang) {
		if strings.ContainsAny(string(text[:w.Start]), "=≔≈") {
			return false // it is one of what another is equal to
		}
		if r.inFocus(w, lang) && equalTo.MatchString(string(text[w.End:])) {
			return true
		}
	}
	return false
}

// announces reports that a formula or code follows a unit.
func (r *Ranking) announces(p Passage, u Unit) bool {
	w, at := p.read(u)
	return at >= 0 && at+1 < len(w.units) && (w.units[at+1].Kind == Code && w.units[at+1].Formula || w.formulaLine(at+1))
}

// introduces reports that the items of a list follow a unit: of an item, those
// below it.
func (r *Ranking) introduces(c *Candidate) bool {
	units := r.Passages[c.Passage].Units
	if c.Unit+1 >= len(units) || !units[c.Unit+1].Item {
		return false
	}
	u, next := units[c.Unit], units[c.Unit+1]
	return !u.Item && next.Page == u.Page || u.Item && next.Level > u.Level
}

// headed reports that a unit stands under a heading that says all that is
// asked about.
func (r *Ranking) headed(c *Candidate) bool {
	p := r.Passages[c.Passage]
	if len(p.HeadingPath) < 2 || len(r.focus) < 2 {
		return false // the title of the whole says little about a part
	}
	heading := r.texts.stemsOf(p.HeadingPath[len(p.HeadingPath)-1], p.Lang)
	for _, t := range r.focus {
		if !t.in(heading) {
			return false
		}
	}
	return true
}
