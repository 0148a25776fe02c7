package shard

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"studyapp/internal/search/lexical"
	"studyapp/internal/search/vector"
)

// apart spans what tells languages apart: orthogonal unit vectors. A model of
// several languages puts texts together by language first and by meaning second;
// along a direction without these a text is found by its meaning alone, whatever
// language it is in.
//
// Over XQuAD the meaning alone finds English paragraphs for German questions with
// nDCG@10 .925 along it, .898 along the question less its language's centroid.
type apart [][]float32

// nothing is a square of what is left of a unit vector that is only rounding.
const nothing = 1e-8

// neutral is a question as it is looked for by meaning, whatever language texts
// are in.
type neutral struct {
	direction []float32
	languages apart
	levels    levels
}

// moved reports whether scores are others than cosines with the question.
func (n neutral) moved() bool { return len(n.languages) > 0 }

// neutral makes it; where question and texts are all in one language it is the
// question's vector.
func (s *Shard) neutral(q Query, parsed lexical.Query) (neutral, error) {
	languages := s.spoken(parsed.Language)
	if len(languages) < 2 || q.Centroids == nil {
		return neutral{direction: q.Vector}, nil
	}
	centroids, err := q.Centroids(languages)
	if err != nil {
		return neutral{}, err
	}
	n := neutral{languages: between(centroids)}
	n.direction = n.languages.without(q.Vector)
	n.levels, err = s.levels(n)
	return n, err
}

// stray is the share of all texts below which those of a language are taken for
// texts whose language was told wrong: one in so many.
const stray = 200

// spoken are the languages of the question, of documents and of texts, in their
// order.
func (s *Shard) spoken(question string) []string {
	of := make(map[string]bool)
	for _, language := range s.words.Languages() {
		if s.words.Speaking(language)*stray >= s.words.Len() {
			of[language] = true
		}
	}
	for _, d := range s.documents {
		of[d.Language] = true
	}
	of[question] = true
	delete(of, "")
	return slices.Sorted(maps.Keys(of))
}

// near are the n that lie nearest along a direction: among some, or, with nil,
// all.
func (s *Shard) near(about neutral, direction []float32, n int, among []int64) (scores, error) {
	deep := n
	if about.moved() {
		deep = 2 * n // what its language's level brings up from below
	}
	var matches []vector.Match
	var err error
	if among == nil {
		matches, err = s.vectors.Search(direction, deep)
	} else {
		matches, err = s.vectors.SearchAmong(direction, deep, among)
	}
	if err != nil {
		return nil, err
	}
	found := make(scores, len(matches))
	for i, m := range matches {
		found[i] = score{m.ID, float64(m.Score) - about.levels[s.words.Language(m.ID)]}
	}
	if about.moved() {
		slices.SortFunc(found, func(a, b score) int {
			return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.id, b.id))
		})
	}
	return found[:min(n, len(found))], nil
}

// between spans the differences of centroids.
func between(centroids [][]float32) apart {
	var a apart
	for i := 1; i < len(centroids); i++ {
		difference := slices.Clone(centroids[i])
		for k, x := range centroids[0] {
			difference[k] -= x
		}
		if normalise(difference) && a.leave(difference) {
			a = append(a, difference)
		}
	}
	return a
}

// without is the part of a vector that is orthogonal to all of them, as a unit
// vector, and the vector itself where there are none or nothing would be left.
func (a apart) without(v []float32) []float32 {
	if out := slices.Clone(v); len(a) > 0 && a.leave(out) {
		return out
	}
	return v
}

// leave leaves of a unit vector what is orthogonal to all of them, as a unit
// vector; it reports false where that is next to nothing.
func (a apart) leave(v []float32) bool {
	for _, unit := range a {
		part := dot(v, unit)
		for k, x := range unit {
			v[k] -= part * x
		}
	}
	return dot(v, v) > nothing && normalise(v)
}

func dot(a, b []float32) float32 {
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// normalise gives a vector the length 1; it reports false for one of length 0.
func normalise(v []float32) bool {
	length := math.Sqrt(float64(dot(v, v)))
	if length == 0 {
		return false
	}
	for i := range v {
		v[i] /= float32(length)
	}
	return true
}

// giveCosines gives the hits that were found by meaning their cosine with the
// question itself.
func (s *Shard) giveCosines(hits []Hit, question []float32) error {
	at := make(map[int64]*Hit, len(hits))
	var ids []int64
	for i := range hits {
		if hits[i].Cosine != 0 {
			at[int64(hits[i].Chunk)] = &hits[i]
			ids = append(ids, int64(hits[i].Chunk))
		}
	}
	matches, err := s.vectors.SearchAmong(question, len(ids), ids)
	for _, m := range matches {
		at[m.ID].Cosine = float64(m.Score)
	}
	return err
}
