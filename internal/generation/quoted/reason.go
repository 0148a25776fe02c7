package quoted

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// What an explanation brings along.
const (
	longestReason  = 350 // code points of what follows or precedes it
	longestReply   = 600 // of a reply to the same question
	mostBehind     = 3   // sentences behind it, up to the one that says why
	mostGrounds    = 3   // sentences before what concludes from them
	longestGrounds = 900 // code points of these
)

// explained adds what a sentence that says no more than is asked leaves out: the
// reason behind it, or before it where it draws a conclusion. Of the reply to
// the same question it adds the rest of the paragraph.
func (r *Ranking) explained(c Candidate, w *reader, at int) {
	p := r.Passages[c.Passage]
	u := w.units[at]
	if u.Kind != Sentence || u.Item && r.Question.Want != Reason {
		return
	}
	switch {
	case yesNo.MatchString(r.Question.Text) && c.Focus >= 0.7:
		if at+1 < len(w.units) && w.reads(at+1, u) && Leans(w.units[at+1].Text, p.Lang) {
			w.need(at + 1)
		}
	case r.replies(&c, p):
		room := longestReply - len([]rune(u.Text))
		for k := at + 1; k < len(w.units) && together(w.units[k], u); k++ {
			if room -= len([]rune(w.units[k].Text)); room < 0 {
				return
			}
			w.need(k)
		}
	case !(r.Question.Want == Reason && (c.Focus >= 0.7 || r.restates(u, p)) || happens.MatchString(r.Question.Text) && c.Focus >= 0.4):
	case concludes.MatchString(u.Text):
		room := longestGrounds
		for k, n := at-1, 0; k >= 0 && n < mostGrounds && w.reads(k, u); k-- {
			if room -= len([]rune(w.units[k].Text)); room < 0 {
				break
			}
			w.need(k)
			if !goesOn(w.units[k].Text) {
				n++
			}
		}
	case !reasonWords.MatchString(u.Text):
		to, said := at+1, false // up to the sentence that says why, else the next that says more
		for k := at + 1; k <= at+mostBehind && k < len(w.units) && w.reads(k, u); k++ {
			if reasonWords.MatchString(w.units[k].Text) {
				to = k
				break
			}
			if !said && !r.restates(w.units[k], p) {
				to, said = k, true
			}
		}
		for k := at + 1; k <= to && k < len(w.units) && w.reads(k, u); k++ {
			w.need(k)
		}
	}
}

// mostNew is how many words a sentence has at most besides those of a question that
// only says again what is asked.
const mostNew = 4

// restates reports that a sentence of the question's language says again what is asked
// the reason of, and no reason.
func (r *Ranking) restates(u Unit, p Passage) bool {
	if reasonWords.MatchString(u.Text) || p.Lang != "" && r.Question.Lang != "" && p.Lang != r.Question.Lang {
		return false
	}
	same, others := 0, 0
	for _, t := range r.texts.tokensOf(u.Text, p.Lang) {
		switch {
		case !t.Content() || asks(t, p.Lang):
		case r.Question.has(t, p.Lang):
			same++
		default:
			others++
		}
	}
	return same >= 2 && others <= mostNew
}

// Headings over reasons, and over what comes of something, folded.
var (
	overReasons = regexp.MustCompile(`^[^\p{L}]*(main |hauptsachliche |wichtige )?(reasons?|causes?|grunde?|hauptgrunde?|ursachen?|hintergrunde|(les |principales )?(raisons|motifs)|(las |principales )?(causas?|razones|motivos)|(le )?(cause|ragioni|motivi)|(as )?razoes|oorza(ak|ken)|redenen?|причин[аы]|przyczyn[ay]|powody)([^\p{L}].{0,50})?$|^[^\p{L}]*(原因|理由|成因).{0,20}$|.{1,20}的(原因|理由)$`)
	overEffects = regexp.MustCompile(`^[^\p{L}]*(effects?|consequences?|impacts?|results?|folgen|auswirkungen|konsequenzen|wirkungen|(les )?(consequences|effets)|(las )?(consecuencias|efectos)|(le )?(conseguenze)|(gli )?effetti|(as )?consequencias|(os )?efeitos|gevolgen|effecten|последстви[ея]|следстви[ея]|результаты|skutki|nastepstwa)([^\p{L}].{0,50})?$|^[^\p{L}]*(后果|後果|影响|影響|結果).{0,20}$|.{1,20}的(后果|影响)$`)
)

// reasonsBelow adds to a unit below a heading over reasons the others that stand there,
// as many as there is room for; it adds nothing, and is false, for other units.
func (r *Ranking) reasonsBelow(w *reader, at int) bool {
	if r.Question.Want != Reason || w.units[at].Kind == Row || !overReasons.MatchString(fold.Plain.Text(w.units[at].Heading)) {
		return false
	}
	from := at
	for from > 0 && w.units[from-1].Heading == w.units[at].Heading && !w.units[from].heads() {
		from--
	}
	for k, room := from, longestReply; k < len(w.units) && w.units[k].Heading == w.units[at].Heading; k++ {
		if room -= len([]rune(w.units[k].Text)); room < 0 {
			break
		}
		w.need(k)
	}
	return true
}

// yesNo asks whether something is so: what follows says how.
var yesNo = regexp.MustCompile(`(?i)^\W*(can|could|is|are|was|were|does|do|did|should|may|must|has|have|kann|können|ist|sind|war|darf|dürfen|muss|soll|sollte|hat|haben|wird|peut-on|est-ce que|peut-il|puede|pueden|è|può|possono|pode|podem|é|kan|mag)\s|ли\s|吗|嗎|ますか|ですか`)

// happens asks for what comes after something.
var happens = regexp.MustCompile(`(?i)\b(what happens|was (passiert|geschieht)|que se passe|qué (pasa|sucede|ocurre)|cosa (succede|accade)|o que acontece|wat gebeurt|co się dzieje)\b|что (происходит|будет)|会怎样|会发生|どうなる|무슨 일`)

// concludes are words of a sentence whose reason stands before it.
var concludes = regexp.MustCompile(`(?i)\b(therefore|thus|hence|consequently|daher|deshalb|somit|folglich|demnach|donc|ainsi|por tanto|por lo tanto|por consiguiente|pertanto|quindi|dunque|portanto|logo|por isso|dus|daarom)\b|поэтому|следовательно|таким образом|因此|所以|故|したがって|따라서`)

// reads reports that a unit is running text of the same part of a page as
// another.
func (w *reader) reads(k int, like Unit) bool {
	u := w.units[k]
	return u.Kind == Sentence && u.Heading == like.Heading && len([]rune(u.Text)) <= longestReason && !w.texts.sets(u.Text) && u.Item == like.Item
}

// mostApart is within how many units behind a sentence that names both sides of
// a comparison each is told of.
const mostApart = 8

// bothSides adds to a sentence that names both sides of a comparison what is
// said of either behind it, each in its own words.
func (r *Ranking) bothSides(c Candidate, w *reader, at int) {
	sides := r.Question.Sides
	if r.Question.Want != Comparison || !r.says(c.stems, sides[0]) || !r.says(c.stems, sides[1]) {
		return
	}
	lang := r.Passages[c.Passage].Lang
	found, room := [2]int{-1, -1}, longestReply
	for k := at + 1; k < len(w.units) && k <= at+mostApart && !w.units[k].heads(); k++ {
		if w.units[k].Kind != Sentence || k > at+1 && found[0] >= 0 && found[1] >= 0 {
			continue
		}
		stems := r.texts.stemsOf(w.units[k].Text, lang)
		for i := range sides {
			if own := r.ownWords(sides[i], sides[1-i]); found[i] < 0 && own != "" && r.says(stems, own) && !r.says(stems, r.ownWords(sides[1-i], sides[i])) {
				found[i] = k
			}
		}
	}
	if found[0] < 0 || found[1] < 0 {
		return
	}
	for _, k := range found {
		if room -= len([]rune(w.units[k].Text)); room >= 0 {
			w.need(k)
		}
	}
}

// ownWords are the words of a side that the other has not.
func (r *Ranking) ownWords(side, other string) string {
	have := r.texts.stemsOf(other, r.Question.Lang)
	var own []string
	for _, t := range words.Tokens(side, r.Question.Lang) {
		if t.Content() && !have[t.Stem] {
			own = append(own, t.Text)
		}
	}
	return strings.Join(own, " ")
}
