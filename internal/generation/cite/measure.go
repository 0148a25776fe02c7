package cite

import (
	"slices"

	"studyapp/internal/generation/words"
)

// measures are how a quote stands to a sentence.
type measures struct {
	nearness
	objections
}

// nearness says how much of the sentence the quote says.
type nearness struct {
	exact float64 // share of the sentence's words, by weight, that stand in the quote in some form
	gap   float64 // of its other words: mean cosine, by weight, with the nearest words of the quote; 1 where there are none
	whole float64 // cosine of the two
	names float64 // of the sentence, that the quote lacks
	unmet float64 // words of direction of the sentence, whose direction the quote never says
	ends  float64 // 1 where the sentence ends in a word that the quote lacks
}

// objections are what speaks against the sentence: shares are of the anchors,
// by weight; the others are counts.
type objections struct {
	numbers  float64 // of the sentence, that the quote lacks or gives another unit
	denied   float64 // share that one side alone denies
	turned   float64 // share that goes the other way
	agreed   float64 // share that goes the same way: the contrary of an objection
	open     float64 // share of which the sentence says a way and the quote none
	level    float64 // share that the quote says to stay
	opposite float64 // words of direction whose nearest word says the other one
	denials  float64 // of the sentence
	downs    float64 // words of the sentence that say less
	hedged   float64 // hedges that only one side has
	roles    float64 // who does what to whom is turned round
	swapped  float64 // share of neighbours, among the words that both have, that stand the other way round
}

// measures are those of a sentence that was held against quotes.
func (p pairing) measures() measures {
	m := measures{nearness: nearness{whole: p.whole}}
	p.cover(&m)
	p.compareWays(&m.objections, bearings(p.sentence), bearings(p.quote))
	p.compareWords(&m)
	p.compareHedges(&m.objections)
	p.compareOrder(&m)
	return m
}

// cover says how much of the sentence the quote has.
func (p pairing) cover(m *measures) {
	var all, open float64
	for i, w := range p.sentence {
		if !w.Content() || w.Letter() && len(p.places[i]) > 0 {
			continue
		}
		all += w.weight
		if len(p.places[i]) > 0 {
			m.exact += w.weight
			m.ends = 0
			if w.Number && p.otherUnit(i) {
				m.numbers++
			}
			continue
		}
		open += w.weight
		m.gap += w.weight * p.best[i]
		m.ends = 1
		switch {
		case w.Number || hasDigit(w.Stem):
			m.numbers++
		case w.Name:
			m.names++
		}
	}
	if all > 0 {
		m.exact /= all
	}
	if m.gap /= max(open, 1e-9); open == 0 {
		m.gap = 1
	}
}

// longestUnit in letters: kg, ms, km, mmol. What is longer is what is counted,
// and may be called otherwise.
const longestUnit = 4

// otherUnit reports that a number of the sentence has another unit wherever the
// quote has it.
func (p pairing) otherUnit(i int) bool {
	unit := unitAt(p.sentence, i)
	if unit == "" {
		return false
	}
	for _, j := range p.places[i] {
		if u := unitAt(p.quote, j); u == "" || u == unit {
			return false
		}
	}
	return true
}

func unitAt(text []word, i int) string {
	if i+1 >= len(text) || text[i+1].Clause || !text[i+1].Content() || text[i+1].Number || len([]rune(text[i+1].Norm)) > longestUnit {
		return ""
	}
	return text[i+1].Norm
}

// compareWays compares where things go and whether that is denied.
func (p pairing) compareWays(m *objections, sentence, quote []bearing) {
	var all float64
	for _, a := range p.anchors() {
		all += a.weight
		s, q := sentence[a.at], mean(quote, a.places)
		m.agreed += a.weight * max(0, s.before*q.before)
		m.turned += a.weight * (max(0, -s.before*q.before) + max(0, -s.after*q.after))
		if q.before == 0 {
			m.turned += a.weight * max(0, -s.before*q.after)
		}
		if s.before == 0 {
			m.turned += a.weight * max(0, -s.after*q.before)
		}
		if s.before != 0 && q.before == 0 && s.before*q.after <= 0 {
			m.open += a.weight
		}
		if s.level == 0 && (s.before != 0 || s.after != 0) {
			m.level += a.weight * q.level
		}
		if s.denials > 0 {
			m.denied += a.weight * (1 - q.denied)
		} else {
			m.denied += a.weight * q.denied
		}
	}
	if all == 0 {
		return
	}
	for _, x := range []*float64{&m.agreed, &m.turned, &m.open, &m.level, &m.denied} {
		*x /= all
	}
}

// compareWords compares the words of direction themselves.
func (p pairing) compareWords(m *measures) {
	ways := map[words.Direction]bool{}
	for _, q := range p.quote {
		ways[q.way] = true
	}
	for i, w := range p.sentence {
		if (w.sign != 0 || w.way == words.Level) && !ways[w.way] {
			m.unmet++
		}
		if w.denies {
			m.denials++
		}
		if w.sign < 0 {
			m.downs++
		}
		if w.sign != 0 && p.nearest[i] >= 0 && w.sign*p.quote[p.nearest[i]].sign < 0 {
			m.opposite++
		}
	}
}

// compareHedges counts the hedges of the sentence that the quote lacks, and
// those of the quote that limit what both say.
func (p pairing) compareHedges(m *objections) {
	said := map[string]bool{}
	for _, w := range p.sentence {
		if w.Guard == words.Hedge {
			said[w.Stem] = true
		}
	}
	meant := map[string]bool{}
	both := map[string]bool{}
	for i, w := range p.sentence {
		both[w.Stem] = both[w.Stem] || w.Content() && len(p.places[i]) > 0
	}
	for j, q := range p.quote {
		if q.Guard != words.Hedge {
			continue
		}
		meant[q.Stem] = true
		if !said[q.Stem] && len(hard([]string{q.Stem})) > 0 && both[p.beside(j, -1)] && both[p.beside(j, 1)] {
			m.hedged++
		}
	}
	for h := range said {
		if !meant[h] {
			m.hedged++
		}
	}
}

// beside is the stem of the content word of the quote next to j, before or
// behind it in its clause; the other side's at the end of a clause.
func (p pairing) beside(j, step int) string {
	for _, step := range []int{step, -step} {
		for i := j + step; i >= 0 && i < len(p.quote); i += step {
			if p.quote[max(i, i-step)].Clause {
				break
			}
			if p.quote[i].Content() {
				return p.quote[i].Stem
			}
		}
	}
	return ""
}

// sameWords is the share of the words of both sides that the two have in common
// from which they must stand in the same order, or something else is said.
const sameWords = 0.65

// compareOrder looks whether the words that both have stand in the same order.
// Other roles are: the same words in another order, what is compared on the
// other side of the comparison, two neighbours turned round that are names or
// stand on the two sides of a direction, and three without a word between.
func (p pairing) compareOrder(m *measures) {
	var common []int
	for i, w := range p.sentence {
		if w.Content() && len(p.places[i]) > 0 {
			common = append(common, i)
		}
	}
	if p.reordered(common) || p.comparedOtherwise(common) {
		m.roles++
	}
	run := 0
	for k := 1; k < len(common); k++ {
		a, b := common[k-1], common[k]
		from, to := slices.Max(p.places[b]), slices.Min(p.places[a])
		if to <= from {
			run = 0
			continue
		}
		m.swapped++
		if run++; contentOf(p.sentence[a+1:b]) > 0 || contentOf(p.quote[from+1:to]) > 0 {
			run = 0
		}
		if run > 1 || directs(p.sentence[a+1:b]) && directs(p.quote[from+1:to]) ||
			p.sentence[a].Name && p.sentence[b].Name && contentOf(p.sentence[a+1:b]) > 0 {
			m.roles++
		}
	}
	if len(common) > 1 {
		m.swapped /= float64(len(common) - 1)
	}
}

// reordered reports that the quote says the same words in another order.
func (p pairing) reordered(common []int) bool {
	var said, quote []words.Token
	from, to := len(p.quote), -1
	for _, i := range common {
		said = append(said, p.sentence[i].Token)
		from, to = min(from, slices.Min(p.places[i])), max(to, slices.Max(p.places[i]))
	}
	if len(common) < 2 || float64(len(common)) < sameWords*float64(contentOf(p.sentence)) ||
		float64(len(common)) < sameWords*float64(contentOf(p.quote[from:to+1])) {
		return false
	}
	for _, q := range p.quote[from : to+1] {
		quote = append(quote, q.Token)
	}
	return float64(len(align(said, quote))) < ordered*float64(len(common))
}

// comparedOtherwise reports that most of what the sentence says before its
// "than" stands behind what it says after it.
func (p pairing) comparedOtherwise(common []int) bool {
	than := slices.IndexFunc(p.sentence, func(w word) bool { return comparing[w.Norm] })
	pairs, turned := 0, 0
	for _, a := range common {
		for _, b := range common {
			if a < than && than < b {
				pairs++
				if slices.Min(p.places[a]) > slices.Max(p.places[b]) {
					turned++
				}
			}
		}
	}
	return turned > 0 && 2*turned >= pairs
}

// contentOf counts the words with a meaning of their own.
func contentOf(text []word) int {
	n := 0
	for _, w := range text {
		if w.Content() {
			n++
		}
	}
	return n
}

// directs reports that one of the words says a direction.
func directs(text []word) bool {
	return slices.ContainsFunc(text, func(w word) bool { return w.sign != 0 })
}

// comparing are the words between what is more and what is less.
var comparing = map[string]bool{"than": true, "als": true, "que": true, "che": true, "dan": true, "чем": true}
