package shard

// feedback is how far the question moves towards the passage on top for the
// second look (Rocchio's pseudo-relevance feedback with one passage). It leaves
// that passage on top and lifts those that say the same. Chosen over Cranfield
// and a third of XQuAD in German; nDCG@10 without and with it: Cranfield .3945
// and .4152, XQuAD in German .9755 and .9750, not looked at before: in Russian
// .9767 and .9774, German over English .9160 and .9147, CACM .5009 and .5159.
// From .3 on the question is lost where words cannot help. With three passages
// for one, what stands second and third pulls the first down. It falls with the
// share of texts that are not in the commonest language, to nothing at a half:
// what stands on top lifts what is in its language. Over XQuAD's articles in six
// languages mixed the nDCG@10 of questions in Chinese is .803 without it and .785
// with, in Arabic .788 and .775, in English .913 and .911.
const feedback = 0.2

// lookAgain scores by meaning what the first look found, by the question moved
// towards the best of it: the n best. It gives none where that has no vector or
// the texts are of many languages.
func (s *Shard) lookAgain(about neutral, sum map[int64]float64, n int) (scores, error) {
	best, found := int64(0), make([]int64, 0, len(sum))
	for id, score := range sum {
		found = append(found, id)
		if best == 0 || score > sum[best] || score == sum[best] && id < best {
			best = id
		}
	}
	part := feedback * s.oneLanguage()
	if part == 0 {
		return nil, nil
	}
	top, ok, err := s.vectors.Vector(best)
	if err != nil || !ok {
		return nil, err
	}
	moved := make([]float32, len(about.direction))
	for i := range moved {
		moved[i] = (1-part)*about.direction[i] + part*top[i]
	}
	if !normalise(moved) {
		return nil, nil
	}
	return s.near(about, about.languages.without(moved), n, found)
}

// oneLanguage tells from 0 to 1 whether the texts are in one language: the share
// of the commonest beyond that of all others.
func (s *Shard) oneLanguage() float32 {
	all, most := 0, 0
	for _, language := range s.words.Languages() {
		n := s.words.Speaking(language)
		all, most = all+n, max(most, n)
	}
	if all == 0 {
		return 1
	}
	return max(0, float32(2*most-all)/float32(all))
}
