package quoted

import (
	"regexp"
	"strings"

	"studyapp/internal/platform/fold"
)

// A definition or a theorem is one thing: what names it, what it supposes, and
// the formula that it ends in, in blocks of their own.
const longestStatement = 900 // code points

var (
	// states begins a definition, theorem or law that is set apart.
	states = regexp.MustCompile(`(?i)^[^\p{L}\p{N}]*(definition|def\.|définition|definición|definizione|definição|definitie|определение|定义|定義|satz|theorem|théorème|teorema|stelling|теорема|定理|lemma|lemme|лемма|引理|proposition|proposición|proposizione|proposição|命题|命題|corollary|korollar|folgerung|corollaire|corolario|corollario|следствие|推论|axiom|axiome|axioma|аксиома|公理)(\s+[\d.]*\d|\s*[:(（.–—-]|\s*$|\s*\d|\s+[^.:：(\n]{1,40}?\s*[:：(])`)
	// endsStatement begins what is no part of the one before it.
	endsStatement = regexp.MustCompile(`(?i)^[^\p{L}\p{N}]*(proof|beweis|preuve|démonstration|demostración|dimostrazione|demonstração|bewijs|доказательство|证明|證明|remark|bemerkung|remarque|observación|osservazione|observação|замечание|注|example|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|пример|例|exercise|aufgabe|insight|note|notation)(\s+[\d.]*\d|\s*[:(（.–—-]|\s*$)`)
)

// states reports that a unit begins a statement.
func (w *reader) states(k int) bool {
	u := w.units[k]
	return (k == 0 || !together(w.units[k-1], u)) && w.texts.begin(u.Text).states
}

// statement is the units [from, to) of the statement that a unit is of; ok is
// false where it is of none.
func (w *reader) statement(at int) (from, to int, ok bool) {
	from = at
	for !w.states(from) {
		if from == 0 || w.units[from].heads() || w.texts.begin(w.units[from].Text).ends {
			return 0, 0, false
		}
		from--
	}
	to = from + 1
	for room := longestStatement - len([]rune(w.units[from].Text)); to < len(w.units) && w.goesOnStating(from, to); to++ {
		if room -= len([]rune(w.units[to].Text)); room < 0 {
			break
		}
	}
	return from, to, at < to && to > from+1
}

// goesOnStating reports that a unit belongs to the statement before it.
func (w *reader) goesOnStating(from, k int) bool {
	u, before := w.units[k], w.units[k-1]
	switch {
	case u.heads(), w.states(k), w.texts.begin(u.Text).ends, !u.Item && len([]rune(u.Text)) < 3:
		return false
	case together(u, before), u.Kind == Code && before.Kind != Code, goesOn(u.Text):
		return true
	case u.Item:
		return before.Item || Announces(before.Text) || k == from+1
	case before.Kind == Code:
		return Announces(u.Text) && k+1 < len(w.units) && w.units[k+1].Kind == Code
	}
	return k == from+1 && titleOnly(before.Text) || before.Kind != Row && !before.Item && (Announces(before.Text) || !terminated([]rune(before.Text)))
}

// titleOnly reports that what begins a statement is its name alone: "Definition
// 2 (Livelock)".
func titleOnly(text string) bool {
	return len([]rune(text)) < 90 && len(strings.Fields(states.ReplaceAllString(text, ""))) <= 8
}

// longestTitle is how far what begins a statement may name it.
const longestTitle = 90

// names reports that a statement's first words name what is asked about.
func (r *Ranking) names(w *reader, from int, p Passage) bool {
	text := []rune(w.units[from].Text)
	title := string(text[:min(longestTitle, len(text))])
	if p.Lang == "" || r.Question.Lang == "" || p.Lang == r.Question.Lang {
		return r.all(title, p)
	}
	// Across languages only names can be told.
	plain, named := fold.Plain.Text(title), false
	for _, t := range r.Question.Terms {
		if t.Upper && !t.Number && !t.Time {
			if !strings.Contains(plain, fold.Plain.Text(t.Text)) {
				return false
			}
			named = true
		}
	}
	return named
}

// stated says how far a unit is of a statement that defines or names what is
// asked about. defines says that the unit itself does.
func (r *Ranking) stated(c *Candidate, p Passage, defines bool) float64 {
	w, at := p.read(p.Units[c.Unit])
	if at < 0 {
		return 0
	}
	if defines && w.states(at) && defined.MatchString(w.units[at].Text) {
		return asSetApart
	}
	from, to, ok := w.statement(at)
	if !ok {
		if w.states(at) && r.Question.Want != Formula && r.names(&w, at, p) {
			return asStated
		}
		return 0
	}
	all, formula := "", false
	for _, u := range w.units[from:to] {
		all += u.Text + "\n"
		formula = formula || u.Formula || u.Kind == Code
	}
	switch {
	case r.Question.Want == Formula && !formula:
		return 0
	case r.Question.Want == Definition && defined.MatchString(w.units[from].Text) && defines:
		return asSetApart
	case r.Question.Want == Definition && defined.MatchString(w.units[from].Text) && r.mostly(all, p):
		return asDefined
	case r.names(&w, from, p):
		return asStated
	case r.Question.Want == Formula && c.Focus > 0.7:
		return asStated
	}
	return 0
}

// defined begins a definition that is set apart.
var defined = regexp.MustCompile(`(?i)^[^\p{L}]*(d[eé]fini|определение|定义|定義)`)

// plainly begins a line that says what something is, though no full stop ends it:
// "The most important report is the annual one".
var plainly = regexp.MustCompile(`(?i)^[^\p{L}\p{N}]{0,3}(?:\p{L}\S*\s){1,5}(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são|zijn|это|является|означает|nazywa się|jest)\s+\S`)

// fewestStated is how many words such a line has at least.
const fewestStated = 5

func statesPlainly(text string) bool {
	return plainly.MatchString(beginning(text)) && len(strings.Fields(text)) >= fewestStated && !strings.ContainsAny(text, "?？")
}
