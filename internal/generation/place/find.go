package place

import (
	"regexp"
	"slices"
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
// document's pages can be looked up.
func (p Place) Find(sheets []Sheet, paged bool) []quoted.Unit {
	var found []quoted.Unit
	switch p.Kind {
	case Page:
		if paged {
			found = p.page(sheets)
		}
	case Section, Item:
		found = p.headed(sheets)
	}
	return some(blocks(found, sheets), longest)
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
func (p Place) headed(sheets []Sheet) []quoted.Unit {
	all := together(sheets)
	for _, begins := range p.beginnings() {
		var best []quoted.Unit
		for at, u := range all {
			if !begins.MatchString(fold.Plain.Text(u.Text)) || p.Kind == Section && (u.Kind != quoted.Label || u.Heading != u.Text) {
				continue
			}
			if part := p.part(all, at); len(part) > 1 || best == nil {
				if best = part; len(part) > 1 {
					return best
				}
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// together are the units of all pages in order.
func together(sheets []Sheet) []quoted.Unit {
	var all []quoted.Unit
	for _, s := range sheets {
		all = append(all, s.Units...)
	}
	return all
}

// beginnings match the first words of the place, the surest first: its name with
// its number, and, of a section or an exercise, the number alone.
func (p Place) beginnings() []*regexp.Regexp {
	label := regexp.QuoteMeta(p.Label)
	out := []*regexp.Regexp{
		regexp.MustCompile(`^[^\p{L}\p{N}]*` + p.stem() + `\S*\s*(?:no\.?|nr\.?|№|#)?\s*` + label + `(?:[^\p{L}\p{N}.]|\.(?:\D|$)|$)`),
		regexp.MustCompile(`^第?\s*` + label + `(?:\.\s*` + p.stem() + `|\s*(?:章|节|節|题|題|장))`),
	}
	switch {
	case p.Kind == Section:
		out = append(out, regexp.MustCompile(`^[^\p{L}\p{N}]*`+label+`(?:[.):]?\s|$)`))
	case exercise.MatchString(p.Name):
		out = append(out, regexp.MustCompile(`^[^\p{L}\p{N}]*`+label+`[.):]\s`))
	}
	return out
}

// exercise are things that are often numbered without being named.
var exercise = regexp.MustCompile(`^(question|exercise|problem|task|step|aufgabe|frage|ubung|schritt|exercice|ejercicio|pregunta|esercizio|domanda|opgave|vraag|задач|вопрос|zadanie|pytanie|题|題|問|問題|练习|习题)`)

// stem matches the place's name in any of its usual shortenings.
func (p Place) stem() string {
	for _, same := range shortened {
		if slices.Contains(same, p.Name) {
			quoted := make([]string, len(same))
			for i, s := range same {
				quoted[i] = regexp.QuoteMeta(s)
			}
			return `(?:` + strings.Join(quoted, "|") + `)`
		}
	}
	return regexp.QuoteMeta(strings.TrimRight(p.Name, "аеиуыя"))
}

var shortened = [][]string{
	{"article", "art", "artikel", "articulo", "articolo", "artigo", "art."},
	{"chapter", "ch", "ch.", "chap", "chap."}, {"kapitel", "kap", "kap."},
	{"section", "sec", "sec.", "§"}, {"theorem", "thm", "thm."}, {"definition", "def", "def."},
	{"question", "q"}, {"exercise", "ex", "ex."}, {"example", "ex", "ex."}, {"page", "p"},
}

// part is the unit at and what belongs to it: up to the next heading of its rank
// or a thing of its kind.
func (p Place) part(all []quoted.Unit, at int) []quoted.Unit {
	first := all[at]
	next := regexp.MustCompile(`^[^\p{L}\p{N}]*` + p.stem() + `\S*\s*\d`)
	numbered := regexp.MustCompile(`^[^\p{L}\p{N}]*(\d+)[.)]\s`)
	byNumber := numbered.MatchString(first.Text) && first.Kind != quoted.Label
	end := at + 1
	for ; end < len(all); end++ {
		u := all[end]
		heading := u.Kind == quoted.Label && u.Heading == u.Text
		if heading && first.Kind == quoted.Label && first.Heading == first.Text && u.Level <= first.Level {
			break
		}
		if heading && first.Kind != quoted.Label || u.Block != first.Block && next.MatchString(fold.Plain.Text(u.Text)) && p.Kind == Item {
			break
		}
		if byNumber && (u.Page != first.Page || u.Block != first.Block && numbered.MatchString(u.Text)) {
			break
		}
	}
	return all[at:end]
}

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
