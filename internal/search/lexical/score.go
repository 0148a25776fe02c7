package lexical

import (
	"cmp"
	"math"
	"slices"
)

// accumulator adds up one search's scores by slot.
type accumulator struct {
	scores  []float64
	counts  []uint32 // of the group of stems at hand
	marked  []bool   // has the word at hand with its marks
	touched []uint32
}

// Search returns the k best texts, the best first, equal scores by ascending
// id. in narrows it to groups; nil stands for all.
func (x *Index) Search(q Query, k int, in func(group uint32) bool) []Match {
	if k <= 0 || x.Len() == 0 {
		return nil
	}
	acc, _ := x.scratch.Get().(*accumulator)
	if acc == nil {
		acc = new(accumulator)
	}
	if len(acc.scores) < len(x.texts) {
		acc.scores, acc.counts, acc.marked = make([]float64, len(x.texts)), make([]uint32, len(x.texts)), make([]bool, len(x.texts))
	}
	defer func() {
		for _, slot := range acc.touched {
			acc.scores[slot] = 0
		}
		acc.touched = acc.touched[:0]
		x.scratch.Put(acc)
	}()
	average := float64(x.length) / float64(x.Len())
	for _, w := range q.words {
		x.score(acc, w, q.Language, average)
	}
	best := make([]Match, 0, k+1)
	for _, slot := range acc.touched {
		t := &x.texts[slot]
		if in != nil && !in(t.group) {
			continue
		}
		best = push(best, k, Match{t.id, acc.scores[slot]})
	}
	slices.SortFunc(best, better)
	return best
}

// score adds one query word's part of BM25 to every text that has it. Where
// the word was typed with marks, texts that have them come before others.
func (x *Index) score(acc *accumulator, w queryWord, language string, average float64) {
	for slot := range x.slotsOf(w.marked) {
		acc.marked[slot] = true
	}
	add := func(slot, count uint32) {
		t := &x.texts[slot]
		if t.id == 0 {
			return
		}
		if acc.scores[slot] == 0 {
			acc.touched = append(acc.touched, slot)
		}
		frequency, weight := float64(count), w.times*w.idf
		if w.marks && !acc.marked[slot] {
			weight *= unmarked
			if language != "" && t.language != language {
				weight *= unmarked // more likely a false friend: groß, gross
			}
		}
		length := float64(t.words) / average
		acc.scores[slot] += weight * frequency * (k1 + 1) / (frequency + k1*(1-b+b*length))
	}
	if len(w.stems) == 1 && len(w.stems[0]) == 1 {
		for slot, count := range x.postings[w.stems[0][0]].all() {
			add(slot, count)
		}
	} else {
		var slots []uint32
		for _, spellings := range w.stems {
			slots = x.count(acc, spellings, slots)
		}
		for _, slot := range slots {
			add(slot, acc.counts[slot])
			acc.counts[slot] = 0
		}
	}
	for slot := range x.slotsOf(w.marked) {
		acc.marked[slot] = false
	}
}

// count adds to the counts of each text how often it has a stem, and returns
// the slots with those that had none of the word's stems before. A word of a
// text may have several spellings of its stem: the one that it has most often
// tells.
func (x *Index) count(acc *accumulator, spellings, slots []uint32) []uint32 {
	before := func(slot uint32) uint32 {
		if acc.counts[slot] == 0 {
			slots = append(slots, slot)
		}
		return acc.counts[slot]
	}
	if len(spellings) == 1 {
		for slot, count := range x.postings[spellings[0]].all() {
			acc.counts[slot] = before(slot) + count
		}
		return slots
	}
	most := make(map[uint32]uint32)
	for _, term := range spellings {
		for slot, count := range x.postings[term].all() {
			most[slot] = max(most[slot], count)
		}
	}
	for slot, count := range most {
		acc.counts[slot] = before(slot) + count
	}
	return slots
}

// slotsOf yields the slots that have one of the terms, some of them twice.
func (x *Index) slotsOf(terms []uint32) func(yield func(slot uint32) bool) {
	return func(yield func(uint32) bool) {
		for _, term := range terms {
			for slot := range x.postings[term].all() {
				if !yield(slot) {
					return
				}
			}
		}
	}
}

// idf is the weight of a word that some of all texts have (Robertson's, kept
// positive as in Lucene).
func idf(all, some int) float64 {
	return math.Log(1 + (float64(all-some)+0.5)/(float64(some)+0.5))
}

func better(a, b Match) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
}

// push keeps the k best in a heap whose root is the worst of them.
func push(heap []Match, k int, m Match) []Match {
	worse := func(i, j int) bool { return better(heap[i], heap[j]) > 0 }
	if len(heap) < k {
		heap = append(heap, m)
		for i := len(heap) - 1; i > 0; {
			parent := (i - 1) / 2
			if !worse(i, parent) {
				break
			}
			heap[i], heap[parent] = heap[parent], heap[i]
			i = parent
		}
		return heap
	}
	if better(m, heap[0]) >= 0 {
		return heap
	}
	heap[0] = m
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(heap) {
			return heap
		}
		if child+1 < len(heap) && worse(child+1, child) {
			child++
		}
		if !worse(child, i) {
			return heap
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}
