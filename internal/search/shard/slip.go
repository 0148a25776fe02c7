package shard

import "studyapp/internal/search/lexical"

// Slips are the words of a question that may be typing errors.
func (s *Shard) Slips(question string) []lexical.Slip {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.words.Slips(question)
}
