package quoted

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
)

// Kind says what a unit is.
type Kind uint8

// The kinds of units.
const (
	Sentence Kind = iota
	Row           // a row of a table
	Label         // a heading or another line that is no sentence
	Code
)

// Block is a stretch [Start, End) of a page's text whose kind is known from
// the document's structure. Prose blocks are cut into sentences.
type Block struct {
	Start, End int
	Kind       Kind
	Item       bool           // an item of a list
	Heading    bool           // a heading
	Level      int            // of an item: its depth, from 1; of a heading: its rank, from 1
	Mark       string         // of an item: "1.", "•", whether or not it stands in the text
	Columns    int            // that a row of a table names, which is a Label
	Formulas   []extract.Span // inside the block; no sentence ends in one
	Terms      []extract.Span // inside the block: what is set in bold or italics
}

// Page is a page's whole text and, where known, the blocks that tile it.
type Page struct {
	Number int
	Text   []rune
	Blocks []Block
}

// Unit is what can be quoted: a sentence or a row, whole.
type Unit struct {
	Page       int
	Start, End int
	Kind       Kind
	Text       string
	Item       bool     // of an item of a list
	Level      int      // of an item: its depth, from 1; of a heading: its rank, from 1
	Mark       string   // of an item: "1.", whether or not it stands in the text
	Heading    string   // the one above it on its page, or itself; empty where there is none
	Block      int      // in the page's Blocks; sentences of one paragraph or item share it
	Formula    bool     // has one
	SetOff     [][2]int // where it is set in bold or italics: [start, end) in its text, in code points
	Columns    int      // that it names, as the first row of a table
	Header     string   // of a row: the lines above that name its columns
	Label      string   // of a row: the last line above without figures, as "Operating expenses:"
	HeaderAt   [2]int   // where Header stands; both 0 when there is none
}

// Units cuts the part [from, to) of a page into units. A unit that begins
// before the part or ends after it is left to its neighbour only if more of it
// stands there.
func Units(p Page, from, to int) []Unit { return Within(AllUnits(p), from, to) }

// Within gives those of a page's units that stand in [from, to), or mostly.
func Within(all []Unit, from, to int) []Unit {
	var out []Unit
	for _, u := range all {
		inside := min(u.End, to) - max(u.Start, from)
		if inside > 0 && inside*2 >= u.End-u.Start {
			out = append(out, u)
		}
	}
	return out
}

// AllUnits cuts a page into units, in order. Headers of rows are looked for in
// the whole page.
func AllUnits(p Page) []Unit {
	var all []Unit
	if len(p.Blocks) == 0 {
		all = proseUnits(p, 0, len(p.Text))
	}
	heading := ""
	for i, b := range p.Blocks {
		from := len(all)
		if b.Heading {
			heading = strings.TrimSpace(string(p.Text[b.Start:b.End]))
		}
		if b.Kind == Sentence {
			for _, part := range entries(p.Text, b) {
				all = append(all, wholeFormulas(p, b.Formulas, proseUnits(p, part[0], part[1]))...)
			}
		} else {
			all = append(all, parts(p, b)...)
		}
		for k := from; k < len(all); k++ {
			u := &all[k]
			u.Item, u.Level, u.Mark, u.Columns, u.Block, u.Heading = b.Item, b.Level, b.Mark, b.Columns, i, heading
			u.Formula = slices.ContainsFunc(b.Formulas, func(f extract.Span) bool { return f.Start < u.End && f.End > u.Start })
			for _, t := range b.Terms {
				if t.Start >= u.Start && t.End <= u.End {
					u.SetOff = append(u.SetOff, [2]int{t.Start - u.Start, t.End - u.Start})
				}
			}
			if u.Kind == Label && u.isEntry() {
				u.Kind = Sentence
			}
			if b.Item && u.Kind == Label {
				u.Kind = Sentence // an item need not be a sentence to be an answer
			}
		}
	}
	announcing(p.Blocks, all)
	if len(p.Blocks) > 0 {
		gather(all)
	}
	giveHeaders(p.Text, all)
	return all
}

// equates reports that a line says a formula in words: "Invariant: Need = Max −
// Allocation".
func equates(text string) bool {
	return len([]rune(text)) >= shortestLead && strings.ContainsAny(text, "=≔≤≥") && hasLetter(text) && worded(text)
}

// shortestLead is how many code points a line has at least that is taken for a
// sentence because of what follows it.
const shortestLead = 25

// announcing makes lines of prose sentences that end no sentence because what
// they announce follows: a list, code, a formula, or the rest of them.
func announcing(blocks []Block, all []Unit) {
	if n := len(all); n > 1 && all[n-1].Kind == Label && all[n-2].Kind == Sentence && all[n-1].Block == all[n-2].Block && hasLetter(all[n-1].Text) {
		all[n-1].Kind = Sentence // the page's end cuts it
	}
	for i := 0; i+1 < len(all); i++ {
		u, next := &all[i], all[i+1]
		if u.Kind != Label || u.Block >= len(blocks) || blocks[u.Block].Kind != Sentence {
			continue
		}
		long := len([]rune(u.Text)) >= shortestLead
		if equates(u.Text) || statesPlainly(u.Text) && next.Kind != Row {
			u.Kind = Sentence
		}
		if Announces(u.Text) && (next.Item || next.Kind == Code || long && (next.Kind == Sentence || next.heads())) || next.Kind == Code && next.Formula ||
			long && next.Kind == Sentence && next.Block != u.Block && goesOn(next.Text) {
			u.Kind = Sentence
		}
	}
}

// cell is a figure of a table: a currency, brackets for a negative, a sign, a
// unit. A dash stands for nothing.
var (
	cell  = `(?:(?:[$€£¥]\s*)?\(?[-+−]?(?:[$€£¥]\s*)?\d[\d,.]*\)?\s*(?:[%BMKx]|pts?|pp|bps)?\)?|[—–-])`
	cells = regexp.MustCompile(`^(.*?\S)?\s*((?:` + cell + `)(?:\s+(?:` + cell + `))*)\s*$`)
	one   = regexp.MustCompile(cell)
)

// longestRow is the most bytes a line of a table has; beyond it the pattern
// would be tried on whole paragraphs for nothing.
const longestRow = 300

// Cells returns the figures at the end of a line of a table and the label
// before them. Fewer than one figure gives nil.
func Cells(line string) (label string, figures []string) {
	line = strings.TrimSpace(line)
	if len(line) > longestRow || !strings.ContainsAny(line, "0123456789") {
		return line, nil
	}
	// "$ 82,959" is one cell, also where the space is a wide one.
	m := cells.FindStringSubmatchIndex(line)
	if m == nil {
		return line, nil
	}
	if m[2] >= 0 {
		label = line[m[2]:m[3]]
	}
	rest := line[m[4]:m[5]]
	// The label's lazy match must not end within a number or a word with digits.
	for _, f := range one.FindAllString(rest, -1) {
		figures = append(figures, strings.TrimSpace(f))
	}
	return strings.TrimRight(label, " $€£¥("), figures
}

// proseUnits cuts [from, to) by lines and sentences.
func proseUnits(p Page, from, to int) []Unit {
	type line struct {
		start, end int
		row        bool
		text       string
	}
	var lines []line
	longest := 0
	for s := from; s < to; {
		e := s
		for e < to && p.Text[e] != '\n' {
			e++
		}
		a, b := trim(p.Text, s, e)
		l := line{start: a, end: b, text: string(p.Text[a:b])}
		label, figures := Cells(l.text)
		last := rune(0)
		if b > a {
			last = p.Text[b-1]
		}
		l.row = len(figures) >= 2 && !onlyDates(l.text) && last != '.' && hasLetter(label) && len(label) < 160
		longest = max(longest, b-a)
		lines = append(lines, l)
		s = e + 1
	}
	// A line with one figure is a row when it stands among rows.
	for i := range lines {
		if lines[i].row || lines[i].start == lines[i].end {
			continue
		}
		label, figures := Cells(lines[i].text)
		if len(figures) == 1 && hasLetter(label) && len(label) < 100 && p.Text[lines[i].end-1] != '.' &&
			(i > 0 && lines[i-1].row || i+1 < len(lines) && lines[i+1].row) {
			lines[i].row = true
		}
	}
	var out []Unit
	unit := func(s, e int, k Kind) {
		if s, e = trim(p.Text, s, e); s < e {
			out = append(out, Unit{Page: p.Number, Start: s, End: e, Kind: k, Text: string(p.Text[s:e])})
		}
	}
	flush := func(s, e int) {
		if s >= e {
			return
		}
		for _, r := range chunk.Sentences(p.Text[s:e]) {
			k := Sentence
			if text := p.Text[s+r[0] : s+r[1]]; !terminated(text) && (r[1]-r[0] < 90 || areTitles(string(text))) {
				k = Label
			}
			unit(s+r[0], s+r[1], k)
		}
	}
	start := from
	for i, l := range lines {
		switch {
		case l.start == l.end:
			flush(start, l.start)
			start = l.start
		case l.row:
			flush(start, l.start)
			unit(l.start, l.end, Row)
			start = l.end
		case i+1 < len(lines) && endsBlock(p.Text, l.start, l.end, lines[i+1].start, lines[i+1].end, longest):
			flush(start, l.end)
			start = l.end
		}
	}
	flush(start, to)
	return out
}

// What lines look like that are titles, one below the other.
const (
	fewestTitles  = 3
	longestTitled = 45 // code points
)

// areTitles reports that all lines of a text are short and begin with a capital: the
// topics of a talk, and no sentence.
func areTitles(text string) bool {
	lines := strings.Split(text, "\n")
	for _, line := range lines {
		first, _ := utf8.DecodeRuneInString(line)
		if !unicode.IsUpper(first) || utf8.RuneCountInString(line) > longestTitled || strings.ContainsAny(line, ",;:=") {
			return false
		}
	}
	return len(lines) >= fewestTitles
}

// wholeFormulas joins units of prose, in order, that part a formula.
func wholeFormulas(p Page, formulas []extract.Span, units []Unit) []Unit {
	if len(formulas) == 0 {
		return units
	}
	out := units[:0:0]
	for _, u := range units {
		n := len(out)
		if n == 0 || !extract.FormulaAcross(formulas, out[n-1].End, u.Start) {
			out = append(out, u)
			continue
		}
		last := &out[n-1]
		last.End, last.Kind = u.End, min(last.Kind, u.Kind)
		last.Text = string(p.Text[last.Start:last.End])
	}
	return out
}

// onlyDates reports that every number of a line belongs to a date or names a
// quarter: it heads a table and is no row of it.
func onlyDates(line string) bool {
	tokens := words.Tokens(line, "en")
	n := 0
	for i, t := range tokens {
		if !t.Number {
			continue
		}
		n++
		if !dated(tokens, i) && !(numeralWord(t.Text) && i+1 < len(tokens) && timeWords[tokens[i+1].Stem]) {
			return false
		}
	}
	return n > 0
}

func numeralWord(s string) bool { return !strings.ContainsAny(s, "0123456789") }

// endsBlock tells a title or the last line of a paragraph from a line that was
// only wrapped.
func endsBlock(text []rune, s, e, nextS, nextE, longest int) bool {
	if nextS == nextE {
		return true
	}
	if longest < 40 || e-s > longest*7/10 || terminated(text[s:e]) {
		return false
	}
	return unicode.IsUpper(text[nextS]) || unicode.IsDigit(text[nextS]) || !unicode.IsLetter(text[nextS])
}

// terminated reports that a text ends as a sentence does.
func terminated(rs []rune) bool {
	for i := len(rs) - 1; i >= 0; i-- {
		switch {
		case strings.ContainsRune("\"'”’»)]」』", rs[i]):
			continue
		case strings.ContainsRune(".!?…。！？؟۔", rs[i]):
			return true
		}
		return false
	}
	return false
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func trim(text []rune, s, e int) (int, int) {
	for s < e && unicode.IsSpace(text[s]) {
		s++
	}
	for e > s && unicode.IsSpace(text[e-1]) {
		e--
	}
	return s, e
}
