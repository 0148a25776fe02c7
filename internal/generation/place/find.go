package place

import (
	"regexp"
	"strconv"
	"strings"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/platform/fold"
)

// Sheet is a page of a document with its units.
type Sheet struct {
	Number int    // its place in the file, from 1
	Label  string // printed on it; empty where that is its number
	Text   []rune
	Units  []quoted.Unit
}

// longest is how many code points of a place are quoted.
const longest = 2400

// Find gives what stands at the place, in reading order and as much as there is
// room for; nothing where the document has no such place. paged says that the
// document's pages can be looked up. named says that the place was found by its
// name, not by its number alone.
func (p Place) Find(sheets []Sheet, paged bool) (units []quoted.Unit, named bool) {
	var found []quoted.Unit
	switch p.Kind {
	case Page:
		if paged {
			found, named = p.page(sheets), true
		}
	case Section, Item:
		found, named = p.headed(sheets)
		if whole, part, ok := p.parted(); ok && len(found) == 0 {
			found, named = whole.headed(sheets)
			found = lettered(found, part)
		}
	}
	return some(blocks(found, sheets), longest), named
}

var withLetter = regexp.MustCompile(`^(\d+(?:\.\d+)*)([a-z])$`)

// parted is a place that is a part of another: question "2b" of question 2.
func (p Place) parted() (whole Place, part string, ok bool) {
	m := withLetter.FindStringSubmatch(p.Label)
	if m == nil || p.Kind != Item {
		return Place{}, "", false
	}
	whole = p
	whole.Label = m[1]
	return whole, m[2], true
}

// lettered is what stands from the part with a letter, "b)", to the next.
func lettered(units []quoted.Unit, letter string) []quoted.Unit {
	begins := func(u quoted.Unit, letter string) bool {
		re := regexp.MustCompile(`^\W*` + letter + `\s?[.):]`)
		return re.MatchString(fold.Plain.Text(u.Text)) || re.MatchString(fold.Plain.Text(u.Mark))
	}
	next := string(rune(letter[0]) + 1)
	for from, u := range units {
		if !begins(u, letter) {
			continue
		}
		to := from + 1
		for to < len(units) && !begins(units[to], next) {
			to++
		}
		return units[from:to]
	}
	return nil
}

func (p Place) page(sheets []Sheet) []quoted.Unit {
	for _, s := range sheets {
		if s.Label != "" && fold.Plain.Text(s.Label) == p.Label {
			return s.Units
		}
	}
	n, err := strconv.Atoi(p.Label)
	if err != nil {
		return nil
	}
	for _, s := range sheets {
		if s.Number == n {
			return s.Units
		}
	}
	return nil
}

// headed is what stands from the heading, or the first words, of the place to
// the next thing of its kind. Of several, such as the same number in a list of
// contents and in a solution, the first that has something below it counts.
func (p Place) headed(sheets []Sheet) (found []quoted.Unit, named bool) {
	all := together(sheets)
	for _, begins := range p.beginnings() {
		var best []quoted.Unit
		for at, u := range all {
			heading := u.Kind == quoted.Label && u.Heading == u.Text
			if begins.headings && !heading || !begins.matches(all, at) {
				continue
			}
			if part := p.part(all, at); len(part) > 1 || best == nil {
				if best = part; len(part) > 1 {
					return best, !begins.alone
				}
			}
		}
		if best != nil {
			return best, !begins.alone
		}
	}
	return nil, false
}

func (b beginning) matches(all []quoted.Unit, at int) bool {
	u := all[at]
	if at > 0 && u.Kind == quoted.Sentence && all[at-1].Page == u.Page && all[at-1].Block == u.Block {
		return false // amid a paragraph it is only spoken of
	}
	return b.re.MatchString(fold.Plain.Text(u.Text)) || b.alone && u.Mark != "" && b.re.MatchString(u.Mark+" ")
}

// together are the units of all pages in order.
func together(sheets []Sheet) []quoted.Unit {
	var all []quoted.Unit
	for _, s := range sheets {
		all = append(all, s.Units...)
	}
	return all
}

// beginning matches the first words of a place.
type beginning struct {
	re       *regexp.Regexp
	headings bool // of headings alone
	alone    bool // by its number alone
}

// beginnings match the first words of the place, the surest first: its name, in
// any language, with its number, and, of a section or an exercise, the number
// alone.
func (p Place) beginnings() []beginning {
	label, section := p.label(), p.Kind == Section
	line := p.line()
	out := []beginning{
		{re: named(regexp.QuoteMeta(p.Name), label), headings: section},
		{re: named(line.names, label), headings: section},
		{re: regexp.MustCompile(`^第?\s*` + label + `(?:\.\s*(?:` + line.names + `)|\s*(?:章|节|節|题|題|장))`), headings: section},
	}
	if line.asks {
		for _, c := range called {
			if c.asks && c.names != line.names {
				out = append(out, beginning{re: named(c.names, label)})
			}
		}
	}
	switch {
	case section:
		out = append(out, beginning{re: regexp.MustCompile(`^[^\p{L}\p{N}]*` + label + `(?:[.):]?\s|、|$)`), headings: true, alone: true})
	case line.asks:
		out = append(out, beginning{re: regexp.MustCompile(`^[^\p{L}\p{N}]*` + label + `(?:[.):]\s|\s*[.):]$)`), alone: true})
	}
	return out
}

// named matches a name, in any of its forms, with a number.
func named(names, label string) *regexp.Regexp {
	return regexp.MustCompile(`^[^\p{L}\p{N}]*` + withNumber(names, label))
}

// withNumber is the pattern of a name, in any of its forms, with a number.
func withNumber(names, label string) string {
	return `(?:` + names + `)\p{L}{0,3}\.?\s*(?:no\.?|nr\.?|№|#)?\s*` + label + `(?:[^\p{L}\p{N}.]|\.(?:\D|$)|$)`
}

// In reports that a text speaks of the place, by any name that such things have.
func (p Place) In(text string) bool {
	names := regexp.QuoteMeta(p.Name) + "|" + p.line().names
	if p.line().asks {
		for _, c := range called {
			if c.asks {
				names += "|" + c.names
			}
		}
	}
	re := regexp.MustCompile(withNumber(names, p.label()) + `|第?\s*` + p.label() + `(?:\.\s*(?:` + names + `)|\s*(?:章|节|節|题|題|장|页|頁))`)
	return re.MatchString(fold.Plain.Text(text))
}

// label matches the place's number, which a chapter may also have in Roman
// letters.
func (p Place) label() string {
	label := regexp.QuoteMeta(p.Label)
	if n, err := strconv.Atoi(p.Label); err == nil && p.Kind == Section && n > 0 && n < len(roman) {
		return `(?:` + label + `|` + roman[n] + `)`
	}
	return label
}

var roman = strings.Fields("0 i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx")

// line is what things of the place's kind are called.
func (p Place) line() calling {
	for _, c := range called {
		if c.kind == p.Kind && c.whole.MatchString(p.Name) {
			return c
		}
	}
	return calling{kind: p.Kind, names: regexp.QuoteMeta(p.Name)}
}

// numberAt is that of a thing numbered without being named, 0 where a unit begins
// none: "3. Draw a wheel.", the third item of a list.
func numberAt(all []quoted.Unit, at int) int {
	u := all[at]
	if at > 0 && all[at-1].Page == u.Page && all[at-1].Block == u.Block {
		return 0
	}
	m := numbered.FindStringSubmatch(u.Text)
	if m == nil {
		m = numbered.FindStringSubmatch(u.Mark + " ")
	}
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // two digits
	return n
}

var numbered = regexp.MustCompile(`^[^\p{L}\p{N}]*(\d{1,2})[.)]\s`)

// part is the unit at and what belongs to it: up to the next heading of its rank
// or a thing of its kind. What is numbered alone goes on over lists of its own,
// up to the next number.
func (p Place) part(all []quoted.Unit, at int) []quoted.Unit {
	first := all[at]
	heads := func(u quoted.Unit) bool { return u.Kind == quoted.Label && u.Heading == u.Text }
	next := named(p.line().names, `\d`)
	n := 0
	if !heads(first) && !next.MatchString(fold.Plain.Text(first.Text)) {
		n = numberAt(all, at)
	}
	last := 0 // where the next number is, if it is near
	for k := at + 1; n > 0 && k < min(len(all), at+mostOfItem); k++ {
		if numberAt(all, k) == n+1 {
			last = k
			break
		}
	}
	end := at + 1
	for ; end < len(all); end++ {
		u := all[end]
		switch {
		case heads(u) && heads(first) && u.Level > first.Level:
			continue
		case heads(u):
			return all[at:end]
		case u.Block != first.Block && p.Kind == Item && next.MatchString(fold.Plain.Text(u.Text)):
			return all[at:end]
		case n > 0 && (end == last || last == 0 && (u.Page != first.Page || numberAt(all, end) > 0)):
			return all[at:end]
		}
	}
	return all[at:end]
}

// mostOfItem is within how many units the next thing is looked for.
const mostOfItem = 60

// blocks joins the units of one paragraph or item, so that each is quoted once.
func blocks(units []quoted.Unit, sheets []Sheet) []quoted.Unit {
	texts := map[int][]rune{}
	for _, s := range sheets {
		texts[s.Number] = s.Text
	}
	var out []quoted.Unit
	for _, u := range units {
		n := len(out)
		if n > 0 && out[n-1].Page == u.Page && out[n-1].Block == u.Block && u.Kind == quoted.Sentence && out[n-1].Kind == quoted.Sentence &&
			u.Start >= out[n-1].End && u.Start-out[n-1].End <= 2 && u.End <= len(texts[u.Page]) {
			out[n-1].End = u.End
			out[n-1].Text = string(texts[u.Page][out[n-1].Start:u.End])
			continue
		}
		out = append(out, u)
	}
	return out
}

func some(units []quoted.Unit, room int) []quoted.Unit {
	for i, u := range units {
		if room -= len([]rune(u.Text)); room < 0 && i > 0 {
			return units[:i]
		}
	}
	return units
}
