package recheck

import (
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/llm/llmtest"
)

// world is a world with the service over it.
type world struct {
	*evidencetest.World
	service *Service
}

func newWorld(t *testing.T, o evidencetest.Options) (*world, *llmtest.Server) {
	t.Helper()
	e, server := evidencetest.New(t, o)
	return &world{e, New(Options{Pool: e.Pool, Search: e.Search, Notes: e.Notes, Quoting: []Quoting{e.Notes}, Jobs: e.Queue})}, server
}
