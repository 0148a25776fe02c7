package quoted

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// An exam with its answers, or a page of questions, answers what it asks: what
// stands below a question that is the student's own is the reply to it.

// task begins what asks for something: an exercise.
var task = regexp.MustCompile(`(?i)^[^\p{L}\p{N}]*(\(?\w{1,3}[.):]\s+)?((?:briefly|shortly|kurz|bref|brevemente|brièvement|кратко)\s+)?(explain|outline|sketch|justify|determine|compute|draw|identify|argue|describe|define|discuss|state|give|list|name|compare|show|prove|calculate|why|what|which|how|when|who|where|` +
	`erkläre\w*|erläuter\w*|beschreib\w*|definier\w*|nenne\w*|geben sie|vergleich\w*|begründ\w*|berechne\w*|zeige\w*|skizzier\w*|bestimm\w*|was|welche\w*|warum|wie|wann|wer|` +
	`expli[qc]\w+|décri\w+|défini\w+|donne[rz]|cite[rz]|compare[rz]|pourquoi|qu['’]est|quel\w*|comment|montre[rz]|justifie\w*|détermine[rz]|calcule[rz]|` +
	`describ\w+|defin\w+|enumer\w+|compar\w+|por qué|qué|cuál\w*|cómo|muestr\w+|calcul[ae]\w*|determin\w+|justifi\w+|` +
	`si (dica|dicano|discuta|spieghi|descriva|definisca|consideri|mostri|illustri|confronti)|dire|dica|spiega\w*|descriv\w+|illustra\w*|elenca\w*|confronta\w*|mostr\w+|dimostr\w+|calcol\w+|perché|che cos\w*|cosa|qual\w*|come|` +
	`descrev\w+|enuncie|porque|o que|quais|` +
	`объясн\S+|опиш\S+|перечисл\S+|назов\S+|сравн\S+|докаж\S+|найди\S*|вычисл\S+|почему|что|как\S*)[\s,:]|^[^\p{L}\p{N}]*(解释|解釋|说明|說明|简述|簡述|什么是|为什么|何谓|試述)`)

// sets reports that a text asks for something.
func sets(text string) bool {
	return strings.ContainsAny(text, "?？؟") && asksItself.MatchString(text) || !Announces(text) && task.MatchString(beginning(text))
}

// beginning is what a text begins with, as far as its first words are looked at:
// an expression takes time for all that it is given.
func beginning(text string) string {
	const most = 100 // bytes
	if len(text) <= most {
		return text
	}
	end := most
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

var asksItself = regexp.MustCompile(`[?？؟]["'”»“)]*\s*(\([^)]{1,40}\))?\s*$`)

// mostAsked is how many units an exercise may be long.
const mostAsked = 4

// replies reports that a unit, or the list that it is an item of, stands directly
// below a question that asks what the student does.
func (r *Ranking) replies(c *Candidate, p Passage) bool {
	u := p.Units[c.Unit]
	if r.texts.sets(u.Text) {
		return false
	}
	w, at := p.read(u)
	if at < 1 {
		return false
	}
	first := at
	for first > 0 && together(w.units[first-1], w.units[at]) {
		first--
	}
	if u.Item {
		first = w.listFrom(at)
	}
	for k := first - 1; k >= 0 && k >= first-mostAsked; k-- {
		switch o := w.units[k]; {
		case o.heads() && o.Page != u.Page:
			return false // what a page ends in as a title is that of the page
		case r.texts.sets(o.Text) && r.mostly(o.Text, p):
			return true
		case o.heads(), !r.texts.sets(o.Text):
			return false
		}
	}
	return false
}

// leftToReply reports that a unit asks for something, as an exam does, and that
// what is said to it stands below: that is quoted.
func (r *Ranking) leftToReply(u Unit, p Passage) bool {
	if !r.texts.sets(u.Text) || len([]rune(u.Text)) < shortestLead {
		return false
	}
	w, at := p.read(u)
	return at >= 0 && at+1 < len(w.units) && w.units[at+1].Kind == Sentence && !r.texts.sets(w.units[at+1].Text) && !together(u, w.units[at+1])
}
