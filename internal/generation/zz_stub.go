package generation

import (
	"context"

	"studyapp/internal/platform/id"
)

func (s *Service) Running(ctx context.Context, owner id.User) (m map[id.Document]Generation, err error) {
	return
}
