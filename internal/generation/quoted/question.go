package quoted

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// Want is the kind of thing a question asks for.
type Want uint8

// What questions want.
const (
	Anything   Want = iota
	Figure          // how many, how much, what were total sales
	Time            // when, which year
	Person          // who
	Place           // where
	Reason          // why
	Definition      // what is X
	List            // which rules are there, how is it done step by step
	Comparison      // how do A and B differ; Question.Sides says which
	Example         // one of X
	Formula         // of X
)

// Fact reports that a few words answer: a figure, a time, a name, a place.
func (w Want) Fact() bool { return w == Figure || w == Time || w == Person || w == Place }

// Question is a question as the ranking reads it.
type Question struct {
	Text     string
	Lang     string
	Want     Want
	Level    Change
	Terms    []Term    // each stem once, in order
	Sides    [2]string // what is compared; empty unless Want is Comparison
	Code     bool      // asks for code or a command
	asksAlso bool      // leans on the question before, and names something of its own
	Steps    bool      // asks how something is done or goes, one thing after the other
}

// Change says whether a figure is asked for as it stands or as it moved.
type Change uint8

// The changes.
const (
	Either Change = iota
	Level         // what were the sales
	Moved         // by how much did they fall
)

// Term is a word, name or number that the answer's surroundings should know.
type Term struct {
	Stem   string
	also   []string // how else it is found, as it may have been typed
	asks   bool     // a question word of some language: if no passage has it, it only asks
	Text   string
	Name   bool
	Upper  bool // begins with a capital, wherever it stands
	Number bool
	Time   bool // says when
	of     bool // only says of what ("the resolvent of a matrix")
	lent   bool // by the question before
	code   bool // is written as only code is
	source bool // only names whose words they are: "according to the report of Smith"
}

// isYear reports a year.
func (t Term) isYear() bool { return t.Number && t.Time && len(t.Text) == 4 }

// sourceless is how much of its weight is missing with the name of a source.
const sourceless = .3

// Read reads a question. lang is its language if known.
func Read(text, lang string) Question { return ReadAfter("", text, lang) }

// ReadAfter reads a question that leans on the one before, with the words that
// this one lends: they are looked for, too, and say what is asked for where the
// question itself does not.
func ReadAfter(lent, text, lang string) Question {
	own := text
	text = strings.TrimSpace(lent + " " + text)
	if lang == "" {
		lang = words.Asked(text)
	}
	q := Question{Text: text, Lang: lang, Want: wants(own)}
	if q.Want == Anything && lent != "" && !asksOwn(own, lang) {
		q.Want = wants(lent)
	}
	if (q.Want == Anything || q.Want == Definition) && words.Count(q.Text, q.Lang) > 0 && listed.MatchString(own) {
		q.Want = List
	}
	q.Steps = !q.Want.Fact() && q.Want != Comparison && !asksDefined.MatchString(fold.Plain.Text(own)) && (asksProcedure(own) || lent != "" && asksProcedure(lent))
	if q.Want == Comparison {
		q.Sides[0], q.Sides[1] = Sides(own)
	}
	seen := map[string]bool{}
	tokens := periods(words.Question(blanked(text), lang))
	timed, runes, sources := false, []rune(text), words.Sources(text)
	for i, t := range tokens {
		if !t.Content() || seen[t.Stem] || asks(t, lang) || q.Want.carries(t.Text) {
			continue
		}
		seen[t.Stem] = true
		when := timeWords[t.Stem] || monthWords.MatchString(t.Text) || dated(tokens, i)
		timed = timed || when
		asks := lang != "en" && (i == 0 || !upper(t.Text)) && mayAsk[fold.Plain.Text(t.Norm)]
		q.Terms = append(q.Terms, Term{Stem: t.Stem, also: t.Spellings(lang), asks: asks, Text: t.Text, Name: t.Name && !when, Upper: upper(t.Text), Number: t.Number, Time: when, of: genitive(tokens, i), code: isCode(runes, t), lent: t.Start < len([]rune(lent)), source: slices.ContainsFunc(sources, func(s [2]int) bool { return t.Start >= s[0] && t.Start < s[1] })})
	}
	q.Code = q.asksForCode()
	q.asksAlso = lent != "" && slices.ContainsFunc(q.Terms, func(t Term) bool { return !t.lent && !t.Time })
	if changeWords.MatchString(text) {
		q.Level = Moved
	} else if q.Want == Figure || timed && (q.Want == Anything || q.Want == Definition) {
		q.Level = Level
	}
	if q.Level == Level && q.Want != Figure && levelAsked.MatchString(text) {
		q.Want = Figure
	}
	return q
}

// asksWideWords are what only asks in scripts without spaces.
var asksWideWords = regexp.MustCompile(`什么是|什麼是|是什么|是什麼|有哪些|有什么|有什麼|哪些|哪几个|哪个|为什么|為什麼|为何|怎么样|怎么|怎樣|怎样|如何|多少|什么时候|什么|什麼|请|請|吗|嗎|呢|的|とは何ですか|とは|何ですか|ですか|何`)

// blanked puts spaces where words only ask that no space parts from others.
func blanked(text string) string {
	return asksWideWords.ReplaceAllStringFunc(text, func(w string) string { return strings.Repeat(" ", utf8.RuneCountInString(w)) })
}

// listed begins a question for things that it counts: "which four questions".
var listed = regexp.MustCompile(`(?i)^\W*(\p{L}+ )?(what|which|welche[nrsm]?|quel\w*|qué|que|cuál\w*|qual\w*|quali|quais|welke|wat|какие|каких|jakie)[^\p{L}]|个|個|つの`)

var namesWhat = regexp.MustCompile(`(?i)(^|[^\p{L}])(which|what (are|is|were|was|did|do)|welche\w*|quel\w*|qué|cuál\w*|qual\w*|quali|quais|какие|каковы)[^\p{L}]|哪`)

// asksOwn reports that a question which leans on another names what it asks for:
// "And which consequences did it have?", not "And the bakery?".
func asksOwn(own, lang string) bool {
	if !namesWhat.MatchString(own) {
		return false
	}
	tokens := words.Question(own, lang)
	for i, t := range tokens {
		if t.Content() && !t.Number && !asks(t, lang) && !timeWords[t.Stem] && !monthWords.MatchString(t.Text) && !dated(tokens, i) && !t.Name {
			return true
		}
	}
	return false
}

// genitive reports that a word stands behind one that says of what.
func genitive(tokens []words.Token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		switch tokens[k].Norm {
		case "of", "von", "vom", "des", "eines", "einer", "de", "du", "d'un", "d'une", "del", "della", "dell", "di", "do", "da", "dos", "das", "van":
			return true
		}
		if !tokens[k].Stop {
			return false
		}
	}
	return false
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// dated reports that the token at i is the number of a year or of a day.
func dated(tokens []words.Token, i int) bool {
	return tokens[i].Number && (year.MatchString(tokens[i].Text) && len(tokens[i].Text) == 4 ||
		i > 0 && monthWords.MatchString(tokens[i-1].Text) || i+1 < len(tokens) && monthWords.MatchString(tokens[i+1].Text))
}

// Core is the question without times and without what the documents are about
// anyway: what to look for within them. It is empty when nothing is left out.
func (q Question) Core(subjects map[string]bool) string {
	var out []string
	for _, t := range q.Terms {
		if !t.Time && !(t.Upper && subjects[t.Stem]) && !lightWords[t.Stem] {
			out = append(out, t.Text)
		}
	}
	if len(out) == len(q.Terms) {
		return ""
	}
	return strings.Join(out, " ")
}

var (
	levelAsked  = regexp.MustCompile(`(?i)^\W*what\b|\bwie (war|waren|ist|sind)\b|\bwas (war|waren)\b`)
	changeWords = regexp.MustCompile(`(?i)\b(increas|decreas|declin|chang|grew\b|grow|rose\b|rise|fell\b|fall|drop|down\b|up\b|higher|lower|stieg|gestiegen|sank|gesunken|veränder|zunahme|abnahme)`)
)

// timeWords say when; they stand over a table more often than in its rows.
var timeWords = map[string]bool{"quarter": true, "month": true, "end": true, "fiscal": true, "year": true, "period": true, "q1": true, "q2": true, "q3": true, "q4": true, "first": true, "second": true, "third": true, "fourth": true, "half": true, "jahr": true, "quartal": true}

// periods adds to the tokens of a text what its spellings of a quarter mean in
// common: "third quarter" is also q3.
func periods(tokens []words.Token) []words.Token {
	out := tokens
	for i, t := range tokens {
		if n := ordinals[t.Norm]; n != "" && i+1 < len(tokens) && tokens[i+1].Stem == "quarter" {
			out = append(out[:len(out):len(out)], words.Token{Text: t.Text, Norm: n, Stem: n, Start: t.Start, End: tokens[i+1].End})
		}
	}
	return out
}

var ordinals = map[string]string{"first": "q1", "second": "q2", "third": "q3", "fourth": "q4", "1st": "q1", "2nd": "q2", "3rd": "q3", "4th": "q4"}
