package quoted

import (
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// numerals are the words for two to ten, folded.
var numerals = func() map[string]int {
	all := map[string]int{}
	for _, list := range []string{
		"two three four five six seven eight nine ten", "zwei drei vier funf sechs sieben acht neun zehn",
		"deux trois quatre cinq six sept huit neuf dix", "dos tres cuatro cinco seis siete ocho nueve diez",
		"due tre quattro cinque sei sette otto nove dieci", "dois tres quatro cinco seis sete oito nove dez",
		"twee drie vier vijf zes zeven acht negen tien", "два три четыре пять шесть семь восемь девять десять",
		"dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec", "duas tres quatro cinco seis sete oito nove dez",
	} {
		for i, w := range strings.Fields(list) {
			all[w] = i + 2
		}
	}
	return all
}()

// counts is how many things a question asks for, 0 where it does not say.
func (q Question) counts() int {
	for _, t := range words.Tokens(q.Text, q.Lang) {
		if n := numerals[fold.Plain.Text(t.Text)]; n > 0 {
			return n
		}
	}
	for i, r := range []rune("二三四五六七八九十") {
		if strings.Contains(q.Text, string(r)+"个") || strings.Contains(q.Text, string(r)+"個") || strings.Contains(q.Text, string(r)+"つ") {
			return i + 2
		}
	}
	return 0
}

// asCounted is what speaks for a list of as many items as are asked for.
const asCounted = 2

// counted is what speaks for a lead-in, or the first item of a list, by the
// number of its items: that reads alike in all languages.
func (r *Ranking) counted(c *Candidate) float64 {
	n := r.items
	if n == 0 || r.Question.Want != List {
		return 0
	}
	w, at := r.Passages[c.Passage].read(r.Passages[c.Passage].Units[c.Unit])
	if at < 0 {
		return 0
	}
	if w.introduces(at) {
		at++
	}
	if !w.units[at].Item {
		return 0
	}
	level, items := w.units[at].Level, 0
	from := w.listFrom(at)
	for k := at; k > from && w.units[k].Level >= level; k-- {
		if w.units[k-1].Level < level {
			from = k
			break
		}
	}
	for k := from; k < len(w.units) && (w.units[k].Item && w.units[k].Level >= level || w.units[k].Kind == Code); k++ {
		if w.units[k].Item && w.units[k].Level == level && (k == from || !together(w.units[k], w.units[k-1])) {
			items++
		}
	}
	if items != n {
		return 0
	}
	return asCounted
}
