package auth_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

// signedIn is a context as a request of the account has it: by a session that
// is kept, or by a token.
func signedIn(t *testing.T, s *auth.Service, a auth.Account) (bySession, byToken context.Context, token string) {
	t.Helper()
	ctx, err := s.Sessions.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Begin(ctx, a, auth.Own); err != nil {
		t.Fatal(err)
	}
	kept, _, err := s.Sessions.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if ctx, err = s.Sessions.Load(t.Context(), kept); err != nil {
		t.Fatal(err)
	}
	if a, err = s.BySession(ctx); err != nil || !a.BySession() {
		t.Fatal(a, err)
	}
	bySession = auth.NewContext(ctx, a)
	if token, _, err = s.CreateToken(t.Context(), a.ID, "laptop"); err != nil {
		t.Fatal(err)
	}
	if a, err = s.ByToken(t.Context(), token); err != nil || a.BySession() {
		t.Fatal(a, err)
	}
	return bySession, auth.NewContext(t.Context(), a), token
}

// Whatever replaces a password or suspends ends all that signed in before it,
// for good, and says how many tokens that were.
func TestANewPasswordAndASuspensionEndAllSignIns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, action string
		do           func(s *auth.Service, root, ann auth.Account) error
	}{
		{"changing it", "user.change_password", func(s *auth.Service, _, ann auth.Account) error {
			return s.ChangePassword(context.Background(), ann.ID, password, "another long password")
		}},
		{"an admin's reset", "user.reset_password", func(s *auth.Service, root, ann auth.Account) error {
			_, _, err := s.ResetPassword(context.Background(), root.ID, ann.ID)
			return err
		}},
		{"a suspension, though it is taken back", "user.suspend", func(s *auth.Service, root, ann auth.Account) error {
			_, err := s.Suspend(context.Background(), root.ID, ann.ID)
			_, err1 := s.Reactivate(context.Background(), root.ID, ann.ID)
			return errors.Join(err, err1)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pool := pgtest.New(t)
			told := map[id.User]int{}
			s := auth.New(pool, auth.Options{Ended: func(_ context.Context, u id.User) { told[u]++ }})
			root, ann := create(t, s, "root@example.org", auth.RoleAdmin), create(t, s, "ann@example.org", auth.RoleStudent)
			bySession, byToken, token := signedIn(t, s, ann)
			others, otherToken, _ := signedIn(t, s, root)
			if err := errors.Join(s.StillSignedIn(bySession), s.StillSignedIn(byToken)); err != nil {
				t.Fatal(err)
			}
			if err := c.do(s, root, ann); err != nil {
				t.Fatal(err)
			}
			_, err := s.BySession(bySession)
			_, err1 := s.ByToken(t.Context(), token)
			for _, err := range []error{err, err1, s.StillSignedIn(bySession), s.StillSignedIn(byToken)} {
				if !errors.Is(err, errs.Unauthenticated) {
					t.Errorf("still in: %v", err)
				}
			}
			if err := errors.Join(s.StillSignedIn(others), s.StillSignedIn(otherToken)); err != nil || told[root.ID] != 0 || told[ann.ID] != 1 {
				t.Errorf("another account: %v; told %v", err, told)
			}
			var ended string
			err = pool.QueryRow(t.Context(), `select detail ->> 'tokens_ended' from audit_log where action = @action and subject = @ann`,
				pgx.NamedArgs{"action": c.action, "ann": ann.ID.String()}).Scan(&ended)
			if err != nil || ended != "1" {
				t.Errorf("the audit log says %q, %v", ended, err)
			}
		})
	}
}

func TestAStreamIsToldThatItsOwnSignInEnded(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	s := auth.New(pool, auth.Options{})
	ann := create(t, s, "ann@example.org", auth.RoleStudent)
	phone, laptop, _ := signedIn(t, s, ann)
	desk, script, _ := signedIn(t, s, ann)
	if err := s.End(desk); err != nil { // signing out
		t.Fatal(err)
	}
	if err := s.StillSignedIn(desk); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("a session that was signed out: %v", err)
	}
	tokens, err := s.Tokens(t.Context(), ann.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RevokeToken(t.Context(), ann.ID, tokens[0].ID); err != nil { // the newest: script
		t.Fatal(err)
	}
	if err := s.StillSignedIn(script); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("a token that was revoked: %v", err)
	}
	if err := errors.Join(s.StillSignedIn(phone), s.StillSignedIn(laptop)); err != nil {
		t.Errorf("the others: %v", err)
	}
	if _, err := pool.Exec(t.Context(), `delete from users`); err != nil {
		t.Fatal(err)
	}
	for _, ctx := range []context.Context{phone, laptop} {
		if err := s.StillSignedIn(ctx); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("of an account that is gone: %v", err)
		}
	}
}

func TestATokenIsTakenForAYear(t *testing.T) {
	t.Parallel()
	now := time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC)
	s := service(t, auth.Options{Now: func() time.Time { return now }})
	ann := create(t, s, "ann@example.org", auth.RoleStudent)
	text, token, err := s.CreateToken(t.Context(), ann.ID, "laptop")
	end := time.Date(2029, 3, 1, 12, 0, 0, 0, time.UTC)
	if err != nil || !token.ExpiresAt.Equal(end) {
		t.Fatalf("it ends %v, %v", token.ExpiresAt, err)
	}
	now = end.Add(-time.Second)
	a, err := s.ByToken(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	stream := auth.NewContext(t.Context(), a)
	if err := s.StillSignedIn(stream); err != nil {
		t.Error(err)
	}
	now = end
	if _, err := s.ByToken(t.Context(), text); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("after a year: %v", err)
	}
	if err := s.StillSignedIn(stream); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("an open stream after a year: %v", err)
	}
}

func TestATokenForASessionNeedsThePassword(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	ann := create(t, s, "ann@example.org", auth.RoleStudent)
	for _, c := range []struct {
		name, token, password string
		kind                  errs.Kind
		field                 string
	}{
		{"without it", "laptop", "", errs.Invalid, "password"},
		{"a wrong one", "laptop", "a wrong password", errs.Invalid, "password"},
		{"no name, and no try spent", " ", "a wrong password", errs.Invalid, "name"},
	} {
		_, _, err := s.CreateConfirmedToken(t.Context(), ann.ID, c.token, c.password)
		var e *errs.Error
		if !errors.As(err, &e) || e.Kind != c.kind || e.Field != c.field {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	text, _, err := s.CreateConfirmedToken(t.Context(), ann.ID, "laptop", password)
	if err != nil || !strings.HasPrefix(text, "studyapp_") {
		t.Fatal(text, err)
	}
	tries := 1 // the wrong one above
	var e *errs.Error
	for ; tries < 40; tries++ {
		if _, _, err = s.CreateConfirmedToken(t.Context(), ann.ID, "laptop", "a wrong password"); errors.Is(err, errs.Limited) {
			break
		}
	}
	if !errors.As(err, &e) || e.Field != "password" || tries != 10 {
		t.Errorf("after %d tries: %v", tries, err)
	}
	if all, err := s.Tokens(t.Context(), ann.ID); err != nil || len(all) != 1 {
		t.Errorf("%d tokens, %v", len(all), err)
	}
}
