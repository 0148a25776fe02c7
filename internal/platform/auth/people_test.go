package auth_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func sessionOf(t *testing.T, s *auth.Service, a auth.Account) context.Context {
	t.Helper()
	ctx, err := s.Sessions.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Begin(ctx, a, auth.Own); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func TestAnAddedAccountChoosesItsOwnPasswordFirst(t *testing.T) {
	t.Parallel()
	now := time.Now()
	s := service(t, auth.Options{Dates: func() time.Time { return now }})
	admin := create(t, s, "admin@example.org", auth.RoleAdmin)
	_, once, err := s.Add(t.Context(), admin.ID, "jo@example.org", auth.RoleStudent)
	if err != nil || len(once) < 20 {
		t.Fatal(once, err)
	}
	jo, err := s.SignIn(t.Context(), "jo@example.org", once)
	if err != nil || !jo.OneTime {
		t.Fatalf("%+v, %v", jo, err)
	}
	here := sessionOf(t, s, jo)
	for password, field := range map[string]string{"short": "password", once: "password"} {
		var e *errs.Error
		if err := s.ChooseOwn(here, jo.ID, password); !errors.As(err, &e) || e.Field != field {
			t.Errorf("%q: %v", password, err)
		}
	}
	if err := s.ChooseOwn(here, jo.ID, "a password of my own"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BySession(here); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("the session of the one-time password goes on: %v", err)
	}
	if jo, err = s.SignIn(t.Context(), "jo@example.org", "a password of my own"); err != nil || jo.OneTime {
		t.Errorf("%+v, %v", jo, err)
	}
	if err := s.ChooseOwn(here, jo.ID, "another long password"); !errors.Is(err, errs.Conflict) {
		t.Errorf("chosen again, without the old one: %v", err)
	}
	_, once, err = s.ResetPassword(t.Context(), admin.ID, jo.ID)
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(auth.OneTimeLife + time.Minute)
	if _, err := s.SignIn(t.Context(), "jo@example.org", once); !strings.Contains(errs.Message(err), "has ended") {
		t.Errorf("a week later: %v", err)
	}
}

func TestAResetPasswordEndsSessions(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	admin, ann := create(t, s, "admin@example.org", auth.RoleAdmin), create(t, s, "ann@example.org", auth.RoleStudent)
	there := sessionOf(t, s, ann)
	_, once, err := s.ResetPassword(t.Context(), admin.ID, ann.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.BySession(there); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("the session: %v", err)
	}
	if _, err := s.SignIn(t.Context(), ann.Email, password); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("the old password: %v", err)
	}
	if _, err := s.SignIn(t.Context(), ann.Email, once); err != nil {
		t.Error(err)
	}
	if _, _, err := s.ResetPassword(t.Context(), admin.ID, id.New[id.User]()); !errors.Is(err, errs.NotFound) {
		t.Errorf("of nobody: %v", err)
	}
}

func TestASuspendedAccountIsRefusedUntilItIsReactivated(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	admin, ann := create(t, s, "admin@example.org", auth.RoleAdmin), create(t, s, "ann@example.org", auth.RoleStudent)
	there := sessionOf(t, s, ann)
	token, _, err := s.CreateToken(t.Context(), ann.ID, "script")
	if err != nil {
		t.Fatal(err)
	}
	ways := map[string]func() error{
		"session": func() error { _, err := s.BySession(there); return err },
		"token":   func() error { _, err := s.ByToken(t.Context(), token); return err },
		"sign-in": func() error { _, err := s.SignIn(t.Context(), ann.Email, password); return err },
	}
	if a, err := s.Suspend(t.Context(), admin.ID, ann.ID); err != nil || !a.Suspended() {
		t.Fatalf("%+v, %v", a, err)
	}
	for name, try := range ways {
		if err := try(); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if m := errs.Message(ways["sign-in"]()); !strings.Contains(m, "suspended") {
		t.Errorf("who knows the password is told %q", m)
	}
	if _, err := s.SignIn(t.Context(), ann.Email, "a wrong password"); strings.Contains(errs.Message(err), "suspended") {
		t.Error("who does not know the password is told that there is an account")
	}
	if all, err := s.Everyone(t.Context(), 10); err != nil || len(all) != 2 || !all[1].Suspended() {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := s.Reactivate(t.Context(), admin.ID, ann.ID); err != nil {
		t.Fatal(err)
	}
	if err := ways["sign-in"](); err != nil {
		t.Errorf("signing in after that: %v", err)
	}
	for _, name := range []string{"session", "token"} { // whoever had them has them no more
		if err := ways[name](); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("the %s of before: %v", name, err)
		}
	}
}

func TestOneAdminStays(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	ann, ben := create(t, s, "ann@example.org", auth.RoleAdmin), create(t, s, "ben@example.org", auth.RoleAdmin)
	if _, err := s.Suspend(t.Context(), ann.ID, ann.ID); !errors.Is(err, errs.Conflict) {
		t.Errorf("an admin suspended themself: %v", err)
	}
	// Two admins who suspend each other at once, and demote at once.
	for name, act := range map[string]func(actor, user id.User) error{
		"suspend": func(actor, user id.User) error { _, err := s.Suspend(t.Context(), actor, user); return err },
		"demote": func(actor, user id.User) error {
			_, err := s.SetRole(t.Context(), actor, user, auth.RoleStudent)
			return err
		},
	} {
		results := make(chan error, 2)
		go func() { results <- act(ann.ID, ben.ID) }()
		go func() { results <- act(ben.ID, ann.ID) }()
		one, other := <-results, <-results
		if (one == nil) == (other == nil) || !errors.Is(errors.Join(one, other), errs.Conflict) {
			t.Errorf("%s: %v and %v", name, one, other)
		}
		for _, a := range []auth.Account{ann, ben} {
			if _, err := s.Reactivate(t.Context(), id.User{}, a.ID); err != nil {
				t.Fatal(err)
			}
			if _, err := s.SetRole(t.Context(), id.User{}, a.ID, auth.RoleAdmin); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestWhatAdminsDoIsWrittenDown(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	s := auth.New(pool, auth.Options{})
	admin := create(t, s, "admin@example.org", auth.RoleAdmin)
	jo, _, err := s.Add(t.Context(), admin.ID, "jo@example.org", auth.RoleStudent)
	if err != nil {
		t.Fatal(err)
	}
	var failed error
	for range 2 { // the second time nothing changes, save the password
		_, err1 := s.SetRole(t.Context(), admin.ID, jo.ID, auth.RoleAdmin)
		_, err2 := s.Suspend(t.Context(), admin.ID, jo.ID)
		failed = errors.Join(failed, err1, err2)
	}
	_, err = s.Reactivate(t.Context(), id.User{}, jo.ID)
	_, _, err1 := s.ResetPassword(t.Context(), admin.ID, jo.ID)
	if err := errors.Join(failed, err, err1); err != nil {
		t.Fatal(err)
	}
	rows, err := pool.Query(t.Context(), `select coalesce((select email from users where id = actor), 'command line') || ' ' || action || ' ' || (detail ->> 'email') from audit_log order by id`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pgx.CollectRows(rows, pgx.RowTo[string])
	want := []string{
		"command line user.add admin@example.org",
		"admin@example.org user.add jo@example.org", "admin@example.org user.role jo@example.org", "admin@example.org user.suspend jo@example.org",
		"command line user.reactivate jo@example.org", "admin@example.org user.reset_password jo@example.org",
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	var leaks bool
	if err := pool.QueryRow(t.Context(), `select exists (select from audit_log where detail::text ~ '-[a-z0-9]{4}-[a-z0-9]{4}-')`).Scan(&leaks); err != nil || leaks {
		t.Errorf("a password stands in the log: %v, %v", leaks, err)
	}
}
