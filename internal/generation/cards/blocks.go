package cards

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

// blocks are the paragraphs, items, headings and displayed formulas of a page,
// in order, with what is set off in them.
type blocks struct {
	text []rune
	list []extract.Span
	bold []extract.Span // strong and emphasised, the wider first
}

func blocksOf(p *passage.Page) blocks {
	b := blocks{text: p.Text}
	for _, s := range p.Spans {
		if s.Start >= s.End || s.End > len(p.Text) {
			continue
		}
		switch s.Kind {
		case extract.Heading, extract.Paragraph, extract.ListItem:
			b.list = append(b.list, s)
		case extract.Math:
			if s.Level == 1 {
				b.list = append(b.list, s)
			}
		case extract.Table, extract.Code:
			b.list = append(b.list, s)
		case extract.Strong, extract.Emphasis:
			b.bold = append(b.bold, s)
		}
	}
	return b
}

var (
	// mark is what stands before an entry's term: a bullet, a number.
	mark = regexp.MustCompile(`^(?:[^\p{L}\p{N}\s(«“„"/@#~.$&\\]+\s*|[/@#~.$&\\]+\s+|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s+)+`)
	// parts a term from what is said of it; a full stop does where the term is
	// set off.
	parting = regexp.MustCompile(`^\s*(\([^()]{1,60}\))?\s*(?::|：|=|–|—|-|\.)\s+`)
	plainly = regexp.MustCompile(`^([^:：.;!?()]{2,50}(?:\([^()]{1,40}\))?)(?:：|(?::| –| —| -) +)`)
	// environment is the beginning of a numbered definition or theorem.
	environment = regexp.MustCompile(`^(?i:(definition|définition|definición|définitions|begriff|definizione|definição|определение|定义|定義)|(theorem|satz|théorème|teorema|lemma|lemme|lema|proposition|proposición|corollary|korollar|corollaire|corolario|lema|corollario|corolário|proposizione|proposição|теорема|лемма|следствие|定理|引理|補題))\.?\s*[\d.]*\s*[.:–—-]?\s*(?:[(（]([^()（）]{2,70})[)）])?\s*[.:–—]?\s*`)
)

// entry reads the block i as a term with what is said of it.
func (b blocks) entry(i int) (start, end int, e flashcard.Entry, ok bool) {
	if start, end, e, ok = b.term(i); ok && e.Form == flashcard.Gloss {
		e.Of = b.leadsTo(i)
	}
	return start, end, e, ok
}

// leadsTo are the words that lead to the list with the item i in it, or the
// heading above it.
func (b blocks) leadsTo(i int) string {
	k := i
	for k > 0 && b.list[k].Kind == extract.ListItem && b.list[k].Level >= b.list[i].Level {
		k--
	}
	if k == i || !b.leads(k) || b.list[k].End-b.list[k].Start > mostLead {
		return ""
	}
	return string(b.text[b.list[k].Start:b.list[k].End])
}

// ledAt is what leads to the list that an item is one of.
func (b blocks) ledAt(item extract.Span) string {
	i := slices.IndexFunc(b.list, func(s extract.Span) bool { return s.Kind == item.Kind && s.Start == item.Start && s.End == item.End })
	if i < 0 {
		return ""
	}
	return b.leadsTo(i)
}

// mostLead is how long the words before a list may be to stand before a
// question, in code points.
const mostLead = 90

// term reads the block i as an entry that begins with its term.
func (b blocks) term(i int) (start, end int, e flashcard.Entry, ok bool) {
	at := b.list[i]
	if start, end, e, ok = b.environment(i); ok || at.Kind == extract.Heading || at.Kind == extract.Math || at.Kind == extract.Table || at.Kind == extract.Code {
		return start, end, e, ok
	}
	rs := b.text[at.Start:at.End]
	skip := len([]rune(mark.FindString(string(rs))))
	from := at.Start + skip
	for _, s := range b.bold {
		if s.Start != from || s.End > at.End {
			continue
		}
		if s.End == at.End && at.Kind == extract.Paragraph {
			return b.termAbove(i)
		}
		rest := string(b.text[s.End:at.End])
		gap := len([]rune(parting.FindString(rest)))
		last := b.text[s.End-1]
		if gap == 0 {
			if last != ':' && last != '：' {
				if s.Kind != extract.Strong || environment.MatchString(string(b.text[s.Start:s.End])) || !b.begins(s.End) || !b.described(i) {
					continue
				}
				start, end, e, ok = b.gloss(at, flashcard.Part{Start: s.Start, End: s.End}, s.End)
				e.Bare = true
				return start, end, e, ok
			}
		}
		if s.Kind == extract.Emphasis && gap > 0 && strings.HasPrefix(strings.TrimSpace(rest), ".") {
			continue
		}
		return b.gloss(at, flashcard.Part{Start: s.Start, End: s.End}, s.End+gap)
	}
	if at.Kind != extract.ListItem {
		return 0, 0, e, false
	}
	m := plainly.FindStringSubmatchIndex(string(b.text[from:at.End]))
	if m == nil {
		return 0, 0, e, false
	}
	text := string(b.text[from:at.End])
	term := len([]rune(text[:m[3]]))
	start, end, e, ok = b.gloss(at, flashcard.Part{Start: from, End: from + term}, from+len([]rune(text[:m[1]])))
	e.Bare, e.Lone = true, !b.alike(i)
	return start, end, e, ok
}

// begins reports that a sentence of its own follows a term.
func (b blocks) begins(at int) bool {
	for at < len(b.text) && b.text[at] == ' ' {
		at++
	}
	return at < len(b.text) && (unicode.IsUpper(b.text[at]) || unicode.Is(unicode.Lo, b.text[at]))
}

// described reports that the block i is of a list of descriptions: its
// neighbours begin with a strong term too, without a sign that parts it from the
// rest.
func (b blocks) described(i int) bool {
	n := 0
	for k := max(0, i-3); k <= min(len(b.list)-1, i+3); k++ {
		at := b.list[k]
		from := at.Start + len([]rune(mark.FindString(string(b.text[at.Start:at.End]))))
		for _, s := range b.bold {
			if s.Kind == extract.Strong && s.Start == from && s.End < at.End && s.End-s.Start <= 50 && unicode.IsSpace(b.text[s.End]) {
				n++
				break
			}
		}
	}
	return n >= 3
}

// longestSaid is how far what is said of a term is read, in code points.
const longestSaid = 280

// gloss is the entry of a term and what follows it in its block: all of it, or
// its first sentence where all is too long.
func (b blocks) gloss(at extract.Span, term flashcard.Part, from int) (start, end int, e flashcard.Entry, ok bool) {
	for from < at.End && unicode.IsSpace(b.text[from]) {
		from++
	}
	body := b.text[from:at.End]
	to := at.End
	sentences := chunk.Sentences(body)
	if len(sentences) == 0 {
		return 0, 0, e, false
	}
	cut := b.runsOn(at)
	if len(body) > longestSaid || len(sentences) > 2 || cut && len(sentences) == 2 {
		to, cut = from+sentences[0][1], cut && len(sentences) == 1
	}
	start = term.Start
	return start, to, flashcard.Entry{Term: flashcard.Part{Start: 0, End: term.End - start}, Body: flashcard.Part{Start: from - start, End: to - start}, Cut: cut}, true
}

// runsOn reports that the sentence at the end of a block goes on in the paragraph
// behind it, which begins within one.
func (b blocks) runsOn(at extract.Span) bool {
	if strings.ContainsRune(".!?:;。！？：；)”\"", b.text[at.End-1]) {
		return false
	}
	next := slices.IndexFunc(b.list, func(s extract.Span) bool { return s.Start >= at.End })
	return next >= 0 && b.lower(next)
}

// termAbove is the entry of a term that stands in a line of its own above what
// is said of it, as definition lists are set.
func (b blocks) termAbove(i int) (start, end int, e flashcard.Entry, ok bool) {
	if i+1 >= len(b.list) {
		return 0, 0, e, false
	}
	at, next := b.list[i], b.list[i+1]
	if next.Kind != extract.Paragraph || strings.Count(string(b.text[at.End:next.Start]), "\n") != 1 {
		return 0, 0, e, false
	}
	return b.gloss(next, flashcard.Part{Start: at.Start, End: at.End}, next.Start)
}

// alike reports that most items beside the item i have the form "term: text".
func (b blocks) alike(i int) bool {
	n, with := 0, 0
	for k := i; k >= 0 && b.list[k].Kind == extract.ListItem; k-- {
		b.form(k, b.list[i].Level, &n, &with)
	}
	for k := i + 1; k < len(b.list) && b.list[k].Kind == extract.ListItem; k++ {
		b.form(k, b.list[i].Level, &n, &with)
	}
	return with >= 2 && with*3 >= n*2
}

func (b blocks) form(k, level int, n, with *int) {
	if b.list[k].Level != level {
		return
	}
	*n++
	if plainly.MatchString(string(b.text[b.list[k].Start:b.list[k].End])) {
		*with++
	}
}

// environment reads the block i as a definition or theorem with its name.
func (b blocks) environment(i int) (start, end int, e flashcard.Entry, ok bool) {
	at := b.list[i]
	if at.Kind == extract.Math || at.Kind == extract.Table || at.Kind == extract.Code {
		return 0, 0, e, false
	}
	text := string(b.text[at.Start:at.End])
	m := environment.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, 0, e, false
	}
	e.Form = flashcard.Theorem
	if m[2] >= 0 {
		e.Form = flashcard.Definition
	}
	from := at.Start + len([]rune(text[:m[1]]))
	k := i
	if from >= at.End || at.Kind == extract.Heading {
		if k++; k >= len(b.list) || b.list[k].Kind != extract.Paragraph {
			return 0, 0, e, false
		}
		from = b.list[k].Start
	}
	to, whole := b.said(k, from)
	if !whole {
		return 0, 0, e, false
	}
	var term flashcard.Part
	switch {
	case m[6] >= 0:
		term = flashcard.Part{Start: at.Start + len([]rune(text[:m[6]])), End: at.Start + len([]rune(text[:m[7]]))}
	case e.Form == flashcard.Definition:
		if term, ok = b.setOff(from, to); !ok {
			return 0, 0, e, false
		}
	default:
		return 0, 0, e, false
	}
	start = min(term.Start, from)
	if m[6] >= 0 {
		start = at.Start
	}
	e.Term = flashcard.Part{Start: term.Start - start, End: term.End - start}
	e.Body = flashcard.Part{Start: from - start, End: to - start}
	return start, to, e, true
}

// mostSaid is how far the text of a definition or theorem is followed, in code
// points.
const mostSaid = 900

// said is where the text that begins at from, in the block k, ends: with its
// paragraph, the displayed formulas that it leads to and what goes on behind
// them. It is false where the text goes on in a list or is not to be followed.
func (b blocks) said(k, from int) (int, bool) {
	to := b.list[k].End
	for ; k+1 < len(b.list) && to > from && to-from < mostSaid && !strings.ContainsRune(".。", b.text[to-1]); k++ {
		next := b.list[k+1]
		goesOn := next.Kind == extract.Paragraph && !strings.ContainsRune(":：", b.text[to-1]) &&
			(b.list[k].Kind == extract.Paragraph && b.list[k].End-b.list[k].Start >= fullLine || unicode.IsLower(b.text[next.Start]))
		if next.Start >= next.End || next.Kind != extract.Math && !goesOn || next.Kind == extract.Math && numberEnds(b.text[next.Start:next.End]) && k+2 < len(b.list) && !b.lower(k+2) {
			if next.Kind == extract.Math {
				to = next.End
				k++
			}
			break
		}
		to = next.End
	}
	if k+1 < len(b.list) && (b.list[k+1].Kind == extract.ListItem || b.list[k+1].Kind == extract.Math) && b.text[to-1] != '.' {
		return to, false
	}
	return to, to-from < mostSaid
}

// fullLine is how long a paragraph is that may be the first line of a longer
// one, in code points.
const fullLine = 45

// numberEnds reports a displayed formula that ends a sentence before its number.
func numberEnds(formula []rune) bool { return displayEnd.MatchString(string(formula)) }

var displayEnd = regexp.MustCompile(`\.\s*(?:\([\d.]+\))?\s*$`)

// lower reports that the block k is a paragraph that begins within a sentence.
func (b blocks) lower(k int) bool {
	s := b.list[k]
	return s.Kind == extract.Paragraph && s.Start < s.End && unicode.IsLower(b.text[s.Start])
}

// displayed is the last sentence of the block i with the displayed formula that
// it leads to.
func (b blocks) displayed(i int) (start, end int, ok bool) {
	at := b.list[i]
	if at.Kind != extract.Paragraph && at.Kind != extract.ListItem || i+1 >= len(b.list) || b.list[i+1].Kind != extract.Math || at.Start >= at.End || strings.ContainsRune(".。;,", b.text[at.End-1]) {
		return 0, 0, false
	}
	start = at.Start
	text := string(b.text[at.Start:at.End])
	if m := environment.FindStringIndex(text); m != nil {
		start += len([]rune(text[:m[1]]))
	} else {
		start += len([]rune(mark.FindString(text)))
	}
	if start >= at.End {
		return 0, 0, false
	}
	if s := chunk.Sentences(b.text[start:at.End]); len(s) > 1 {
		start += s[len(s)-1][0]
	}
	return start, b.list[i+1].End, true
}

// setOff is the one term that is set off within a stretch.
func (b blocks) setOff(from, to int) (flashcard.Part, bool) {
	var found []flashcard.Part
	for _, s := range b.bold {
		if s.Start < from || s.End > to || s.End-s.Start > 50 {
			continue
		}
		p := flashcard.Part{Start: s.Start, End: s.End}
		if !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return flashcard.Part{}, false
	}
	return found[0], true
}
