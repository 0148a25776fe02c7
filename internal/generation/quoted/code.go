package quoted

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// asksCode asks for code or a command, folded.
var asksCode = regexp.MustCompile(`\b(code|listing|snippet|source|function|method|class|commands?|syntax|implementation|quelltext|quellcode|programm|funktion|methode|befehle?|commandes?|fonction|implementation|codigo|funcion|metodo|comandos?|codice|funzione|comand[oi]|funcao|commando.?s?|opdracht|functie|polecenie|komend\w*|kod\w*|funkcj\w*)\b|код|команд|функци|метод|代码|代碼|函数|命令|コード|コマンド|関数|코드|명령`)

// identifier is a word that only code writes so: small letters and capitals mixed,
// or parted by "_".
var identifier = regexp.MustCompile(`^\p{Ll}+\p{Lu}|^\p{Lu}+\p{Ll}+\p{Lu}|\p{L}_\p{L}`)

// asCode is what speaks for code that is asked for, beside what it is a part of.
const asCode = 3

// Sizes of the parts of long code, in code points.
const (
	shortestPart = 200
	longestPart  = 700
)

// codeParts cuts long code [start, end) where a blank line stands before one that
// is not indented: a function is a part.
func codeParts(text []rune, start, end int) [][2]int {
	if end-start <= longestCode {
		return [][2]int{{start, end}}
	}
	var out [][2]int
	from := start
	for i := start + 1; i+1 < end; i++ {
		if text[i-1] != '\n' || !blankBefore(text, start, i) || unicode.IsSpace(text[i]) || text[i] == '}' {
			continue
		}
		next := end
		for k := i + 1; k < end; k++ {
			if text[k-1] == '\n' && k > i+1 && blankBefore(text, start, k) && !unicode.IsSpace(text[k]) && text[k] != '}' {
				next = k
				break
			}
		}
		if i-from >= shortestPart || next-from > longestPart {
			out = append(out, [2]int{from, i})
			from = i
		}
	}
	return append(out, [2]int{from, end})
}

// parts are the units of a block that is no prose: one, save of long code.
func parts(p Page, b Block) []Unit {
	cut := [][2]int{{b.Start, b.End}}
	if b.Kind == Code {
		cut = codeParts(p.Text, b.Start, b.End)
	}
	var out []Unit
	for _, part := range cut {
		if s, e := trim(p.Text, part[0], part[1]); s < e {
			out = append(out, Unit{Page: p.Number, Start: s, End: e, Kind: b.Kind, Text: string(p.Text[s:e])})
		}
	}
	return out
}

// blankBefore reports that the line before the one that begins at i is blank.
func blankBefore(text []rune, start, i int) bool {
	k := i - 2
	for k >= start && text[k] != '\n' && unicode.IsSpace(text[k]) {
		k--
	}
	return k >= start && text[k] == '\n'
}

// isCode reports that a word of a question is written as only code is, or set off
// as an option: "-sA".
func isCode(question []rune, t words.Token) bool {
	if identifier.MatchString(t.Text) {
		return true
	}
	before, after := rune(' '), rune(' ')
	if t.Start > 0 {
		before = question[t.Start-1]
	}
	if t.End < len(question) {
		after = question[t.End]
	}
	option := before == '-' && (t.Start == 1 || question[t.Start-2] == ' ' || question[t.Start-2] == '-')
	return option || after == '(' && !t.Number
}

// asksForCode reports that a question asks for code: by a word for it, or by a name
// that only code writes.
func (q Question) asksForCode() bool {
	return asksCode.MatchString(fold.Plain.Text(q.Text)) || slices.ContainsFunc(q.Terms, func(t Term) bool { return t.code })
}

// codes reports that code is what is asked for: it has the name that the question
// gives, or what stands before it names it.
func (r *Ranking) codes(p Passage, u Unit) bool {
	named := false
	for _, t := range r.Question.Terms {
		if t.code {
			if !strings.Contains(u.Text, t.Text) {
				return false
			}
			named = true
		}
	}
	if named {
		return true
	}
	w, at := p.read(u)
	before := p.heading(u)
	if at > 0 && w.units[at-1].Kind == Sentence {
		before += "\n" + w.leadText(at-1)
	}
	return r.mostly(before, p)
}

// nearBeginning is within how many code points of its beginning code defines what
// it is about, behind a comment on it.
const nearBeginning = 200

// doneBy reports that code stands first below a heading that says all of what is
// asked how to do.
func (r *Ranking) doneBy(p Passage, u Unit) bool {
	w, at := p.read(u)
	return at > 0 && w.units[at-1].heads() && r.all(w.units[at-1].Text, p)
}

// definesCode is what speaks for code that begins with the name that the question
// gives: others only use it.
func (r *Ranking) definesCode(u Unit) float64 {
	begins := []rune(u.Text)
	begins = begins[:min(nearBeginning, len(begins))]
	for _, t := range r.Question.Terms {
		if t.code && strings.Contains(string(begins), t.Text) {
			return asDefined
		}
	}
	return 0
}

// stepsOfCode adds the code that the steps around an item or their lead-in tell of,
// which stands directly above them, where it is asked how something is done.
func (r *Ranking) stepsOfCode(w *reader, at int) {
	if !r.Question.Steps && !r.Question.Code {
		return
	}
	first := at
	if w.units[at].Item {
		first = w.listFrom(at)
	} else if w.introduces(at) {
		first = at + 1
	}
	above := first - 1
	if above >= 0 && w.units[above].Kind != Code && !w.units[above].heads() && w.introduces(above) {
		above--
	}
	if !w.units[first].Item || above < 0 || !w.code(above) || w.units[above].Formula || w.units[above].Heading != w.units[first].Heading {
		return
	}
	w.need(above)
	if above > 0 && (w.units[above-1].heads() || w.units[above-1].Kind == Sentence) {
		w.need(above - 1) // what names it
	}
}

// shownCode adds the code that stands behind a sentence, or behind the one that
// announces it.
func (r *Ranking) shownCode(w *reader, at int) {
	if !r.Question.Code || w.units[at].Kind != Sentence {
		return
	}
	for k := at + 1; k <= at+mostBetween && k < len(w.units) && w.units[k].Heading == w.units[at].Heading; k++ {
		if w.code(k) {
			for n := at + 1; n <= k; n++ {
				w.need(n)
			}
			return
		}
		if w.units[k].Kind != Sentence || !Announces(w.units[k].Text) {
			return
		}
	}
}
