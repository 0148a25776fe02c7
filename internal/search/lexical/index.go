package lexical

import (
	"encoding/binary"
	"slices"
	"sync"
)

// The parameters of BM25, the best over three collections (Cranfield, SQuAD
// sentences, SciFact) without tuning to any.
const (
	k1 = 0.9
	b  = 0.4
)

// Match is a text found, with its BM25 score.
type Match struct {
	ID    int64
	Score float64
}

// Index holds texts by id. Each text belongs to a group, which a search can
// be narrowed to: the shard's number of its document.
type Index struct {
	analysers *Analysers
	scratch   sync.Pool // *accumulator
	adding    []uint32  // the terms of the text at hand in Add
	state
}

type state struct {
	terms     map[string]uint32
	postings  []postings // by term
	texts     []text     // by slot, in the order of adding
	slots     map[int64]uint32
	languages map[string]int // texts that are there, by language
	length    int64          // words of all texts that are there
	dead      int            // slots of removed texts
	bytes     int64
}

// postings lists the slots that have a term, rising: gap and frequency, both
// as varints. Removed texts stay in the list until Index.compact.
type postings struct {
	data  []byte
	last  uint32 // slot of the last entry
	texts uint32 // how many that are there have the term
}

type text struct {
	id       int64
	group    uint32
	words    uint32
	language string // shared between texts
	terms    []byte // the different terms, rising: gaps as varints; nil if removed
}

// New returns an empty index.
func New(a *Analysers) *Index {
	x := &Index{analysers: a}
	x.clear()
	return x
}

func (x *Index) clear() {
	x.state = state{
		terms:     make(map[string]uint32),
		slots:     make(map[int64]uint32),
		languages: make(map[string]int),
	}
}

// Len returns the number of texts.
func (x *Index) Len() int { return len(x.slots) }

// Bytes estimates the memory of the index.
func (x *Index) Bytes() int64 {
	const slot, term = 64 + 32, 24 + 48 + 32 // struct, map entry
	return x.bytes + int64(len(x.texts))*slot + int64(len(x.postings))*term
}

// Has reports whether the text is in the index.
func (x *Index) Has(id int64) bool {
	_, ok := x.slots[id]
	return ok
}

// Add puts a text in, in place of the one with the same id. The language
// chooses its analysis; "" keeps words whole.
func (x *Index) Add(id int64, group uint32, language, body string) {
	x.Remove(id)
	stemmer := x.analysers.of(language)
	all, total := x.adding[:0], uint32(0)
	for _, w := range words(body) {
		f := stemmer.forms(w)
		for _, term := range f.terms {
			all = append(all, x.term(term))
		}
		if f.marked != "" {
			all = append(all, x.term(f.marked))
		}
		if len(f.terms) > 0 {
			total++
		}
	}
	slices.Sort(all)
	x.adding = all
	slot := uint32(len(x.texts))
	different := all[:0] // never ahead of what is read
	for i := 0; i < len(all); {
		term, from := all[i], i
		for i < len(all) && all[i] == term {
			i++
		}
		x.post(term, slot, uint32(i-from))
		different = append(different, term)
	}
	t := text{id: id, group: group, words: total, language: language, terms: gaps(different)}
	x.texts = append(x.texts, t)
	x.slots[id] = slot
	x.languages[language]++
	x.length += int64(total)
	x.bytes += int64(len(t.terms))
}

func (x *Index) term(s string) uint32 {
	if n, ok := x.terms[s]; ok {
		return n
	}
	n := uint32(len(x.postings))
	x.terms[s] = n
	x.postings = append(x.postings, postings{})
	x.bytes += int64(len(s))
	return n
}

func (x *Index) post(term, slot, count uint32) {
	p := &x.postings[term]
	before := cap(p.data)
	p.data = binary.AppendUvarint(p.data, uint64(slot-p.last))
	p.data = binary.AppendUvarint(p.data, uint64(count))
	p.last = slot
	p.texts++
	x.bytes += int64(cap(p.data) - before)
}

// Remove takes a text out and reports whether it was there.
func (x *Index) Remove(id int64) bool {
	slot, ok := x.slots[id]
	if !ok {
		return false
	}
	t := &x.texts[slot]
	for term := range each(t.terms) {
		x.postings[term].texts--
	}
	x.length -= int64(t.words)
	if x.languages[t.language]--; x.languages[t.language] == 0 {
		delete(x.languages, t.language)
	}
	delete(x.slots, id)
	t.terms, t.words = nil, 0
	t.id = 0
	x.dead++
	if x.dead > 1000 && x.dead > len(x.texts)/4 {
		x.compact()
	}
	return true
}

// compact drops the slots of removed texts and the terms that nobody has.
func (x *Index) compact() {
	old := x.state
	x.clear()
	slotOf := make([]uint32, len(old.texts)) // the new slot, one more than it; 0 = removed
	for slot, t := range old.texts {
		if t.id == 0 {
			continue
		}
		slotOf[slot] = uint32(len(x.texts)) + 1
		x.slots[t.id] = uint32(len(x.texts))
		x.languages[t.language]++
		x.length += int64(t.words)
		x.texts = append(x.texts, t)
	}
	termOf := make([]uint32, len(old.postings))
	for s, n := range old.terms {
		if old.postings[n].texts > 0 {
			termOf[n] = x.term(s)
		}
	}
	for n := range old.postings {
		if old.postings[n].texts == 0 {
			continue
		}
		for slot, count := range old.postings[n].all() {
			if to := slotOf[slot]; to > 0 {
				x.post(termOf[n], to-1, count)
			}
		}
	}
	for slot := range x.texts {
		t := &x.texts[slot]
		var different []uint32
		for term := range each(t.terms) {
			different = append(different, termOf[term])
		}
		slices.Sort(different)
		t.terms = gaps(different)
		x.bytes += int64(len(t.terms))
	}
}

// all yields slot and frequency.
func (p *postings) all() func(yield func(slot, count uint32) bool) {
	return func(yield func(uint32, uint32) bool) {
		data, slot := p.data, uint32(0)
		for len(data) > 0 {
			gap, n := binary.Uvarint(data)
			count, m := binary.Uvarint(data[n:])
			data = data[n+m:]
			slot += uint32(gap)
			if !yield(slot, uint32(count)) {
				return
			}
		}
	}
}

// gaps encodes rising numbers.
func gaps(rising []uint32) []byte {
	data := make([]byte, 0, 2*len(rising))
	last := uint32(0)
	for _, n := range rising {
		data = binary.AppendUvarint(data, uint64(n-last))
		last = n
	}
	return slices.Clip(data)
}

// each yields what gaps encoded.
func each(data []byte) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		last := uint32(0)
		for len(data) > 0 {
			gap, n := binary.Uvarint(data)
			if n <= 0 {
				return
			}
			data = data[n:]
			last += uint32(gap)
			if !yield(last) {
				return
			}
		}
	}
}

// IDs returns the texts whose group is in.
func (x *Index) IDs(in func(group uint32) bool) []int64 {
	var ids []int64
	for _, t := range x.texts {
		if t.id != 0 && in(t.group) {
			ids = append(ids, t.id)
		}
	}
	return ids
}

// Group returns the group of a text that is there.
func (x *Index) Group(id int64) uint32 { return x.texts[x.slots[id]].group }
