package quoted

import (
	"math"
	"sort"

	"studyapp/internal/generation/words"
)

// Quote is a unit chosen for the answer.
type Quote struct {
	Passage    int
	Unit       Unit
	Confidence float64
}

// Answer is what a question gets: sentences in reading order, or, when the
// passages do not hold the answer, the nearest ones.
type Answer struct {
	Answered   bool
	Confidence float64
	Quotes     []Quote
	Nearest    []Quote
}

// How many sentences an answer and a refusal show.
const (
	mostFacts    = 2
	mostText     = 4
	believed     = 3   // the candidates among which the best that is believed is looked for
	believedRows = 12  // the same for rows, whose words are believed although sentences come nearer
	closeEnough  = 1.6 // score below the best that still adds to a text
	closeFact    = 0.8 // the same for a fact
	factRead     = 4   // the same for a fact where passages were read closely
	textRead     = 3   // the same for a text
	foreignRead  = 3   // the same for a text in another language
	alsoBelieved = .35 // what a sentence beside the best has to be believed
	readLess     = 2   // how much less the reader says of it, in log-odds, that adds nothing
	room         = 500 // characters that sentences may add up to which were read closely
)

// Compose picks the answer from a ranked Ranking.
func (r *Ranking) Compose() Answer {
	var a Answer
	if len(r.Candidates) == 0 {
		return a
	}
	best, confidence := r.best()
	a.Confidence = confidence
	if best < 0 {
		a.Nearest = r.Nearest()
		return a
	}
	a.Answered = true
	chosen := r.choose(best)
	sort.SliceStable(chosen, func(i, j int) bool { return r.before(chosen[i], chosen[j], chosen) })
	seen := map[[3]int]bool{}
	add := func(passage int, u Unit, p float64) {
		key := [3]int{u.Page, u.Start, u.End}
		if !seen[key] {
			seen[key] = true
			a.Quotes = append(a.Quotes, Quote{Passage: passage, Unit: u, Confidence: p})
		}
	}
	for _, c := range chosen {
		for _, u := range r.brings(c) {
			add(c.Passage, u, r.Decide(c))
		}
		if top := r.Candidates[best]; c.Passage == top.Passage && c.Unit == top.Unit {
			for _, u := range r.onward(c) {
				add(c.Passage, u, r.Decide(c))
			}
		}
	}
	return a
}

// best is the first of the best few candidates that is believed, -1 where none is,
// and the most that one of them is believed: a stray sentence on top should not make
// the right one below it unanswered.
func (r *Ranking) best() (best int, confidence float64) {
	best = -1
	for i, c := range r.Candidates[:min(believedRows, len(r.Candidates))] {
		p := r.Decide(c)
		if i >= believed && c.Row == 0 || r.weaker(c) {
			continue
		}
		confidence = max(confidence, p)
		if p >= 0.5 && best < 0 {
			best = i
		}
	}
	return best, confidence
}

// Unread is the first passage of the best few candidates that was held against the
// question but not given to the reader; there is none where one of those is believed
// already, and the reader says that it answers.
func (r *Ranking) Unread() (passage int, ok bool) {
	if best, _ := r.best(); !r.Close || best >= 0 && (r.untaught() || r.Candidates[best].Row > 0 || r.Candidates[best].Answer > 0) {
		return 0, false
	}
	for _, c := range r.Candidates[:min(believed, len(r.Candidates))] {
		if p := r.Passages[c.Passage]; p.Said != nil && p.Readings == nil && c.Row == 0 {
			return c.Passage, true
		}
	}
	return 0, false
}

// weaker reports that a candidate is of another document than the one that
// ranks first and says less of the question: where that one is not believed,
// this one is not either.
func (r *Ranking) weaker(c Candidate) bool {
	first := r.Candidates[0]
	return r.Close && r.Passages[c.Passage].Document != r.Passages[first.Passage].Document && c.Said < first.Said
}

// choose picks the sentences of an answer, the best first.
func (r *Ranking) choose(best int) []Candidate {
	top := r.Candidates[best]
	most, margin, left := mostText, closeEnough, math.MaxInt
	if r.Question.Want.Fact() {
		most, margin = mostFacts, closeFact
		if top.Row == 0 {
			most++ // figures in prose are of this part or that: show one more
		}
	}
	if r.Close && top.Row == 0 {
		most, margin, left = mostText, textRead, max(room-r.length(top), room/3)
		if r.Question.Want.Fact() {
			margin = factRead // several may hold it
		} else if r.foreign(top.Passage) {
			margin = foreignRead
		}
	}
	chosen := []Candidate{top}
	if r.complete(top) {
		return chosen
	}
	if pair, ok := r.eachSide(best); ok {
		return pair
	}
	for _, c := range r.Candidates[best+1:] {
		if len(chosen) >= most || c.Score < top.Score-margin {
			break
		}
		if (top.Row > 0 || !r.Close) && !r.foreign(c.Passage) && c.Focus < 0.7*top.Focus || r.own(c) > left ||
			r.Decide(c) < alsoBelieved || r.repeats(c, chosen) || c.Row > 0 && top.Row > 0 && r.sameLabel(c, chosen) {
			continue
		}
		if r.Close && top.Row == 0 && c.Row == 0 && (r.strange(c, top, margin) || r.saysLess(c, top)) {
			continue
		}
		chosen = append(chosen, c)
		left -= r.length(c)
	}
	return chosen
}

// strange reports that a candidate stands in another language than the best one,
// or in another document without coming as near: beside an answer it only
// distracts.
func (r *Ranking) strange(c, top Candidate, margin float64) bool {
	p, of := r.Passages[c.Passage], r.Passages[top.Passage]
	if p.Document == of.Document {
		return false
	}
	return p.Lang != of.Lang || c.Score < top.Score-margin/2
}

// saysLess reports that the reader finds much less of an answer in a sentence than in
// the best one: it is there for its length alone. An item of a list is not told so,
// and across languages the best is less sure.
func (r *Ranking) saysLess(c, top Candidate) bool {
	less := float64(readLess)
	if r.untaught() {
		less *= 2
	}
	return top.Known && !r.foreign(top.Passage) && !r.Passages[c.Passage].Units[c.Unit].Item && c.Answer < top.Answer-less
}

// own is the length of a candidate's unit, in characters: what it brings along
// keeps no better answer out.
func (r *Ranking) own(c Candidate) int {
	u := r.Passages[c.Passage].Units[c.Unit]
	return u.End - u.Start
}

// length is that of a candidate's unit with all that it brings along, in
// characters.
func (r *Ranking) length(c Candidate) int {
	n := 0
	for _, u := range r.brings(c) {
		n += u.End - u.Start
	}
	return n
}

// before orders the answer: documents as their best sentence ranks, then
// reading order.
func (r *Ranking) before(a, b Candidate, chosen []Candidate) bool {
	da, db := r.Passages[a.Passage].Document, r.Passages[b.Passage].Document
	if da != db {
		top := func(d string) float64 {
			best := -1e9
			for _, c := range chosen {
				if r.Passages[c.Passage].Document == d && c.Score > best {
					best = c.Score
				}
			}
			return best
		}
		return top(da) > top(db)
	}
	ua, ub := r.Passages[a.Passage].Units[a.Unit], r.Passages[b.Passage].Units[b.Unit]
	// A figure that is asked for stands first.
	if a.Row > 0 || b.Row > 0 {
		return a.Score > b.Score
	}
	if ua.Page != ub.Page {
		return ua.Page < ub.Page
	}
	return ua.Start < ub.Start
}

// repeats reports that a candidate says nearly what another says already.
func (r *Ranking) repeats(c Candidate, chosen []Candidate) bool {
	own := r.stems(c)
	for _, o := range chosen {
		other, both := r.stems(o), 0
		for s := range own {
			if other[s] {
				both++
			}
		}
		if float64(both) > 0.7*float64(min(len(own), len(other))) {
			return true
		}
	}
	return false
}

// stems are all that a candidate's unit is found by.
func (r *Ranking) stems(c Candidate) map[string]bool {
	p := r.Passages[c.Passage]
	lang := p.Lang
	if lang == "" {
		lang = r.Question.Lang
	}
	return stemsOf(p.Units[c.Unit].Text, lang)
}

func (r *Ranking) sameLabel(c Candidate, chosen []Candidate) bool {
	label, _ := Cells(r.Passages[c.Passage].Units[c.Unit].Text)
	for _, o := range chosen {
		other, _ := Cells(r.Passages[o.Passage].Units[o.Unit].Text)
		if words.Fold(label) == words.Fold(other) {
			return true
		}
	}
	return false
}
