package quoted

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reader collects what a unit of a page needs.
type reader struct {
	units  []Unit
	lang   string
	texts  *texts
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

// introduces reports that the items of a list follow a unit: of an item, those
// below it.
func (w *reader) introduces(at int) bool {
	if at+1 >= len(w.units) || !w.units[at+1].Item {
		return false
	}
	return !w.units[at].Item || w.units[at+1].Level > w.units[at].Level
}

// leads are the units that introduce what an item is of, the nearest first: the
// items that hold it, and the lead-in of the list.
func (w *reader) leads(at int) []int {
	var out []int
	from, level := w.listFrom(at), w.units[at].Level
	for k := at - 1; k >= from && level > 1; k-- {
		if u := w.units[k]; u.Item && u.Level < level {
			out = append(out, k)
			level = u.Level
		}
	}
	if lead := w.lead(from); lead >= 0 {
		out = append(out, lead)
	}
	return out
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
	for k := at - 1; k >= from && together(w.units[k], w.units[at]); k-- {
		w.need(k)
	}
	if last := w.needed[len(w.needed)-1]; last+1 < len(w.units) && Announces(w.units[last].Text) && w.code(last+1) {
		w.need(last + 1)
	}
}

// within reports that a unit stands in the item at: a sentence of it, or an item
// below it.
func (w *reader) within(k, at int) bool {
	u := w.units[k]
	return u.Item && (together(u, w.units[at]) || k > at && u.Level > w.units[at].Level)
}

// list adds the items from one on, whole ones, as many as there is room for;
// where whole ones are too long, what each begins with.
func (w *reader) list(from int) {
	to := from
	for to < len(w.units) {
		next := to
		for next < len(w.units) && w.units[next].Kind == Code {
			next++
		}
		if next == len(w.units) || !w.units[next].Item {
			break
		}
		to = next + 1
	}
	w.items(from, to)
}

// items adds the items [from, to), as list does.
func (w *reader) items(from, to int) {
	long := 0
	for _, u := range w.units[from:to] {
		long += len([]rune(u.Text))
	}
	items, room := 0, longestList
	for k := from; k < to; k++ {
		u := w.units[k]
		if begins := k == from || !together(u, w.units[k-1]); begins {
			if items++; items > mostItems || room < 0 {
				return
			}
		} else if long > longestList && w.units[k-1].Kind != Code {
			continue
		}
		room -= len([]rune(u.Text))
		w.need(k)
	}
}

// below adds an item and those below it.
func (w *reader) below(at int) {
	w.need(at)
	to := at + 1
	for to < len(w.units) && w.within(to, at) {
		to++
	}
	w.items(at+1, to)
}

// Bounds of a table that is shown as a list.
const (
	mostRows    = 10
	longestRows = 900 // code points
)

// severalColumns is how many columns a table has at least whose rows are read
// below their names; of two the first names what the second says.
const severalColumns = 3

// columns adds the row that names the columns of a row.
func (w *reader) columns(at int) {
	k := at
	for k >= 0 && w.units[k].Kind == Row && w.units[k].Page == w.units[at].Page {
		k--
	}
	if k >= 0 && k < at && w.units[k].Columns >= severalColumns {
		w.need(k)
	}
}

// rows adds the rows around one, with what introduces them, where these are
// words and not figures; it adds nothing, and is false, for other tables.
func (w *reader) rows(at int) bool {
	from, to := at, at+1
	for from > 0 && w.units[from-1].Kind == Row && w.units[from-1].Page == w.units[at].Page {
		from--
	}
	for to < len(w.units) && w.units[to].Kind == Row && w.units[to].Page == w.units[at].Page {
		to++
	}
	long := 0
	for _, u := range w.units[from:to] {
		if _, figures := Cells(u.Text); len(figures) > 1 || !hasLetter(u.Text) {
			return false
		}
		long += len([]rune(u.Text))
	}
	if w.units[at].Kind != Row || to-from < 3 || to-from > mostRows || long > longestRows {
		return false
	}
	for k := from - 1; k >= 0 && k >= from-2 && w.units[k].Kind != Row && w.units[k].Kind != Code; k-- {
		w.need(k)
		if w.units[k].heads() || w.units[k].Kind == Sentence {
			break
		}
	}
	for k := from; k < to; k++ {
		w.need(k)
	}
	return true
}

// shown adds the formula or code that a sentence announces, or that goes on with
// it, and the sentence that announces the formula it speaks of ("where m is the
// mass"). With any, what follows a sentence is taken as its own.
func (w *reader) shown(at int, follows bool) {
	if at >= 2 && goesOn(w.units[at].Text) && w.code(at-1) && w.units[at-2].Kind == Sentence {
		w.need(at - 1)
		w.need(at - 2)
	}
	if w.units[at].Kind == Code && at > 0 && w.units[at-1].Kind == Sentence && (Announces(w.units[at-1].Text) || !terminated([]rune(w.units[at-1].Text))) {
		w.need(at - 1)
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
	case Announces(text) && next.Kind == Sentence, follows && w.formulaLine(at+1):
		w.need(at + 1)
	}
}

// longestFormula is how many code points a line of running text has that is
// taken for a formula.
const longestFormula = 120

// formulaLine reports that a paragraph is a formula that nobody marked as one.
func (w *reader) formulaLine(k int) bool {
	u := w.units[k]
	if u.Kind != Sentence && u.Kind != Label || u.heads() || k > 0 && together(w.units[k-1], u) || len([]rune(u.Text)) > longestFormula || !strings.ContainsAny(u.Text, "=≔≈≤≥") {
		return false
	}
	long := 0
	for word := range strings.FieldsFuncSeq(u.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(word) > 3 {
			long++
		}
	}
	return long <= 2
}

// longestRunIn is how many words a line has at most that begins a paragraph as a
// heading does.
const longestRunIn = 4

// runIn is what begins the paragraph of a unit as a heading does: "Roadmap."
func (w *reader) runIn(at int) string {
	if at == 0 {
		return ""
	}
	before := w.units[at-1]
	first := together(before, w.units[at]) && (at == 1 || !together(w.units[at-2], before))
	if before.heads() || before.Page != w.units[at].Page || !first && before.Kind != Label || len(strings.Fields(before.Text)) > longestRunIn {
		return ""
	}
	return before.Text
}

func (w *reader) code(k int) bool {
	return w.units[k].Kind == Code && len([]rune(w.units[k].Text)) <= longestCode
}

// inCase begins a sentence that tells of one case of what the sentence before it
// says of all.
var inCase = regexp.MustCompile(`(?i)^[^\p{L}]{0,3}(in the case of|take the case of|im falle? (von|des|der|einer|eines)|am (beispiel|fall) (von|des|der)|(dans|pour) le cas d|en el caso de|nel caso d|no caso d|in het geval van|в случае|на примере|w przypadku|i fallet med)|^[^\p{L}]{0,3}以.{1,12}为例|^.{1,12}の場合`)

// example adds the example that follows a unit, where that is none itself.
func (w *reader) example(at int) {
	last := w.needed[len(w.needed)-1]
	if Example.speaksOf(w.units[at].Text) || last+1 >= len(w.units) {
		return
	}
	if next := w.units[last+1]; next.Kind == Sentence && next.Heading == w.units[at].Heading && (Example.speaksOf(next.Text) || inCase.MatchString(beginning(next.Text))) {
		w.need(last + 1)
	}
}

// leaned adds the sentences before one that leans on them.
func (w *reader) leaned(at int) {
	for range mostLeans {
		if at == 0 || w.units[at].Kind != Sentence || !Leans(w.units[at].Text, w.lang) {
			return
		}
		if at > 1 && w.code(at-1) {
			at--
			w.need(at) // on the formula before it, and what names that
		}
		before := w.units[at-1]
		if before.Kind != Sentence || len([]rune(before.Text)) >= longestLean {
			return
		}
		at--
		w.need(at)
	}
}

// unbroken adds the other half of a sentence that a page's end cuts.
func (w *reader) unbroken() {
	for _, k := range slices.Clone(w.needed) {
		u := w.units[k]
		if k > 0 && w.units[k-1].Page == u.Page-1 && goesOn(u.Text) && !u.Formula && cutOff(w.units[k-1]) {
			w.need(k - 1)
		}
		if k+1 < len(w.units) && w.units[k+1].Page == u.Page+1 && goesOn(w.units[k+1].Text) && cutOff(u) {
			w.need(k + 1)
		}
	}
}

// cutOff reports that a unit is prose that does not end.
func cutOff(u Unit) bool {
	return (u.Kind == Sentence || u.Kind == Label && !u.heads()) && !terminated([]rune(u.Text)) && !Announces(u.Text)
}
