package shard

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
	"studyapp/internal/search/vector"
)

// depth is how far down each of the two lists is read before they are fused,
// or twice as many as are wanted.
const depth = 200

// wordsWeight is the words' part of the fusion when the index knows all words
// of the question. It falls with the root of the part that it knows: a question
// in another language than the texts leaves names and numbers only. Over
// Cranfield, SQuAD sentences and XQuAD in German, Russian and across, anything
// from .35 to .45 is within .003 nDCG of it.
const wordsWeight = 0.4

// Mode says which halves of the search take part.
type Mode string

// The modes.
const (
	Hybrid  Mode = "hybrid"  // words and meaning
	Dense   Mode = "dense"   // meaning alone
	Lexical Mode = "lexical" // words alone
)

// Query is a question to a shard.
type Query struct {
	Text      string
	Vector    []float32 // nil = by words alone
	Common    []float32 // centroid of the questions in its language, for the ranking to leave out; may be nil
	K         int
	Mode      Mode
	Course    id.Course     // zero = all
	Documents []id.Document // empty = all
}

// Hit is a chunk found. Cosine and BM25 are 0 where the chunk was not in the
// half's list.
type Hit struct {
	Chunk    id.Chunk
	Document id.Document
	Score    float64 // what the hits are ordered by
	Cosine   float64
	BM25     float64
}

// Ranking is what a shard answers.
type Ranking struct {
	Hits []Hit
	// Coverage is the share of the question's content words that the first
	// hits have between them, each weighed by its rarity.
	Coverage float64
	// Known is the share of the question's content words, weighed in the same
	// way, that any chunk has.
	Known float64
	// Language of the question; "" if it cannot be told.
	Language string
	// Foreign says that the first hits are in another language than the
	// question, so that Coverage says little.
	Foreign bool
}

// coverageHits is how many hits may together cover the question's words.
const coverageHits = 3

// Rank returns the chunks that fit a question best, the best first, equal
// scores by ascending id.
func (s *Shard) Rank(q Query) (Ranking, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	in, any := s.scope(q)
	if q.K <= 0 || !any {
		return Ranking{}, nil
	}
	deep := max(depth, 2*q.K)
	within, among := s.words.Len(), []int64(nil)
	if in != nil {
		among = s.words.IDs(in)
		within = len(among)
	}
	parsed := s.words.Parse(q.Text)
	r := Ranking{Language: parsed.Language, Known: parsed.Known()}
	found := make(map[int64]*Hit)
	hit := func(n int64) *Hit {
		h, ok := found[n]
		if !ok {
			h = &Hit{Chunk: id.Chunk(n)}
			found[n] = h
		}
		return h
	}
	direction, moved := neutral(q.Vector, q.Common, 1-s.words.Share(parsed.Language))
	var byWords, byMeaning scores
	if q.Mode != Dense || q.Vector == nil {
		for _, m := range s.words.Search(parsed, deep, in) {
			hit(m.ID).BM25 = m.Score
			byWords = append(byWords, score{m.ID, m.Score})
		}
	}
	if q.Mode != Lexical && q.Vector != nil {
		var matches []vector.Match
		var err error
		if in == nil {
			matches, err = s.vectors.Search(direction, deep)
		} else {
			matches, err = s.vectors.SearchAmong(direction, deep, among)
		}
		if err != nil {
			return Ranking{}, fmt.Errorf("shard: %w", err)
		}
		for _, m := range matches {
			hit(m.ID).Cosine = float64(m.Score)
			byMeaning = append(byMeaning, score{m.ID, float64(m.Score)})
		}
	}
	full, weight := min(deep, within), wordsWeight*math.Sqrt(r.Known)
	sum := fuse(byWords, byMeaning, weight, full)
	if len(byWords) > 0 && len(byMeaning) > 0 {
		again, err := s.lookAgain(direction, sum, deep)
		if err != nil {
			return Ranking{}, fmt.Errorf("shard: %w", err)
		}
		if len(again) > 0 {
			sum = fuse(byWords, again, weight, full)
		}
	}
	for n, score := range s.lendBeside(sum, r.Known) {
		found[n].Score = score
	}
	for n, h := range found {
		h.Document = s.documents[s.words.Group(n)].ID
		r.Hits = append(r.Hits, *h)
	}
	slices.SortFunc(r.Hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Chunk, b.Chunk))
	})
	r.Hits = r.Hits[:min(q.K, len(r.Hits))]
	if moved {
		if err := s.giveCosines(r.Hits, q.Vector); err != nil {
			return Ranking{}, fmt.Errorf("shard: %w", err)
		}
	}
	s.cover(&r, parsed)
	return r, nil
}

// scope turns the filters of a query into a test of a document's number; nil
// lets all pass. It reports whether any document passes.
func (s *Shard) scope(q Query) (in func(uint32) bool, some bool) {
	if q.Course.IsZero() && len(q.Documents) == 0 {
		return nil, true
	}
	pass := make([]bool, len(s.documents))
	mark := func(n uint32) {
		if q.Course.IsZero() || s.documents[n].Course == q.Course {
			pass[n], some = true, true
		}
	}
	if len(q.Documents) == 0 {
		for n := range s.documents {
			mark(uint32(n))
		}
	}
	for _, d := range q.Documents {
		if n, ok := s.numbers[d]; ok {
			mark(n)
		}
	}
	return func(n uint32) bool { return pass[n] }, some
}

func (s *Shard) cover(r *Ranking, q lexical.Query) {
	var ids []int64
	foreign := 0
	for _, h := range r.Hits[:min(coverageHits, len(r.Hits))] {
		ids = append(ids, int64(h.Chunk))
		if l := s.words.Language(int64(h.Chunk)); l != "" && q.Language != "" && l != q.Language {
			foreign++
		}
	}
	r.Coverage = s.words.Coverage(q, ids...)
	r.Foreign = foreign*2 > len(ids)
}

type score struct {
	id    int64
	value float64
}

type scores []score

// fuse adds the two lists' z-scores, the words' with the weight and the
// meaning's with the rest. What is missing in a list counts as the list's
// worst, since it did not come into the list. What is missing in a words' list
// that is not full has no word of the question: its score is 0, and it takes
// part in the scale, so that a word which only one chunk has lifts that one.
func fuse(byWords, byMeaning scores, weight float64, full int) map[int64]float64 {
	sum := make(map[int64]float64, len(byWords)+len(byMeaning))
	switch {
	case len(byMeaning) == 0:
		weight = 1
	case len(byWords) == 0:
		weight = 0
	}
	add := func(list scores, zeros int, weight float64) {
		if len(list) == 0 {
			return
		}
		deviation, worst := list.deviation(zeros), list[len(list)-1].value
		if zeros > 0 {
			worst = 0
		}
		for _, s := range list {
			sum[s.id] += (s.value - worst) / deviation * weight
		}
	}
	add(byWords, max(0, full-len(byWords)), weight)
	add(byMeaning, 0, 1-weight)
	return sum
}

// deviation is the standard deviation of the scores and so many zeros, 1 where
// all are equal.
func (l scores) deviation(zeros int) float64 {
	n, mean := float64(len(l)+zeros), 0.0
	for _, s := range l {
		mean += s.value / n
	}
	square := float64(zeros) * mean * mean
	for _, s := range l {
		square += (s.value - mean) * (s.value - mean)
	}
	if square == 0 {
		return 1
	}
	return math.Sqrt(square / n)
}

// Wordless reports whether a question has no word that could be looked for.
func (s *Shard) Wordless(question string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.words.Parse(question).Empty()
}
