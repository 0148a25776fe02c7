package ask

import (
	"context"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/id"
)

// find finds what answers a question, and says what it was understood as: what
// stands at a place or a whole document, else passages about it.
func (s *Service) find(ctx context.Context, owner id.User, t turn) (*evidence.Found, string, error) {
	var lately []id.Document
	if n := len(t.history); n > 0 {
		lately = t.history[n-1].documents
	}
	f, err := s.o.Evidence.Stands(ctx, owner, t.question, t.scope, lately)
	if err != nil || f != nil {
		return f, t.question, err
	}
	question, help := s.standAlone(ctx, t)
	f, err = s.o.Evidence.Find(ctx, owner, question, help, t.scope, t.k)
	if err != nil {
		return nil, "", err
	}
	return f, question, s.o.Evidence.Compare(ctx, owner, f, t.scope, t.k)
}
