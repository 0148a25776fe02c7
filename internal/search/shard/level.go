package shard

const (
	// sampled is how many texts of a language its level is told by.
	sampled = 200
	// steady is how many texts a language needs for half of its level to count:
	// what a few are about is no matter of their language. 20 and 150 do as well.
	steady = 50
)

// levels is how much nearer than others the texts of each language lie to a
// question, whatever they say: what is left of the languages in their vectors
// when the direction has none of what tells languages apart. It matters most for
// scripts that lie far from others: over XQuAD's articles, half in English and
// half in Chinese, the nDCG@10 by words and meaning is .898 with it, .871 without.
type levels map[string]float64

// levels are told by a sample of the texts. There are none where no languages
// are to be told apart.
func (s *Shard) levels(about neutral) (levels, error) {
	if !about.moved() {
		return nil, nil
	}
	sample := s.words.Sample(sampled)
	matches, err := s.vectors.SearchAmong(about.direction, len(sample), sample)
	if err != nil {
		return nil, err
	}
	level, seen := make(levels), make(map[string]float64)
	for _, m := range matches {
		language := s.words.Language(m.ID)
		level[language] += float64(m.Score)
		seen[language]++
	}
	var sum, all float64
	for _, language := range s.words.Languages() {
		if n := seen[language]; n > 0 {
			level[language] /= n
			texts := float64(s.words.Speaking(language))
			sum, all = sum+level[language]*texts, all+texts
		}
	}
	for language, n := range seen {
		level[language] = (level[language] - sum/all) * n / (n + steady)
	}
	return level, nil
}
