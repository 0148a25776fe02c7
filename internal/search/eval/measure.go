package eval

import (
	"math"
	"slices"
)

// Scores are the means over the questions of a collection.
type Scores struct {
	NDCG10    float64 `json:"ndcg_10"`    // normalised discounted cumulative gain of the first ten, gain = grade
	Hit1      float64 `json:"hit_1"`      // share of questions whose first passage is relevant
	Recall100 float64 `json:"recall_100"` // share of the relevant passages among the first hundred
	MAP       float64 `json:"map"`        // mean average precision of the first hundred
}

// cut is how many passages are ranked for a question.
const cut = 100

// measure scores one question's ranking, the best passage first.
func measure(ranking []string, grades map[string]float64) Scores {
	var s Scores
	gain, found := 0.0, 0
	for i, passage := range ranking[:min(len(ranking), cut)] {
		grade := grades[passage]
		if grade <= 0 {
			continue
		}
		found++
		s.MAP += float64(found) / float64(i+1)
		if i == 0 {
			s.Hit1 = 1
		}
		if i < 10 {
			gain += grade / math.Log2(float64(i+2))
		}
	}
	ideal := make([]float64, 0, len(grades))
	for _, g := range grades {
		ideal = append(ideal, g)
	}
	slices.Sort(ideal)
	slices.Reverse(ideal)
	best := 0.0
	for i, g := range ideal[:min(len(ideal), 10)] {
		best += g / math.Log2(float64(i+2))
	}
	s.NDCG10 = gain / best
	s.Recall100 = float64(found) / float64(len(grades))
	s.MAP /= float64(len(grades))
	return s
}

func (s *Scores) add(o Scores) {
	s.NDCG10 += o.NDCG10
	s.Hit1 += o.Hit1
	s.Recall100 += o.Recall100
	s.MAP += o.MAP
}

func (s *Scores) divide(n float64) {
	s.NDCG10 /= n
	s.Hit1 /= n
	s.Recall100 /= n
	s.MAP /= n
}
