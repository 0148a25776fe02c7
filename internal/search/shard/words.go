package shard

import (
	"math"

	"studyapp/internal/search/lexical"
)

const (
	// wordsWeight is the words' part of the fusion for a passage whose language's
	// texts know all words of the question. It falls with the part that they know:
	// a question in another language leaves names and numbers only, and a passage
	// that cannot have its words is judged by its meaning. Over Cranfield, SQuAD
	// sentences and XQuAD in German, Russian and across, anything from .35 to .45
	// is within .003 nDCG of it.
	wordsWeight = 0.4
	// covered is the share of a question's words that a passage has which words
	// alone can be trusted to have found, where texts in other languages could
	// answer as well.
	covered = 0.5
	// bestOf is how many passages of a language are looked at for the one that has
	// most of the question's words.
	bestOf = 3
)

// knownIn tells of a passage how much of the question the texts of its language
// know.
func (s *Shard) knownIn(q lexical.Query) func(n int64) float64 {
	known := s.words.KnownIn(q)
	return func(n int64) float64 { return known[s.words.Language(n)] }
}

// weigh tells of a passage what the words count for it, from what was found by
// them, the best first. Where the best in its language have few of the question's
// words between them, what they have is chance, the more so the more texts are in
// other languages: those have another word for it.
func (s *Shard) weigh(q lexical.Query, found scores, known func(n int64) float64) func(n int64) float64 {
	trust, seen := make(map[string]float64), make(map[string]int)
	languages, all := s.words.Languages(), 0
	for _, language := range languages {
		trust[language] = 0
		all += s.words.Speaking(language)
	}
	if len(languages) > 1 {
		for _, f := range found {
			if language := s.words.Language(f.id); seen[language] < bestOf {
				seen[language]++
				trust[language] = max(trust[language], min(1, s.words.Coverage(q, f.id)/covered))
			}
		}
	}
	for _, language := range languages {
		others := 1 - float64(s.words.Speaking(language))/float64(all)
		trust[language] = math.Pow(trust[language], others)
	}
	trust[""] = 1
	return func(n int64) float64 { return wordsWeight * known(n) * trust[s.words.Language(n)] }
}
