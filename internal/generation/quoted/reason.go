package quoted

import "regexp"

// What an explanation brings along.
const (
	longestReason  = 350 // code points of what follows or precedes it
	longestReply   = 600 // of a reply to the same question
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
	case r.replies(&c, p):
		room := longestReply - len([]rune(u.Text))
		for k := at + 1; k < len(w.units) && together(w.units[k], u); k++ {
			if room -= len([]rune(w.units[k].Text)); room < 0 {
				return
			}
			w.need(k)
		}
	case !(r.Question.Want == Reason && c.Focus >= 0.7 || happens.MatchString(r.Question.Text) && c.Focus >= 0.4):
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
	case !reasonWords.MatchString(u.Text) && at+1 < len(w.units) && w.reads(at+1, u):
		w.need(at + 1)
	}
}

// happens asks for what comes after something.
var happens = regexp.MustCompile(`(?i)\b(what happens|was (passiert|geschieht)|que se passe|qué (pasa|sucede|ocurre)|cosa (succede|accade)|o que acontece|wat gebeurt|co się dzieje)\b|что (происходит|будет)|会怎样|会发生|どうなる|무슨 일`)

// concludes are words of a sentence whose reason stands before it.
var concludes = regexp.MustCompile(`(?i)\b(therefore|thus|hence|consequently|daher|deshalb|somit|folglich|demnach|donc|ainsi|por tanto|por lo tanto|por consiguiente|pertanto|quindi|dunque|portanto|logo|por isso|dus|daarom)\b|поэтому|следовательно|таким образом|因此|所以|故|したがって|따라서`)

// reads reports that a unit is running text of the same part of a page as
// another.
func (w *reader) reads(k int, like Unit) bool {
	u := w.units[k]
	return u.Kind == Sentence && u.Heading == like.Heading && len([]rune(u.Text)) <= longestReason && !sets(u.Text) && u.Item == like.Item
}
