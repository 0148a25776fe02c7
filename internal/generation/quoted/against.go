package quoted

import (
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// caption starts a line below a picture or table.
var caption = regexp.MustCompile(`^(?i:figure|fig\.|table|abbildung|abb\.|tabelle|tableau|figura)\s*\d+([-.–]\d+)*\s*[:.]`)

// asksWhy is the question for a reason, also where it is only spoken of.
var asksWhy = regexp.MustCompile(`(?i)\b(why|warum|weshalb|wieso|pourquoi|por que|perche|porque)\b|почему|为什么|为何|なぜ`)

// overview are headings over what stands elsewhere, folded.
var overview = regexp.MustCompile(`^[^\p{L}]*(table of )?(contents?|outline|agenda|overview|learning (goals|objectives)|section guide|inhalt|inhaltsverzeichnis|gliederung|ubersicht|lernziele|sommaire|plan|table des matieres|objectifs|contenidos?|indice|objetivos|sommario|obiettivi|conteudos?|sumario|inhoud|inhoudsopgave|содержание|оглавление|план|目录|目次|学习目标)[^\p{L}]*$`)

// elsewhere ends a line that only tells in which part something stands.
var elsewhere = regexp.MustCompile(`(?i)\((see |siehe |voir |véase |vedi |ver |zie |см\. )?(§+|(sections?|sect?\.|chapters?|chap\.|ch\.|kapitel|kap\.|abschnitte?|abschn\.|chapitres?|secci[oó]n|sección|cap[ií]tulos?|cap\.|sezione|capitolo|seç[aã]o|hoofdstuk|paragraaf|глав[аеы]|раздел\p{L}*|гл\.|rozdział)\s)\s*[\dIVX.]+\)[.;,]?$|[（(]第.{1,3}[章节節]?[）)]$`)

// What speaks against a unit, on the scale of score.
const (
	questioned = 3   // it asks itself, or only repeats the question
	captioned  = 2   // it names a picture that an answer cannot show
	unfilled   = 1   // it announces what does not follow
	beside     = 1.5 // it announces a list of something else
	onlyWhy    = 2   // it speaks of the reason, and does not say it
	foretold   = 3   // it tells what stands elsewhere
	opposed    = 2   // it says so of what is asked for as not being so
)

// against is what speaks against a unit as an answer.
func (r *Ranking) against(c *Candidate) float64 {
	u, s := r.Passages[c.Passage].Units[c.Unit], 0.0
	switch {
	case strings.HasSuffix(u.Text, "?"):
		s += questioned
	case caption.MatchString(beginning(u.Text)):
		s += captioned
	case strings.HasSuffix(u.Text, ":") && !r.introduces(c):
		s += unfilled
	}
	if r.Question.Want != List && Announces(u.Text) && r.introduces(c) && c.Focus < 0.5 {
		s += beside
	}
	if c.echoes {
		s += questioned
	}
	if r.Question.Want == Reason && asksWhy.MatchString(fold.Plain.Text(u.Text)) && !reasonWords.MatchString(u.Text) {
		s += onlyWhy
	}
	if r.opposes(c, u) {
		s += opposed
	}
	if r.Question.Want == Reason && !reasonWords.MatchString(u.Text) && overEffects.MatchString(fold.Plain.Text(r.Passages[c.Passage].heading(u))) {
		s += onlyWhy // what came of it is no reason
	}
	if r.Question.Want != List && !r.Question.Steps && elsewhere.MatchString(u.Text) && len([]rune(u.Text)) <= longestLine {
		return s + foretold
	}
	if u.Item && len([]rune(u.Text)) <= longestLine && !terminated([]rune(u.Text)) && overview.MatchString(fold.Plain.Text(r.Passages[c.Passage].heading(u))) {
		s += foretold
	}
	return s
}

// opposes reports that a unit, or the lead-in of its list, speaks of what the
// question denies without denying it: "the following are" for "which are not".
// Reasons of what is not so need no denial.
func (r *Ranking) opposes(c *Candidate, u Unit) bool {
	q := r.Question
	if q.Want == Reason || q.Want.Fact() || !r.denied {
		return false
	}
	p := r.Passages[c.Passage]
	if r.texts.denies(u.Text, p.Lang) {
		return false
	}
	if w, at := p.read(u); at >= 0 && u.Item {
		if leads := w.leads(at); len(leads) > 0 {
			lead := w.units[leads[len(leads)-1]]
			if r.texts.denies(lead.Text, p.Lang) {
				return false
			}
			if r.speaks(r.texts.stemsOf(lead.Text, p.Lang)) {
				return true
			}
		}
	}
	return r.speaks(c.stems)
}

// agrees reports that a unit, or the lead-in of its list, denies what the
// question denies: "the following are not".
func (r *Ranking) agrees(p Passage, u Unit) bool {
	if !r.denied {
		return false
	}
	w, at := p.read(u)
	if at < 0 {
		return false
	}
	leads := []int{at}
	if u.Item {
		leads = w.leads(at)
	}
	return slices.ContainsFunc(leads, func(k int) bool {
		return (w.units[k].Item || w.introduces(k)) && r.texts.denies(w.units[k].Text, p.Lang) && r.partly(r.texts.stemsOf(w.units[k].Text, p.Lang))
	})
}

// partly reports that stems have something of what is asked about.
func (r *Ranking) partly(stems map[string]bool) bool {
	return slices.ContainsFunc(r.focus, func(t Term) bool { return t.in(stems) })
}

// speaks reports that stems have half of what is asked about.
func (r *Ranking) speaks(stems map[string]bool) bool {
	return len(r.focus) > 0 && r.share(r.focus, func(t Term) float64 {
		if t.in(stems) {
			return 1
		}
		return 0
	}) >= 0.5
}

// denies reports that a text says no of something.
func (t *texts) denies(text, lang string) bool {
	return slices.ContainsFunc(t.tokensOf(text, lang), func(t words.Token) bool { return t.Guard == words.Negation })
}
