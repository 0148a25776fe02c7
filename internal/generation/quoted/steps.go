package quoted

import (
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// A procedure is one thing: its steps, set as items, as headings or as sentences
// that follow each other ("First … Then … Finally …").

// asksSteps asks how something is done or goes, folded: all of it answers.
var asksSteps = regexp.MustCompile(`\b(step[- ]by[- ]step|steps?|stages?|phases?|procedure|workflow|how (does|did|is|are)|how (do|can|should|would|could) (i|you|we|one|they)|how to)\b` +
	`|\b(schritt(e|en|weise)?|schritt fur schritt|ablauf|vorgehen(sweise)?|phasen|wie (kann|gehe|geht|macht|mache|erstelle|installiere|berechne) (ich|man|wir)|wie (wird|werden|lauft)|wie [a-z]+(e|t|st|en) (ich|man|du|wir))\b` +
	`|\b(etapes?|demarche|procedure|deroulement|pas a pas|comment (est|sont|faire|peut-on|(se |s.)?[a-z]+(er|ir|re)))\b` +
	`|\b(pasos?|paso a paso|etapas|fases|procedimiento|como se [a-z]+|como puedo|como [a-z]+o (un|una|unos|unas|el|la|los|las|mis?))\b|\b(passi|passaggi|fasi|procedura|come si [a-z]+|come posso|come [a-z]+o (un|uno|una|il|lo|la|i|gli|le)|come (viene|vengono|avviene))\b` +
	`|\b(passos?|passo a passo|como se [a-z]+|como posso|como [a-z]+o (um|uma|o|a|os|as))\b|\b(stappen|stap voor stap|fasen|werkwijze|hoe [a-z]+ (ik|je|men|jij)|hoe (wordt|worden|verloopt|gaat))\b` +
	`|шаг(и|ов|ам)|пошагов\S*|этап(ы|ов)|порядок действий|как [а-я]+(ть|ти|ться)(?:[^а-я]|$)|\b(krok(i|ow|u)?|krok po kroku|etapy|jak [a-z]+c)\b` +
	`|步骤|步驟|流程|过程是|如何|怎么(做|用|进行|实现|创建|安装)|怎样|手順|手続き|どうやって|단계|절차|خطوات|שלבים|βηματα|adim(lar|lari)?\b`)

// stepWords only say that steps are asked for, folded: no text has to say them.
var stepWords = regexp.MustCompile(`^(steps?|stages?|procedure|workflow|schritte?n?|ablauf|vorgehen|etapes?|demarche|pasos?|paso|passi|passaggi|passos?|passo|stappen|stap|doorloopt|doorlopen|kroki|krokow|krok|шаги|шагов|этапы|этапов|步骤|步驟|流程|手順|단계)$`)

// asksName asks what something is called, folded: no steps, though it asks how.
var asksName = regexp.MustCompile(`\b(wie (nennt|nennen|heisst|heist|heissen|sagt|bezeichnet)|comment (s.appelle\w*|appel\w+|nomm\w+)|como se (llama|llaman|denomina|denominan|dice|chama|chamam|diz)|come si (chiama|chiamano|dice)|hoe (heet|heten|noem\w*))\b|как (называ|звать|зовут)`)

// asksProcedure reports that a question asks how something is done or goes, one
// thing after the other.
func asksProcedure(text string) bool {
	plain := fold.Plain.Text(text)
	return asksSteps.MatchString(plain) && !asksName.MatchString(plain) || worksHow.MatchString(text)
}

// sequel begins a sentence that tells what comes next, folded.
var sequel = regexp.MustCompile(`^[^\p{L}\p{N}]{0,3}(first(ly)?|second(ly)?|third(ly)?|next|then|after (that|this|which|the)|afterwards|subsequently|finally|lastly|at the end|in the end|once|now|to (start|begin)|` +
	`zuerst|zunachst|erstens|zweitens|drittens|dann|danach|daraufhin|anschlie(ss|ß)end|im anschluss|nun|schlie(ss|ß)lich|zuletzt|zum schluss|am ende|nachdem|sobald|` +
	`d.abord|tout d.abord|ensuite|puis|apres|enfin|finalement|premierement|deuxiemement|on (joue|lance|cree|ajoute) (ensuite|alors)|` +
	`primero|en primer lugar|luego|despues|a continuacion|entonces|finalmente|por ultimo|una vez|tras|` +
	`prima|innanzitutto|anzitutto|poi|quindi|dopo|successivamente|infine|una volta|a questo punto|` +
	`primeiro|primeiramente|depois|em seguida|entao|por fim|` +
	`eerst|ten eerste|daarna|vervolgens|dan|nadat|zodra|ten slotte|tenslotte|uiteindelijk|` +
	`сначала|во-первых|во-вторых|затем|потом|далее|после|наконец|в конце|теперь|` +
	`najpierw|nastepnie|potem|dalej|wreszcie|na koniec|w koncu)(?:[^\p{L}]|$)|^(首先|然后|然後|接着|接著|之后|之後|最后|最後|再|まず|次に|その後|먼저|다음|그다음|마지막)`)

// Bounds of a procedure that is told in sentences.
const (
	longestProcedure = 1200 // code points
	mostBetween      = 2    // sentences between two that tell what comes next
	fewestSequels    = 2    // sentences that make a procedure
)

func (w *reader) sequel(k int) bool {
	u := w.units[k]
	return u.Kind == Sentence && sequel.MatchString(fold.Plain.Text(beginning(u.Text)))
}

// running reports that a unit can be of a procedure that is told under a heading:
// a sentence, or code between them.
func (w *reader) running(k int, heading string) bool {
	u := w.units[k]
	return !u.heads() && u.Heading == heading && (u.Kind == Sentence || w.code(k)) && !w.texts.sets(u.Text)
}

// procedure is the units [from, to) of the procedure told in sentences that a unit
// is of, or begins; ok is false where there is none.
func (w *reader) procedure(at int) (from, to int, ok bool) {
	heading := w.units[at].Heading
	from, sequels, gap := at, 0, 0
	if w.sequel(at) {
		sequels++
	}
	for k := at - 1; k >= 0 && gap <= mostBetween && sequels > 0 && w.running(k, heading); k-- {
		if gap++; w.sequel(k) {
			from, gap = k, 0
			sequels++
		}
	}
	to, gap = at+1, 0
	room := longestProcedure
	for k := at + 1; k < len(w.units) && gap <= mostBetween && w.running(k, heading); k++ {
		if room -= len([]rune(w.units[k].Text)); room < 0 {
			break
		}
		if gap++; w.sequel(k) {
			to, gap = k+1, 0
			sequels++
		}
	}
	if sequels < fewestSequels {
		return 0, 0, false
	}
	if from > 0 && w.sequel(from) && w.running(from-1, heading) && together(w.units[from-1], w.units[from]) {
		from-- // what the first of them follows
	}
	for to < len(w.units) && together(w.units[to-1], w.units[to]) && room >= len([]rune(w.units[to].Text)) {
		room -= len([]rune(w.units[to].Text))
		to++ // its outcome
	}
	return from, to, true
}

// procedural adds the procedure that a unit is of, where one is asked for.
func (r *Ranking) procedural(p Passage, w *reader, at int) {
	if !r.Question.Steps || w.units[at].Kind != Sentence {
		return
	}
	if from, to, ok := w.procedure(at); ok {
		for k := from; k < to; k++ {
			w.need(k)
		}
		return
	}
	if !w.units[at].Item && !w.introduces(at) && r.titles(p.heading(w.units[at]), p) {
		w.stepsBelow(at)
	}
}

// mostBefore is within how many units behind a sentence the steps of it begin.
const mostBeforeSteps = 8

// stepsBelow adds the numbered list that stands below a sentence, in its section.
func (w *reader) stepsBelow(at int) {
	for k := at + 1; k < len(w.units) && k <= at+mostBeforeSteps && !w.units[k].heads() && w.units[k].Heading == w.units[at].Heading; k++ {
		if w.units[k].Item {
			if w.isNumbered(k) {
				if lead := w.lead(k); lead > at {
					w.need(lead)
				}
				w.list(k)
			}
			return
		}
	}
}

// steps reports that a unit is of what is asked how to do: of a numbered list, or
// its lead-in, or a procedure in sentences, under a heading or lead-in that names
// it.
func (r *Ranking) steps(p Passage, u Unit) bool {
	w, at := p.read(u)
	if at < 0 || !r.Question.Steps || u.Kind != Sentence {
		return false
	}
	first := at
	switch {
	case u.Item:
		first = w.listFrom(at)
	case w.introduces(at):
		first = at + 1
	}
	if w.units[first].Item && w.isNumbered(first) {
		lead := ""
		if k := w.lead(first); k >= 0 {
			lead = w.leadText(k)
		}
		return r.titles(p.heading(w.units[first]), p) || r.mostly(lead, p)
	}
	_, _, told := w.procedure(at)
	return told && r.titles(p.heading(u), p)
}

// isNumbered reports that the list that begins at a unit has items numbered from
// one, whether or not the numbers stand in the text.
func (w *reader) isNumbered(from int) bool {
	return ordinalOf(w.units[from].Mark+" x") == 1 || ordinalOf(w.units[from].Text) == 1
}

// titles reports that a heading names what is asked about: it says all of it, or
// nothing else.
func (r *Ranking) titles(heading string, p Passage) bool {
	if heading == "" {
		return false
	}
	if r.all(heading, p) {
		return true
	}
	said := 0
	for _, t := range r.texts.tokensOf(heading, p.Lang) {
		if !t.Content() || t.Number || stepWords.MatchString(fold.Plain.Text(t.Norm)) {
			continue
		}
		if !slices.ContainsFunc(r.asked(), func(a Term) bool { return a.Meets(t, p.Lang) || a.form(t) }) {
			return false
		}
		said++
	}
	return said > 0
}

// form reports that a word may be another form of the term, in a language whose
// stems are not known here.
func (t Term) form(w words.Token) bool {
	return !t.Number && !w.Number && words.BeginAlike(fold.Plain.Text(t.Text), fold.Plain.Text(w.Norm))
}

// leadText is what introduces a list: the lead-in with what stands before it in
// its paragraph.
func (w *reader) leadText(lead int) string {
	from := lead
	for from > 0 && together(w.units[from-1], w.units[lead]) {
		from--
	}
	var b strings.Builder
	for _, u := range w.units[from : lead+1] {
		b.WriteString(u.Text + "\n")
	}
	return b.String()
}
