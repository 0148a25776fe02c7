package shard

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
)

// depth is how far down each of the two lists is read before they are fused,
// or twice as many as are wanted.
const depth = 200

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
	Centroids Centroids
	K         int
	Mode      Mode
	Course    id.Course     // zero = all
	Documents []id.Document // empty = all
}

// Centroids gives the centroids of languages, none for those that have none: it
// is asked once, where the question and the texts are not all in one language,
// while the shard can be read and not changed.
type Centroids func(languages []string) ([][]float32, error)

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
	var about neutral
	var byWords, byMeaning scores
	if q.Mode != Dense || q.Vector == nil {
		for _, m := range s.words.Search(parsed, deep, in) {
			hit(m.ID).BM25 = m.Score
			byWords = append(byWords, score{m.ID, m.Score})
		}
	}
	if q.Mode != Lexical && q.Vector != nil {
		var err error
		if about, err = s.neutral(q, parsed); err != nil {
			return Ranking{}, fmt.Errorf("shard: %w", err)
		}
		if byMeaning, err = s.near(about, about.direction, deep, among); err != nil {
			return Ranking{}, fmt.Errorf("shard: %w", err)
		}
		for _, m := range byMeaning {
			hit(m.id).Cosine = m.value
		}
	}
	known := s.knownIn(parsed)
	full, weight := min(deep, within), s.weigh(parsed, byWords, known)
	sum := fuse(byWords, byMeaning, weight, full)
	if len(byWords) > 0 && len(byMeaning) > 0 {
		again, err := s.lookAgain(about, sum, deep)
		if err != nil {
			return Ranking{}, fmt.Errorf("shard: %w", err)
		}
		if len(again) > 0 {
			sum = fuse(byWords, again, weight, full)
		}
	}
	for n, score := range s.lendBeside(sum, known) {
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
	if about.moved() {
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

// fuse adds the two lists' z-scores, the words' with the passage's weight and the
// meaning's with the rest. What is missing in a list counts as the list's worst,
// since it did not come into the list. What is missing in a words' list that is
// not full has no word of the question: its score is 0, and it takes part in the
// scale, so that a word which only one chunk has lifts that one.
func fuse(byWords, byMeaning scores, weight func(id int64) float64, full int) map[int64]float64 {
	sum := make(map[int64]float64, len(byWords)+len(byMeaning))
	add := func(list scores, zeros int, weight func(int64) float64) {
		if len(list) == 0 {
			return
		}
		deviation, worst := list.deviation(zeros), list[len(list)-1].value
		if zeros > 0 {
			worst = 0
		}
		for _, s := range list {
			sum[s.id] += (s.value - worst) / deviation * weight(s.id)
		}
	}
	words, meaning := weight, func(id int64) float64 { return 1 - weight(id) }
	whole := func(int64) float64 { return 1 }
	switch {
	case len(byMeaning) == 0:
		words = whole
	case len(byWords) == 0:
		meaning = whole
	}
	add(byWords, max(0, full-len(byWords)), words)
	add(byMeaning, 0, meaning)
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
