package cite

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Pages are the page texts of a document, made ready to look for many quotes
// in them. What is kept is at most three bytes for each of the document's. They
// are not safe for concurrent use.
type Pages struct{ list []preparedPage }

// passes of a search: the exact words, another spelling, any case.
const passes = 3

// Place is where a quote stands: code points of the page's text, half-open.
type Place struct {
	Page, Start, End int
	Quote            string // the words as they stand there
}

type preparedPage struct {
	number int
	text   string
	forms  [passes]*string // by pass: as it is, other spelling, any case; nil until needed
}

// spelling is a text in the spelling of one pass of Find.
type spelling struct {
	runes []rune
	at    []origin // of the runes; nil where they are the text's own
}

// Add appends a page.
func (p *Pages) Add(number int, text string) {
	p.list = append(p.list, preparedPage{number: number, text: text})
}

// Find looks for a quote as the function Find does, on every page: exact words
// anywhere come before a spelling that differs. Of several places that one is
// taken which is nearest to the page and the offset given, by pages first. A
// quote is not found within a word: it may be short, and nobody looks at what
// is found.
func (p *Pages) Find(quote string, page, start int) (Place, bool) {
	q := []rune(strings.TrimSpace(quote))
	if !meaningful(q) {
		return Place{}, false
	}
	order := make([]int, len(p.list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return distance(p.list[a].number, page) - distance(p.list[b].number, page)
	})
	for pass := range passes {
		want := q
		if pass > 0 {
			want, _ = normalise(q, pass == 2)
			want = trimMarks(want)
		}
		if !meaningful(want) {
			continue
		}
		for _, i := range order {
			if place, ok := p.list[i].find(pass, want, page, start); ok {
				return place, true
			}
		}
	}
	return Place{}, false
}

func distance(a, b int) int { return max(a-b, b-a) }

// find is the place on this page whose offset is nearest to start where the
// quote stood on the page of this number, else the first.
func (p *preparedPage) find(pass int, want []rune, page, start int) (best Place, found bool) {
	if p.number != page {
		start = 0
	}
	sought, text := string(want), p.spelt(pass)
	if !strings.Contains(text, sought) {
		return Place{}, false
	}
	original := []rune(p.text)
	s := spell(original, pass)
	bytes, runes := 0, 0 // looked at so far
	for {
		i := strings.Index(text[bytes:], sought)
		if i < 0 {
			return best, found
		}
		runes += utf8.RuneCountInString(text[bytes : bytes+i])
		bytes += i
		from, to := runes, runes+len(want)
		if s.at != nil {
			from, to = s.at[runes].start, s.at[to-1].end
		}
		// A ligature may not be entered in its middle.
		if whole(s.runes, runes, len(want)) && (s.at == nil || runes == 0 || s.at[runes-1].end <= from) &&
			(!found || distance(from, start) < distance(best.Start, start)) {
			best, found = Place{Page: p.number, Start: from, End: to, Quote: string(original[from:to])}, true
		}
		_, width := utf8.DecodeRuneInString(text[bytes:])
		bytes, runes = bytes+width, runes+1
	}
}

// spelt is the text in the spelling of a pass.
func (p *preparedPage) spelt(pass int) string {
	if p.forms[pass] == nil {
		text := p.text
		if pass > 0 {
			text = string(spell([]rune(p.text), pass).runes)
		}
		p.forms[pass] = &text
	}
	return *p.forms[pass]
}

func spell(text []rune, pass int) spelling {
	if pass == 0 {
		return spelling{runes: text}
	}
	runes, at := normalise(text, pass == 2)
	return spelling{runes, at}
}
