package auth_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

const password = "correct horse battery"

func service(t *testing.T, o auth.Options) *auth.Service {
	t.Helper()
	return auth.New(pgtest.New(t), o)
}

func create(t *testing.T, s *auth.Service, email, role string) auth.Account {
	t.Helper()
	a, err := s.Create(context.Background(), email, password, role)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestCreateRefusesWhatBreaksTheRules(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	create(t, s, "taken@example.org", auth.RoleStudent)
	for _, c := range []struct {
		name, email, password, role string
		kind                        errs.Kind
		field                       string
	}{
		{"eleven characters", "a@example.org", "elevenchars", auth.RoleStudent, errs.Invalid, "password"},
		{"characters are counted, not bytes", "a@example.org", "äöüäöüäöüä", auth.RoleStudent, errs.Invalid, "password"},
		{"a megabyte", "a@example.org", strings.Repeat("x", 1<<20), auth.RoleStudent, errs.Invalid, "password"},
		{"no at sign", "example.org", password, auth.RoleStudent, errs.Invalid, "email"},
		{"a name before the address", "Ann <a@example.org>", password, auth.RoleStudent, errs.Invalid, "email"},
		{"an unknown role", "a@example.org", password, "king", errs.Invalid, "role"},
		{"the e-mail is taken, in other letters", "Taken@Example.org", password, auth.RoleStudent, errs.Conflict, "email"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := s.Create(context.Background(), c.email, c.password, c.role)
			var e *errs.Error
			if !errors.As(err, &e) || e.Kind != c.kind || e.Field != c.field {
				t.Errorf("got %v", err)
			}
		})
	}
}

// shelves keep the default courses of new accounts, or fail to.
type shelves struct{ fails error }

func (s shelves) MakeDefaultCourseTx(ctx context.Context, tx pgx.Tx, owner id.User) error {
	if s.fails != nil {
		return s.fails
	}
	_, err := tx.Exec(ctx, `insert into courses (id, owner_id, title, is_default) values ($1, $2, 'My course', true)`, id.New[id.Course](), owner)
	return err
}

func TestNoAccountIsMadeWithoutItsCourse(t *testing.T) {
	t.Parallel()
	failed := errors.New("no course")
	s := service(t, auth.Options{Courses: shelves{fails: failed}})
	if _, err := s.CreateFirst(t.Context(), "a@example.org", password, ""); !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	if first, err := s.First(t.Context()); err != nil || !first {
		t.Errorf("half an account is there: %t, %v", first, err)
	}
}

func TestANewAccountHasItsDefaultCourseAndSettings(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	s := auth.New(pool, auth.Options{Courses: shelves{}})
	a := create(t, s, " Ann@Example.org ", auth.RoleAdmin)
	if a.Email != "ann@example.org" || !a.IsAdmin() || a.Settings != auth.DefaultSettings() {
		t.Errorf("account %+v", a)
	}
	var courses int
	err := pool.QueryRow(context.Background(), `select count(*) from courses where owner_id = $1 and is_default`, a.ID).Scan(&courses)
	if err != nil || courses != 1 {
		t.Errorf("%d default courses, %v", courses, err)
	}
	var stored string
	if err := pool.QueryRow(context.Background(), `select password_hash from users`).Scan(&stored); err != nil || !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored %q, %v", stored, err)
	}
}

func TestOnlyTheFirstVisitorMakesTheFirstAccount(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	ctx := context.Background()
	if first, err := s.First(ctx); !first || err != nil {
		t.Fatal(first, err)
	}
	results := make(chan error, 4)
	for i := range cap(results) {
		go func() {
			_, err := s.CreateFirst(ctx, string(rune('a'+i))+"@example.org", password, "")
			results <- err
		}()
	}
	made := 0
	for range cap(results) {
		switch err := <-results; {
		case err == nil:
			made++
		case !errors.Is(err, errs.Conflict):
			t.Error(err)
		}
	}
	if first, err := s.First(ctx); made != 1 || first || err != nil {
		t.Errorf("%d first accounts were made; First = %v, %v", made, first, err)
	}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	a := create(t, s, "ann@example.org", auth.RoleStudent)
	ctx := context.Background()
	got, err := s.SignIn(ctx, "ANN@example.org ", password)
	if err != nil || got.ID != a.ID {
		t.Fatalf("%+v, %v", got, err)
	}
	_, wrong := s.SignIn(ctx, "ann@example.org", password+"x")
	_, unknown := s.SignIn(ctx, "nobody@example.org", password)
	if !errors.Is(wrong, errs.Unauthenticated) || !errors.Is(unknown, errs.Unauthenticated) || errs.Message(wrong) != errs.Message(unknown) {
		t.Errorf("wrong password: %v; unknown e-mail: %v", wrong, unknown)
	}
}

func TestAnEmailThatCannotBeStoredIsOnlyWrong(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	for _, email := range []string{"ann\x00@example.org", "\xff@example.org"} {
		if _, err := s.SignIn(context.Background(), email, password); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("%q: %v", email, err)
		}
	}
}

func TestGuessesAtOnceAreCounted(t *testing.T) {
	t.Parallel()
	o, err := redis.ParseURL(pgtest.Redis(t))
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(o)
	t.Cleanup(func() { _ = client.Close() })
	s := service(t, auth.Options{Redis: client})
	create(t, s, "ann@example.org", auth.RoleStudent)
	var guesses sync.WaitGroup
	var looked atomic.Int32
	for range 25 {
		guesses.Go(func() {
			if _, err := s.SignIn(context.Background(), "ann@example.org", "a wrong password"); errors.Is(err, errs.Unauthenticated) {
				looked.Add(1)
			}
		})
	}
	guesses.Wait()
	if n := looked.Load(); n > 10 {
		t.Errorf("%d passwords were looked at", n)
	}
}

func TestGuessingIsLimited(t *testing.T) {
	t.Parallel()
	o, err := redis.ParseURL(pgtest.Redis(t))
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(o)
	t.Cleanup(func() { _ = client.Close() })
	for name, options := range map[string]auth.Options{"counted here": {}, "counted in Redis": {Redis: client}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := service(t, options)
			create(t, s, "ann@example.org", auth.RoleStudent)
			ctx := auth.WithAddress(context.Background(), "192.0.2.1")
			for range 15 { // right ones do not count
				if _, err := s.SignIn(ctx, "ann@example.org", password); err != nil {
					t.Fatal(err)
				}
			}
			tries := 0
			for ; tries < 40; tries++ {
				if _, err := s.SignIn(ctx, "ann@example.org", "a wrong password"); errors.Is(err, errs.Limited) {
					break
				}
			}
			if tries != 10 {
				t.Errorf("one e-mail was tried %d times", tries)
			}
			if _, err := s.SignIn(ctx, "ann@example.org", password); !errors.Is(err, errs.Limited) {
				t.Errorf("the right password after the limit: %v", err)
			}
			for ; tries < 100; tries++ {
				if _, err := s.SignIn(ctx, id.New[id.User]().String()+"@example.org", "a wrong password"); errors.Is(err, errs.Limited) {
					break
				}
			}
			if tries != 30 {
				t.Errorf("one address tried %d times", tries)
			}
			elsewhere := auth.WithAddress(context.Background(), "198.51.100.9")
			if _, err := s.SignIn(elsewhere, "ann@example.org", password); err != nil {
				t.Errorf("the owner is locked out by somebody's guesses: %v", err)
			}
			if _, err := s.SignIn(elsewhere, "nobody@example.org", "a wrong password"); !errors.Is(err, errs.Unauthenticated) {
				t.Errorf("another address is limited too: %v", err)
			}
		})
	}
}

// Whoever guesses from many networks is held by the account's own limit; a
// network of IPv6 is a /64, which one machine has alone.
func TestGuessesFromManyNetworksEndToo(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	create(t, s, "ann@example.org", auth.RoleStudent)
	guess := func(address string) error {
		_, err := s.SignIn(auth.WithAddress(t.Context(), address), "ann@example.org", "a wrong password")
		return err
	}
	tries := 0
	for ; tries < 20; tries++ {
		if errors.Is(guess(fmt.Sprintf("2001:db8::%d", tries)), errs.Limited) {
			break
		}
	}
	if tries != 10 {
		t.Errorf("one network of IPv6 tried %d times", tries)
	}
	for ; tries < 200; tries++ {
		if errors.Is(guess(fmt.Sprintf("192.0.2.%d", tries)), errs.Limited) {
			break
		}
	}
	if tries != 100 {
		t.Errorf("all networks together tried %d times", tries)
	}
}

func TestGuessingSetUpCodesIsLimited(t *testing.T) {
	t.Parallel()
	o, err := redis.ParseURL(pgtest.Redis(t))
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(o)
	t.Cleanup(func() { _ = client.Close() })
	for name, options := range map[string]auth.Options{"counted here": {}, "counted in Redis": {Redis: client}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := service(t, options)
			from := func(n int) context.Context { return auth.WithAddress(t.Context(), fmt.Sprintf("192.0.2.%d", n)) }
			for range 15 { // right ones and empty ones do not count
				if err := s.CheckSetUpCode(from(0), "abcd-2345", "ABCD-2345"); err != nil {
					t.Fatal(err)
				}
				if err := s.CheckSetUpCode(from(0), " ", "ABCD-2345"); !errors.Is(err, errs.Forbidden) {
					t.Fatal(err)
				}
			}
			guess := func(n int) (tries int) {
				for ; tries < 200; tries++ {
					if err := s.CheckSetUpCode(from(n), "WXYZ-2345", "ABCD-2345"); errors.Is(err, errs.Limited) {
						break
					}
				}
				return tries
			}
			all := 0
			for n := range 10 {
				tries := guess(n)
				if tries != 10 {
					t.Errorf("one address tried %d times", tries)
				}
				all += tries
			}
			if more := guess(10); all+more != 100 {
				t.Errorf("%d codes were tried in all", all+more)
			}
			if err := s.CheckSetUpCode(from(11), "ABCD-2345", "ABCD-2345"); !errors.Is(err, errs.Limited) {
				t.Errorf("the right code after that: %v", err)
			}
			if err := s.CheckSetUpCode(t.Context(), "", ""); !errors.Is(err, errs.Forbidden) {
				t.Errorf("where there is no code, an empty one: %v", err)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	s := auth.New(pool, auth.Options{})
	ctx := context.Background()
	ann, ben := create(t, s, "ann@example.org", auth.RoleStudent), create(t, s, "ben@example.org", auth.RoleStudent)
	text, token, err := s.CreateToken(ctx, ann.ID, "laptop")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.ByToken(ctx, text); err != nil || got.ID != ann.ID {
		t.Fatalf("%+v, %v", got, err)
	}
	list, err := s.Tokens(ctx, ann.ID)
	if err != nil || len(list) != 1 || list[0].ID != token.ID || list[0].LastUsedAt == nil {
		t.Errorf("tokens %+v, %v", list, err)
	}
	var plain bool
	if err := pool.QueryRow(ctx, `select exists (select from api_tokens t where t::text like '%' || $1 || '%')`, text).Scan(&plain); err != nil || plain {
		t.Errorf("the token itself is stored: %v, %v", plain, err)
	}
	if err := s.RevokeToken(ctx, ben.ID, token.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("ben revoked ann's token: %v", err)
	}
	if err := s.RevokeToken(ctx, ann.ID, token.ID); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{text, text[:len(text)-1] + "x", "", "nonsense"} {
		if _, err := s.ByToken(ctx, bad); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("token %q: %v", bad, err)
		}
	}
}

func TestAChangedPasswordEndsOldSessions(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	a := create(t, s, "ann@example.org", auth.RoleStudent)
	session := func() context.Context {
		ctx, err := s.Sessions.Load(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Begin(ctx, a, auth.Own); err != nil {
			t.Fatal(err)
		}
		return ctx
	}
	here := session()
	if got, err := s.BySession(here); err != nil || got.ID != a.ID {
		t.Fatalf("%+v, %v", got, err)
	}
	if err := s.ChangePassword(here, a.ID, "not the old one", "another long password"); !errors.Is(err, errs.Invalid) {
		t.Errorf("a wrong old password: %v", err)
	}
	if err := s.ChangePassword(here, a.ID, password, "another long password"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BySession(here); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("the old session: %v", err)
	}
	if _, err := s.BySession(session()); err != nil {
		t.Errorf("a new session: %v", err)
	}
	if _, err := s.SignIn(here, a.Email, "another long password"); err != nil {
		t.Error(err)
	}
}
