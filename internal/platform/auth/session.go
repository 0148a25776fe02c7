package auth

import (
	"context"
	"errors"
	"fmt"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// What a session holds: whose it is, and the stamp that the account had when it
// was begun.
const (
	sessionUser  = "user"
	sessionStamp = "stamp"
)

// Device says how long a browser stays signed in.
type Device int

// The devices.
const (
	Borrowed Device = iota // until the browser is closed
	Own                    // also after that
)

// Begin makes the request's session the account's, under a new token. The
// context must have passed Sessions.LoadAndSave.
func (s *Service) Begin(ctx context.Context, a Account, d Device) error {
	fresh, err := s.ByID(ctx, a.ID) // the stamp may be of an old password
	if err != nil {
		return err
	}
	if err := s.Sessions.RenewToken(ctx); err != nil {
		return fmt.Errorf("auth: beginning a session: %w", err)
	}
	s.Sessions.Put(ctx, sessionUser, fresh.ID.String())
	s.Sessions.Put(ctx, sessionStamp, fresh.stamp)
	s.Sessions.RememberMe(ctx, d == Own)
	return nil
}

// End signs the request's session out.
func (s *Service) End(ctx context.Context) error {
	user, known := FromContext(ctx)
	if err := s.Sessions.Destroy(ctx); err != nil {
		return fmt.Errorf("auth: ending a session: %w", err)
	}
	if known {
		s.ended(ctx, user.ID)
	}
	return nil
}

// BySession returns whose session the request has. It returns
// errs.Unauthenticated when it has none, or one from before all sign-ins of the
// account were ended.
func (s *Service) BySession(ctx context.Context) (Account, error) {
	text := s.Sessions.GetString(ctx, sessionUser)
	if text == "" {
		return Account{}, errs.New(errs.Unauthenticated, "Sign in to go on.")
	}
	user, err := id.Parse[id.User](text)
	if err != nil {
		return Account{}, errs.Wrap(errs.Unauthenticated, err, "Sign in to go on.")
	}
	a, err := s.Anyone(ctx, user)
	if err == nil && a.Suspended() {
		return Account{}, refuseSuspended()
	}
	if errors.Is(err, errs.NotFound) || (err == nil && a.stamp != s.Sessions.GetString(ctx, sessionStamp)) {
		return Account{}, errs.New(errs.Unauthenticated, "You were signed out. Sign in again.")
	}
	if err != nil {
		return Account{}, err
	}
	if s.Sessions.Deadline(ctx).Sub(s.now()) < sessionLife-sessionStep {
		s.Sessions.SetDeadline(ctx, s.now().Add(sessionLife))
	}
	return a, nil
}
