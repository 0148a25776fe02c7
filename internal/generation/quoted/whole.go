package quoted

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what a chosen unit brings along.
const (
	mostItems   = 12   // of a list
	longestList = 1600 // code points of its items
	longestCode = 900  // code points of a formula or of code
	longestLean = 300  // code points of the sentence that one leans on
	mostLeans   = 2    // sentences before it, each leaning on the next
)

// brings is whole, told once for each candidate.
func (r *Ranking) brings(c Candidate) []Unit {
	key := [2]int{c.Passage, c.Unit}
	units, ok := r.brought[key]
	if !ok {
		units = r.whole(c)
		r.brought[key] = units
	}
	return units
}

// whole gives a candidate's unit with what it cannot be understood without, in
// reading order: a row with the line that names its columns, an item with the
// lead-in of its list, a lead-in with its list, a formula or code with the
// sentence that names it, and a sentence that leans on the one before with
// that one. A question for a list gets the list.
func (r *Ranking) whole(c Candidate) []Unit {
	p := r.Passages[c.Passage]
	u := p.Units[c.Unit]
	if head, ok := columnsOf(u); ok {
		return []Unit{head, u}
	}
	w, at := p.read(u)
	if at >= 0 && (r.Question.Want == List || r.Question.Want == Comparison && r.headsBoth(u, p.Lang)) && w.rows(at) {
		return w.taken()
	}
	if at < 0 {
		return []Unit{u}
	}
	w.need(at)
	w.columns(at)
	switch {
	case r.reasonsBelow(&w, at):
	case u.Item:
		r.listed(p, &w, at)
	case w.introduces(at) && (Announces(u.Text) || r.Question.Want == List || r.Question.Steps):
		w.list(at + 1)
	case r.leadsOn(&w, at):
	case w.parts(at):
	case r.wholeStatement(p, &w, at):
	default:
		w.shown(at, r.Question.Want == Example || r.Question.Want == Formula)
	}
	if r.Question.Want == Example {
		w.example(at)
	}
	r.explained(c, &w, at)
	r.procedural(p, &w, at)
	r.shownCode(&w, at)
	r.stepsOfCode(&w, at)
	r.bothSides(c, &w, at)
	w.leaned(w.needed[0])
	w.unbroken()
	if r.Question.Want == Definition {
		r.titled(&w, at)
	}
	return w.taken()
}

// wholeStatement adds the definition or theorem that a unit is of, where one is
// asked for, or named.
func (r *Ranking) wholeStatement(p Passage, w *reader, at int) bool {
	from, to, ok := w.statement(at)
	if !ok || r.Question.Want != Definition && r.Question.Want != Formula && !r.names(w, from, p) {
		return false
	}
	for k := from; k < to; k++ {
		w.need(k)
	}
	return true
}

// Only is the answer that is one unit, with the rest of its item and what stands
// below it; ok is false where no passage has it.
func (r *Ranking) Only(text string) (a Answer, ok bool) {
	for _, c := range r.Candidates {
		p := r.Passages[c.Passage]
		u := p.Units[c.Unit]
		if u.Text != text {
			continue
		}
		w, at := p.read(u)
		if at < 0 {
			continue
		}
		w.need(at)
		room := longestReply
		for k := at + 1; k < len(w.units) && w.within(k, at); k++ {
			if room -= len([]rune(w.units[k].Text)); room < 0 {
				break
			}
			w.need(k)
		}
		for _, u := range w.taken() {
			a.Quotes = append(a.Quotes, Quote{Passage: c.Passage, Unit: u, Confidence: 1})
		}
		a.Answered, a.Confidence = true, 1
		return a, true
	}
	return Answer{}, false
}

// complete reports that a candidate with what it brings along answers alone: a
// list that is asked for.
func (r *Ranking) complete(c Candidate) bool {
	items := 0
	if r.Question.Want == List || r.Question.Steps || r.Question.Want == Example {
		for _, u := range r.brings(c) {
			if u.Item || r.Question.Steps && u.Kind == Sentence {
				items++
			}
		}
	}
	if r.Question.Steps && r.Question.Want != List {
		return items >= fewestSteps
	}
	return items >= 3
}

// fewestSteps is of how many sentences and items a procedure is at least that
// answers alone.
const fewestSteps = 4

// wantsList reports that the list around an item answers as a whole: a list is
// asked for, or a sentence announces it that says all that is asked about.
func (r *Ranking) wantsList(p Passage, w reader, at int) bool {
	from := w.listFrom(at)
	if r.Question.Want == List {
		return r.near(p, w, from)
	}
	if r.Question.Want == Comparison && r.Question.Sides[0] != "" {
		if i, headed := r.sideOf(w.units[at], p); i >= 0 && headed {
			return from > 0 && w.units[from-1].heads()
		}
	}
	if r.Question.Steps && w.isNumbered(from) && (p.Lang != "" && r.Question.Lang != "" && p.Lang != r.Question.Lang || worksHow.MatchString(r.Question.Text) || r.steps(p, w.units[at])) {
		return true // the steps of it
	}
	if r.Question.Want == Example && r.exemplifies(p, w.units[at]) {
		return true
	}
	lead := w.lead(from)
	if lead >= 0 && w.units[lead].heads() && w.units[lead].Page == w.units[from].Page && r.texts.sets(w.units[lead].Text) && !r.Question.Want.Fact() && r.mostly(w.units[lead].Text, p) {
		return true // the heading asks the same: "What is a mill for?"
	}
	if lead < 0 || w.units[lead].Kind == Label && !w.units[lead].heads() || !Announces(w.units[lead].Text) || len(r.focus) == 0 || r.Question.Want.Fact() {
		return false
	}
	stems := r.texts.stemsOf(w.units[lead].Text, p.Lang)
	return !slices.ContainsFunc(r.focus, func(t Term) bool { return !t.in(stems) })
}

// shortList is how many units a list has at most that is shown whole where only
// one of its items says what is asked about.
const shortList = 8

// near reports that the list that begins at a unit is of what is asked about: its
// lead-in or heading speaks of it, or it is short.
func (r *Ranking) near(p Passage, w reader, from int) bool {
	to := from
	for to < len(w.units) && w.units[to].Item {
		to++
	}
	if to-from <= shortList || len(r.asked()) == 0 || p.Lang != "" && r.Question.Lang != "" && p.Lang != r.Question.Lang {
		return true
	}
	above := p.heading(w.units[from])
	if lead := w.lead(from); lead >= 0 {
		above += "\n" + w.leadText(lead)
	}
	_, says := r.saying(above, p)
	return says
}

// leadsOn adds the list that a later sentence of the paragraph introduces, where a
// list is asked for: "They depend on five things. These are: …".
func (r *Ranking) leadsOn(w *reader, at int) bool {
	if r.Question.Want != List && r.Question.Want != Example && !r.Question.Steps {
		return false
	}
	lead := w.leadBehind(at)
	if lead < 0 {
		return false
	}
	for k := at + 1; k <= lead; k++ {
		w.need(k)
	}
	w.list(lead + 1)
	return true
}

// leadBehind is the lead-in of a list that stands behind a unit in its paragraph;
// -1 where none does.
func (w *reader) leadBehind(at int) int {
	for k := at + 1; k <= at+mostBetween && k < len(w.units) && together(w.units[k], w.units[at]); k++ {
		if Announces(w.units[k].Text) && w.introduces(k) {
			return k
		}
	}
	return -1
}

// worksHow asks how something goes: in steps, where these are numbered.
var worksHow = regexp.MustCompile(`(?i)\bhow (do|does|did|is|are) .{2,60}\b(work|works|done|made|function)\b|\bwie (funktionier\w+|läuft|laufen|arbeite\w+)|\bcomment (fonctionne\w*|marche\w*|se déroule)|\bcómo (funciona\w*|trabaja\w*)|\bcome (funziona\w*|avviene)|\bcomo funciona\w*|\bhoe werk\w+|jak (działa|przebiega)\w*|как (работа|происходит|устроен)|(如何|怎么|怎样)(工作|进行|运行)`)

// listed adds what an item needs. Where a list is asked for that an item above
// it announces, or the item itself, these are the items below that.
func (r *Ranking) listed(p Passage, w *reader, at int) {
	if r.Question.Want == List {
		leads := w.leads(at)
		if w.introduces(at) {
			leads = append([]int{at}, leads...)
		}
		for _, lead := range leads {
			if w.units[lead].Item && leadsIn(w.units[lead].Text) && r.mostly(w.units[lead].Text, p) {
				w.below(lead)
				return
			}
		}
	}
	all := r.wantsList(p, *w, at)
	if !all && r.Question.Want == List {
		if holds := w.holder(at); holds >= 0 && w.size(holds) <= shortList {
			w.below(holds)
			return
		}
	}
	w.item(at, all)
}

// holder is the item that holds one, -1 where none does.
func (w *reader) holder(at int) int {
	for k := at - 1; k >= 0 && w.units[k].Item; k-- {
		if w.units[k].Level < w.units[at].Level {
			return k
		}
	}
	return -1
}

// size is how many units stand in the item at.
func (w *reader) size(at int) (n int) {
	for k := at + 1; k < len(w.units) && w.within(k, at); k++ {
		n++
	}
	return n
}

// leadsIn reports that an item is a lead-in of those below it, and no sentence of
// its own.
func leadsIn(text string) bool {
	return Announces(text) || len([]rune(text)) <= longestTerm && !terminated([]rune(text))
}

// titled adds the heading over a definition that does not say its term itself.
func (r *Ranking) titled(w *reader, at int) {
	first := at
	for first > 0 && together(w.units[first-1], w.units[at]) {
		first--
	}
	if first == 0 || w.units[first-1].Kind != Label {
		return
	}
	label, said := r.texts.stemsOf(w.units[first-1].Text, r.Question.Lang), r.texts.stemsOf(w.units[at].Text, r.Question.Lang)
	if slices.ContainsFunc(r.focus, func(t Term) bool { return t.in(label) && !t.in(said) }) {
		w.need(first - 1)
	}
}

// Announces reports that a text announces what follows it.
func Announces(text string) bool {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}

// goesOn reports that a text goes on with what stands before it: it begins
// small.
func goesOn(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r) || strings.HasPrefix(text, "其中") || strings.HasPrefix(text, "ここで")
}

var periodLine = regexp.MustCompile(`(?i)\b(months?|weeks?|years?|quarters?)\b.{0,12}\bended\b|\b(19|20)\d\d\b|\bQ[1-4]\b|^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d`)

// columnsOf returns the lines above a row that say which periods its columns
// are of. Nothing else of the header is quoted.
func columnsOf(u Unit) (Unit, bool) {
	if u.Kind != Row || u.Header == "" || u.HeaderAt[1] <= u.HeaderAt[0] {
		return Unit{}, false
	}
	header := []rune(u.Header)
	first, last, at, gap, years := -1, -1, 0, 0, false
	for line := range strings.SplitSeq(u.Header, "\n") {
		n := len([]rune(line))
		switch trimmed := strings.TrimSpace(line); {
		case periodLine.MatchString(trimmed) && !strings.HasSuffix(trimmed, ":") && n < 140:
			if first < 0 {
				first = at
			}
			last, gap = at+n, 0
			years = years || year.MatchString(line)
		case first >= 0:
			if gap++; gap > 2 {
				first, last, years = -1, -1, false
			}
		}
		at += n + 1
	}
	if first < 0 || !years || last-first > 200 {
		return Unit{}, false
	}
	first, last = trim(header, first, last)
	h := Unit{Page: u.Page, Start: u.HeaderAt[0] + first, End: u.HeaderAt[0] + last, Kind: Label, Text: string(header[first:last])}
	return h, true
}
