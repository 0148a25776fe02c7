package search

import (
	"context"
	"strings"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
)

// probeWords is how much of a passage a probe asks for.
const probeWords = 12

// Probe reports whether a search of the owner's finds this version of a
// document: every chunk of it is in the index, with its vector unless the model
// is missing, and a question made of its own words brings it up.
func (s *Service) Probe(ctx context.Context, owner id.User, document id.Document, version int) (bool, error) {
	chunks, text, err := passage.OfVersion(ctx, s.pool, owner, document, version)
	if err != nil || len(chunks) == 0 {
		return false, err
	}
	l, release, err := s.acquire(ctx, owner)
	if err != nil {
		return false, err
	}
	defer release()
	model := s.embedder() != nil
	for _, c := range chunks {
		if known := l.shard.Known(c); !known.There || model && !known.Embedded {
			return false, nil
		}
	}
	words := strings.Fields(text)
	question := strings.Join(words[:min(len(words), probeWords)], " ")
	found, err := s.Search(ctx, owner, Query{Text: question, K: 1, Documents: []id.Document{document}})
	if err != nil {
		return false, err
	}
	for _, h := range found.Hits {
		if h.Document == document && h.Version == version {
			return true, nil
		}
	}
	// Words alone cannot find what has no word; being in the index must do.
	return !model && l.shard.Wordless(question), nil
}
