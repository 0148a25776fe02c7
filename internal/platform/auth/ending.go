package auth

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

const (
	endSessions = `update users set sign_ins_ended = sign_ins_ended + 1 where id = @id`
	endTokens   = `delete from api_tokens where owner_id = @id`
)

// endSignIns ends every session and API token of the account in the
// transaction, and puts how many tokens that were into the audit line's detail.
// Call ended after the commit.
func endSignIns(ctx context.Context, tx pgx.Tx, user id.User, detail map[string]string) error {
	if _, err := tx.Exec(ctx, endSessions, pgx.NamedArgs{"id": user}); err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, endTokens, pgx.NamedArgs{"id": user})
	detail["tokens_ended"] = strconv.FormatInt(tag.RowsAffected(), 10)
	return err
}

// StillSignedIn looks again whether the request's session or token lets its
// account in. It returns errs.Unauthenticated once it does not: it was ended,
// has expired, or the account is suspended or gone. The context is one that
// BySession or ByToken let in (see NewContext).
func (s *Service) StillSignedIn(ctx context.Context) error {
	a := User(ctx)
	if a.BySession() {
		fresh, err := s.Sessions.Load(unread{ctx}, s.Sessions.Token(ctx))
		if err != nil {
			return fmt.Errorf("auth: looking a session up again: %w", err)
		}
		_, err = s.BySession(fresh)
		return err
	}
	var there bool
	if err := s.pool.QueryRow(ctx, tokenThere, pgx.NamedArgs{"id": a.token, "owner": a.ID, "now": s.now().UTC()}).Scan(&there); err != nil {
		return fmt.Errorf("auth: looking a token up again: %w", err)
	}
	if !there {
		return errs.New(errs.Unauthenticated, "The token has ended.")
	}
	return nil
}

const tokenThere = `
select exists (
    select from api_tokens t join users u on u.id = t.owner_id
    where t.id = @id and t.owner_id = @owner and u.disabled_at is null and t.expires_at > @now)`

// unread is a context without the session that was loaded into it.
type unread struct{ context.Context }

func (unread) Value(any) any { return nil }

// SignedOut reports whether the context ended because its sign-in did, and not
// because the client left.
func SignedOut(ctx context.Context) bool {
	return errors.Is(context.Cause(ctx), errs.Unauthenticated)
}

// ConfirmPassword returns nil if the password is the account's. Otherwise it
// returns errs.Invalid, and errs.Limited after too many tries, both at the
// field password.
func (s *Service) ConfirmPassword(ctx context.Context, user id.User, password string) error {
	return s.confirm(ctx, user, password, "password", "This is not your password.")
}

func (s *Service) confirm(ctx context.Context, user id.User, password, field, wrong string) error {
	if password == "" { // no try
		return errs.New(errs.Invalid, "Type your password.").At(field)
	}
	a, err := s.ByID(ctx, user)
	if err != nil {
		return err
	}
	_, err = s.SignIn(ctx, a.Email, password)
	var told *errs.Error
	switch {
	case errors.Is(err, errs.Unauthenticated):
		return errs.Wrap(errs.Invalid, err, wrong).At(field)
	case errors.As(err, &told) && told.Kind == errs.Limited:
		return told.At(field)
	}
	return err
}
