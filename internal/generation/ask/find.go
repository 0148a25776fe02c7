package ask

import (
	"context"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/id"
)

// find finds what answers a question, and says what it was understood as: what
// stands at a place or a whole document, else passages about it. Typing errors
// are mended first.
func (s *Service) find(ctx context.Context, owner id.User, t turn) (*evidence.Found, understood, error) {
	var lately []id.Document
	if n := len(t.history); n > 0 {
		lately = t.history[n-1].documents
	}
	f, err := s.o.Evidence.Stands(ctx, owner, t.question, t.scope, lately, t.k)
	if err != nil || f != nil {
		return f, understood{question: t.question}, err
	}
	mended, typed, err := s.o.Evidence.Understand(ctx, owner, t.question)
	if err != nil {
		return nil, understood{}, err
	}
	t.question = mended
	question, help, point := s.standAlone(ctx, t)
	f, err = s.o.Evidence.Find(ctx, owner, question, help, t.scope, t.k)
	if err != nil {
		return nil, understood{}, err
	}
	if point {
		f.Only(question)
	}
	if n := len(t.history); n > 0 && help != "" && f.Ranking != nil {
		f.Ranking.Further(t.history[n-1].quotes)
	}
	u := understood{question: question}
	for _, t := range typed {
		u.typed = append(u.typed, Understood{Typed: t.Typed, Meant: t.Meant})
	}
	return f, u, s.o.Evidence.Compare(ctx, owner, f, t.scope, t.k)
}

// understood is a question as it was understood.
type understood struct {
	question string
	typed    []Understood // its typing errors
}
