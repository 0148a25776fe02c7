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
	w := reader{units: p.pageOf(u.Page), lang: p.Lang}
	at := slices.IndexFunc(w.units, func(o Unit) bool { return o.Start == u.Start && o.End == u.End })
	if at < 0 {
		return []Unit{u}
	}
	w.need(at)
	switch {
	case u.Item:
		w.item(at, r.wantsList(w.units, at))
	case w.introduces(at) && (Announces(u.Text) || r.Question.Want == List):
		w.list(at + 1)
	default:
		w.shown(at, r.Question.Want == Example || r.Question.Want == Formula)
	}
	if r.Question.Want == Example {
		w.example(at)
	}
	w.leaned(w.needed[0])
	if r.Question.Want == Definition {
		r.titled(&w, at)
	}
	return w.taken()
}

// complete reports that a candidate with what it brings along answers alone: a
// list that is asked for.
func (r *Ranking) complete(c Candidate) bool {
	items := 0
	if r.Question.Want == List {
		for _, u := range r.whole(c) {
			if u.Item {
				items++
			}
		}
	}
	return items >= 3
}

// pageOf gives all units of a page, or those of the passage where only they are
// known.
func (p Passage) pageOf(page int) []Unit {
	if all, ok := p.Pages[page]; ok {
		return all
	}
	var out []Unit
	for _, u := range p.Units {
		if u.Page == page {
			out = append(out, u)
		}
	}
	return out
}

// wantsList reports that the list around an item answers as a whole: a list is
// asked for, or a sentence announces it that says all that is asked about.
func (r *Ranking) wantsList(units []Unit, at int) bool {
	if r.Question.Want == List {
		return true
	}
	w := reader{units: units}
	lead := w.lead(w.listFrom(at))
	if lead < 0 || units[lead].Kind == Label || !Announces(units[lead].Text) || len(r.focus) == 0 || r.Question.Want.Fact() {
		return false
	}
	stems := stemsOf(units[lead].Text, r.Question.Lang)
	return !slices.ContainsFunc(r.focus, func(t Term) bool { return !t.in(stems) })
}

// titled adds the heading over a definition that does not say its term itself.
func (r *Ranking) titled(w *reader, at int) {
	first := at
	for first > 0 && w.units[first-1].Block == w.units[at].Block {
		first--
	}
	if first == 0 || w.units[first-1].Kind != Label {
		return
	}
	label, said := stemsOf(w.units[first-1].Text, r.Question.Lang), stemsOf(w.units[at].Text, r.Question.Lang)
	if slices.ContainsFunc(r.focus, func(t Term) bool { return t.in(label) && !t.in(said) }) {
		w.need(first - 1)
	}
}

// reader collects what a unit of a page needs.
type reader struct {
	units  []Unit
	lang   string
	needed []int // sorted
}

func (w *reader) need(k int) {
	if at, there := slices.BinarySearch(w.needed, k); !there {
		w.needed = slices.Insert(w.needed, at, k)
	}
}

func (w *reader) taken() []Unit {
	out := make([]Unit, len(w.needed))
	for i, k := range w.needed {
		out[i] = w.units[k]
	}
	return out
}

// introduces reports that the items of a list follow a unit.
func (w *reader) introduces(at int) bool {
	return at+1 < len(w.units) && w.units[at+1].Item && !w.units[at].Item
}

// listFrom is the first unit of the list that an item is of. Code between items
// parts no list.
func (w *reader) listFrom(at int) int {
	from := at
	for k := at; k >= 0 && (w.units[k].Item || w.units[k].Kind == Code); k-- {
		if w.units[k].Item {
			from = k
		}
	}
	return from
}

// lead is the unit that introduces the list that begins at from: the sentence or
// heading directly above. It is -1 where nothing does.
func (w *reader) lead(from int) int {
	if from == 0 || w.units[from-1].Kind == Row || w.units[from-1].Kind == Code {
		return -1
	}
	return from - 1
}

// item adds what an item needs: the rest of it, the items that hold it, and the
// lead-in. With all of them, its whole list.
func (w *reader) item(at int, all bool) {
	from := w.listFrom(at)
	lead := w.lead(from)
	if all {
		if lead >= 0 {
			w.need(lead)
		}
		w.list(from)
		return
	}
	if lead >= 0 && Announces(w.units[lead].Text) {
		w.need(lead)
	}
	level := w.units[at].Level
	for k := at - 1; k >= from; k-- {
		if u := w.units[k]; u.Item && u.Level < level {
			w.need(k)
			level = u.Level
		}
	}
	room := longestLean
	for k := at; k < len(w.units) && w.within(k, at); k++ {
		if room -= len([]rune(w.units[k].Text)); room < 0 && k > at {
			break
		}
		w.need(k)
	}
	for k := at - 1; k >= from && w.units[k].Block == w.units[at].Block; k-- {
		w.need(k)
	}
}

// within reports that a unit stands in the item at: a sentence of it, or an item
// below it.
func (w *reader) within(k, at int) bool {
	u := w.units[k]
	return u.Item && (u.Block == w.units[at].Block || k > at && u.Level > w.units[at].Level)
}

// list adds the items from one on, whole ones, as many as there is room for.
func (w *reader) list(from int) {
	items, room, block := 0, longestList, -1
	for k := from; k < len(w.units) && (w.units[k].Item || w.units[k].Kind == Code && k+1 < len(w.units) && w.units[k+1].Item); k++ {
		if u := w.units[k]; u.Block != block {
			block = u.Block
			if items++; items > mostItems || room < 0 {
				return
			}
		}
		room -= len([]rune(w.units[k].Text))
		w.need(k)
	}
}

// shown adds the formula or code that a sentence announces, or that goes on with
// it, and the sentence that announces the formula it speaks of ("where m is the
// mass"). With any, what follows a sentence is taken as its own.
func (w *reader) shown(at int, follows bool) {
	if at >= 2 && goesOn(w.units[at].Text) && w.code(at-1) && w.units[at-2].Kind == Sentence {
		w.need(at - 1)
		w.need(at - 2)
	}
	text := w.units[at].Text
	announced := Announces(text) || !terminated([]rune(text))
	if !announced && !follows || at+1 >= len(w.units) {
		return
	}
	switch next := w.units[at+1]; {
	case w.code(at + 1):
		w.need(at + 1)
		if at+2 < len(w.units) && w.units[at+2].Kind == Sentence && goesOn(w.units[at+2].Text) {
			w.need(at + 2)
		}
	case Announces(text) && next.Kind == Sentence:
		w.need(at + 1)
	}
}

func (w *reader) code(k int) bool {
	return w.units[k].Kind == Code && len([]rune(w.units[k].Text)) <= longestCode
}

// example adds the example that follows a unit, where that is none itself.
func (w *reader) example(at int) {
	last := w.needed[len(w.needed)-1]
	if Example.speaksOf(w.units[at].Text) || last+1 >= len(w.units) {
		return
	}
	if next := w.units[last+1]; next.Kind == Sentence && next.Heading == w.units[at].Heading && Example.speaksOf(next.Text) {
		w.need(last + 1)
	}
}

// leaned adds the sentences before one that leans on them.
func (w *reader) leaned(at int) {
	for range mostLeans {
		if at == 0 || w.units[at].Kind != Sentence || !Leans(w.units[at].Text, w.lang) {
			return
		}
		before := w.units[at-1]
		if before.Kind != Sentence || len([]rune(before.Text)) >= longestLean {
			return
		}
		at--
		w.need(at)
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
