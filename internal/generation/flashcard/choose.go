package flashcard

import (
	"sort"

	"studyapp/internal/generation/words"
)

// TooAlike is the cosine of two cards' texts above which they ask the same.
// multilingual-e5-small puts unrelated sentences of one chapter at .78 to .87
// and rewordings at .93 and more.
const TooAlike = 0.925

// Choose picks up to n cards, best first, spread over the document. similar
// returns the cosine of two candidates (by index) or is nil; existing
// reports, when not nil, that a candidate repeats a card that is there already.
// Cards that repeat another are left out and counted.
func Choose(cards []Card, n int, similar func(a, b int) float64, existing func(a int) bool) (chosen []int, repeated int) {
	order := make([]int, len(cards))
	for i := range order {
		order[i] = i
	}
	taken := map[int]int{} // cards by tenth of the document
	last := 0
	for _, c := range cards {
		last = max(last, c.Sentence)
	}
	part := func(c Card) int { return c.Sentence * 10 / (last + 1) }
	terms := map[string]int{}
	sentences := map[int]bool{}
	dropped := map[int]bool{}
	stems := make([]map[string]bool, len(cards))
	for i, c := range cards {
		stems[i] = map[string]bool{}
		for _, t := range words.Tokens(c.Front+" "+c.Back, "en") {
			if t.Content() && t.Norm != "c1" {
				stems[i][t.Stem] = true
			}
		}
	}
	value := func(i int) float64 {
		c := cards[i]
		v := c.Score - 0.12*float64(taken[part(c)]) - 0.1*float64(terms[c.Term])
		return v
	}
	for len(chosen) < n {
		sort.SliceStable(order, func(a, b int) bool { return value(order[a]) > value(order[b]) })
		picked := -1
		for _, i := range order {
			if dropped[i] {
				continue
			}
			c := cards[i]
			if sentences[c.Sentence] {
				dropped[i] = true // the same sentence asked in another way
				continue
			}
			if existing != nil && existing(i) || repeats(i, chosen, cards, stems, similar) {
				for k, o := range cards { // nor the same sentence asked in another way
					dropped[k] = dropped[k] || o.Sentence == c.Sentence
				}
				repeated++
				continue
			}
			picked = i
			break
		}
		if picked < 0 {
			break
		}
		dropped[picked] = true
		chosen = append(chosen, picked)
		sentences[cards[picked].Sentence] = true
		taken[part(cards[picked])]++
		terms[cards[picked].Term]++
	}
	return chosen, repeated
}

// defines are the shapes that say what their term is.
var defines = map[string]bool{"definition": true, "gap": true, "entry": true}

func repeats(i int, chosen []int, cards []Card, stems []map[string]bool, similar func(a, b int) float64) bool {
	for _, o := range chosen {
		if fold(cards[i].Front) == fold(cards[o].Front) {
			return true
		}
		if defines[cards[i].Shape] && defines[cards[o].Shape] && cards[i].Term == cards[o].Term {
			return true
		}
		both := 0
		for s := range stems[i] {
			if stems[o][s] {
				both++
			}
		}
		alike := 0.6
		if defines[cards[i].Shape] && defines[cards[o].Shape] {
			alike = 0.8 // opposites are defined in the same words
		}
		if all := len(stems[i]) + len(stems[o]) - both; all > 0 && float64(both) >= alike*float64(all) {
			return true
		}
		if similar != nil && similar(i, o) >= TooAlike {
			return true
		}
	}
	return false
}

// Best returns the indexes of the n cards with the highest scores.
func Best(cards []Card, n int) []int {
	order := make([]int, len(cards))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return cards[order[a]].Score > cards[order[b]].Score })
	return order[:min(n, len(order))]
}
