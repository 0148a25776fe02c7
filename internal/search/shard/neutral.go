package shard

import "math"

// neutral is the direction that a question is searched along: its vector less
// the centroid of the questions in its language, as a unit vector. The centroid
// counts with the root of the share that texts in other languages have of all. Over 41 articles of XQuAD in six
// languages mixed, the paragraph that answers is first, where it is in another
// language than the question, for Chinese questions .61 instead of .04, English
// .81 (.67), German .72 (.63), and in the question's own language as often as
// before; nDCG@10 over the six together, words and meaning, is .769 instead of
// .471. Where all texts are in its language the centroid tells meanings apart,
// too: Cranfield's nDCG@10 is .400 without it, .415 with.
func neutral(question, common []float32, foreign float64) []float32 {
	if len(common) != len(question) || foreign <= 0 {
		return question
	}
	part := float32(math.Sqrt(foreign))
	out := make([]float32, len(question))
	var square float64
	for i := range question {
		out[i] = question[i] - part*common[i]
		square += float64(out[i]) * float64(out[i])
	}
	if square == 0 {
		return question
	}
	for i := range out {
		out[i] /= float32(math.Sqrt(square))
	}
	return out
}

// giveCosines gives the hits that were found by meaning their cosine with the
// question itself.
func (s *Shard) giveCosines(hits []Hit, question []float32) error {
	for i := range hits {
		if hits[i].Cosine == 0 {
			continue
		}
		v, ok, err := s.vectors.Vector(int64(hits[i].Chunk))
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		var dot float32
		for k := range v {
			dot += v[k] * question[k]
		}
		hits[i].Cosine = float64(dot)
	}
	return nil
}

// Language is that of a question, "" if it cannot be told.
func (s *Shard) Language(question string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.words.Parse(question).Language
}
