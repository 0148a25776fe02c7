package auth

import (
	"context"
	"crypto/subtle"
	"errors"
	"strings"

	"studyapp/internal/platform/errs"
)

// CheckSetUpCode returns nil if the code that a first visitor sent is the one
// that the server printed when it started. It returns errs.Forbidden for
// another and errs.Limited after too many of them, from one address (see
// WithAddress) or from all together, both at the field code.
func (s *Service) CheckSetUpCode(ctx context.Context, sent, right string) error {
	sent = strings.ToUpper(strings.TrimSpace(sent))
	if sent == "" { // no guess
		return errs.New(errs.Forbidden, "Type the code. It stands at the end of the link that the server printed when it started.").At("code")
	}
	forgive, err := s.limits.trySetUp(ctx)
	var told *errs.Error
	if errors.As(err, &told) {
		return told.At("code")
	}
	if err != nil {
		return err
	}
	if right == "" || subtle.ConstantTimeCompare([]byte(sent), []byte(right)) != 1 {
		return errs.New(errs.Forbidden, "This is not the code. It stands at the end of the link that the server printed when it started.").At("code")
	}
	forgive()
	return nil
}
