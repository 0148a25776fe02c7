package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/pgxstore"
	"github.com/alexedwards/scs/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Service keeps accounts, sessions and tokens.
type Service struct {
	Sessions *scs.SessionManager

	pool   *pgxpool.Pool
	hasher *hasher
	limits *limits
	now    func() time.Time
	dates  func() time.Time
	ended  func(ctx context.Context, user id.User)

	courses Courses
}

// Courses is what a new account needs of those who keep courses.
type Courses interface {
	// MakeDefaultCourseTx makes the course that takes in what names no other.
	MakeDefaultCourseTx(ctx context.Context, tx pgx.Tx, owner id.User) error
}

// Options are what the service may be given.
type Options struct {
	Redis         *redis.Client                           // counts sign-in tries for all nodes; nil counts here
	SecureCookies bool                                    // true where the browser reaches the server by https
	Now           func() time.Time                        // by which sessions and tokens end and tries are counted; nil is time.Now
	Dates         func() time.Time                        // by which accounts and tokens are dated; nil is Now
	Ended         func(ctx context.Context, user id.User) // told when sign-ins of the account ended; may be nil
	Courses       Courses                                 // nil where no account is made that keeps anything
}

// sessionLife is how long a device stays signed in without being used. Using it
// sets the end anew, at most once each sessionStep: not a write for each request.
const (
	sessionLife = 60 * 24 * time.Hour
	sessionStep = 24 * time.Hour
)

// New returns the service.
func New(pool *pgxpool.Pool, o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Dates == nil {
		o.Dates = o.Now
	}
	if o.Ended == nil {
		o.Ended = func(context.Context, id.User) {}
	}
	m := scs.New()
	m.Store = pgxstore.NewWithCleanupInterval(pool, 0) // CleanSessions cleans it
	m.Lifetime = sessionLife
	m.HashTokenInStore = true
	m.Cookie.Name = "studyapp_session"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = o.SecureCookies
	return &Service{Sessions: m, pool: pool, hasher: newHasher(), limits: newLimits(o.Redis, o.Now), now: o.Now, dates: o.Dates, ended: o.Ended, courses: o.Courses}
}

const insertUser = `
insert into users (id, email, password_hash, role, settings, time_zone, created_at, one_time_until)
values (@id, @email, @hash, @role, '{}', @zone, @now, @until)`

// Create makes an account and its default course in one transaction. It
// returns errs.Invalid for an e-mail or password that breaks the rules and
// errs.Conflict if the e-mail has an account.
func (s *Service) Create(ctx context.Context, email, password, role string) (Account, error) {
	return s.create(ctx, newAccount{email: email, password: password, role: role})
}

// CreateFirst makes the first account, an admin. It returns errs.Conflict once
// there is any account, also when two first visitors come at the same moment.
// zone is the time zone in which their days begin; one that there is not, as of
// a browser newer than this program, is UTC.
func (s *Service) CreateFirst(ctx context.Context, email, password, zone string) (Account, error) {
	if _, err := time.LoadLocation(zone); err != nil || zone == "Local" {
		zone = ""
	}
	return s.create(ctx, newAccount{email: email, password: password, role: RoleAdmin, zone: zone, first: true})
}

// newAccount is what an account is made of.
type newAccount struct {
	email, password, role string
	zone                  string     // of their days; empty is UTC
	first                 bool       // only while there is none
	actor                 id.User    // who makes it; zero: the set-up or the command line
	oneTime               *time.Time // until when the password is taken; nil: it is their own
}

func (s *Service) create(ctx context.Context, n newAccount) (Account, error) {
	email, err := checkEmail(n.email)
	if err != nil {
		return Account{}, err
	}
	if err := checkPassword(n.password); err != nil {
		return Account{}, err
	}
	if err := checkRole(n.role); err != nil {
		return Account{}, err
	}
	hash, err := s.hasher.hash(ctx, n.password)
	if err != nil {
		return Account{}, err
	}
	owner, now := id.New[id.User](), s.dates()
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if n.first {
			// Until the commit nobody else can add an account.
			if _, err := tx.Exec(ctx, `lock table users in share row exclusive mode`); err != nil {
				return err
			}
			var some bool
			if err := tx.QueryRow(ctx, someUser).Scan(&some); err != nil {
				return err
			}
			if some {
				return errs.New(errs.Conflict, "This server is set up already. Sign in instead.")
			}
		}
		if _, err := tx.Exec(ctx, insertUser, pgx.NamedArgs{"id": owner, "email": email, "hash": hash, "role": n.role, "zone": cmp.Or(n.zone, "UTC"), "now": now, "until": n.oneTime}); err != nil {
			if _, broken := postgres.BrokenUnique(err); broken {
				return errs.Wrap(errs.Conflict, err, "This e-mail has an account already. Sign in instead.").At("email")
			}
			return err
		}
		if s.courses != nil {
			if err := s.courses.MakeDefaultCourseTx(ctx, tx, owner); err != nil {
				return err
			}
		}
		return s.audit(ctx, tx, n.actor, "user.add", Account{ID: owner, Email: email}, map[string]string{"role": n.role})
	})
	if err != nil {
		return Account{}, fmt.Errorf("auth: creating an account: %w", err)
	}
	return s.ByID(ctx, owner)
}

const someUser = `select exists (select from users)`

const deleteUser = `delete from users where id = @id`

// Delete removes an account with everything it owns. Its files are removed by
// the next sweep.
func (s *Service) Delete(ctx context.Context, user id.User) error {
	tag, err := s.pool.Exec(ctx, deleteUser, pgx.NamedArgs{"id": user})
	if err != nil {
		return fmt.Errorf("auth: deleting an account: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errs.New(errs.NotFound, "There is no such account.")
	}
	return nil
}

// First reports whether there is no account yet, so that the next visitor makes
// the first one.
func (s *Service) First(ctx context.Context) (bool, error) {
	var some bool
	if err := s.pool.QueryRow(ctx, someUser).Scan(&some); err != nil {
		return false, fmt.Errorf("auth: %w", err)
	}
	return !some, nil
}

const accountColumns = `id, email, role, time_zone, language, rollover_hour, settings, created_at, disabled_at, one_time_until is not null,
	left(encode(sha256(convert_to(password_hash, 'UTF8')), 'hex'), 16) || case when sign_ins_ended = 0 then '' else '.' || sign_ins_ended end`

func scanAccount(row pgx.Row) (Account, error) {
	var a Account
	var settings []byte
	err := row.Scan(&a.ID, &a.Email, &a.Role, &a.TimeZone, &a.Language, &a.RolloverHour, &settings, &a.CreatedAt, &a.SuspendedAt, &a.OneTime, &a.stamp)
	if errors.Is(err, pgx.ErrNoRows) {
		return Account{}, errs.New(errs.NotFound, "There is no such account.")
	}
	if err != nil {
		return Account{}, fmt.Errorf("auth: %w", err)
	}
	a.Settings, err = decodeSettings(settings)
	return a, err
}

const accountByID = `select ` + accountColumns + ` from users where id = @id and disabled_at is null`

// ByID returns the account, or errs.NotFound also for one that is disabled.
func (s *Service) ByID(ctx context.Context, user id.User) (Account, error) {
	return scanAccount(s.pool.QueryRow(ctx, accountByID, pgx.NamedArgs{"id": user}))
}

const accountByEmail = `select ` + accountColumns + ` from users where email = @email and disabled_at is null`

// ByEmail returns the account with the e-mail, in any case of letters.
func (s *Service) ByEmail(ctx context.Context, email string) (Account, error) {
	return scanAccount(s.pool.QueryRow(ctx, accountByEmail, pgx.NamedArgs{"email": strings.ToLower(strings.TrimSpace(email))}))
}

const listAccounts = `select ` + accountColumns + ` from users where disabled_at is null order by created_at, id limit @limit`

// Accounts returns the oldest accounts, for admins and for commands that need
// no e-mail while there is one account.
func (s *Service) Accounts(ctx context.Context, limit int) ([]Account, error) {
	rows, err := s.pool.Query(ctx, listAccounts, pgx.NamedArgs{"limit": limit})
	if err != nil {
		return nil, fmt.Errorf("auth: %w", err)
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (Account, error) { return scanAccount(r) })
}

const storedHash = `select id, password_hash, disabled_at, one_time_until from users where email = @email`

// refuseSuspended is what a suspended student is told.
func refuseSuspended() error {
	return errs.New(errs.Unauthenticated, "Your account is suspended. Nothing of yours is deleted; ask your admin.")
}

// SignIn returns the account if the password is right. It returns
// errs.Unauthenticated without saying which of the two is wrong, or because the
// account is suspended or its one-time password too old, and
// errs.Limited after too many tries of one e-mail or of one address (see
// WithAddress). Start the session with Begin.
func (s *Service) SignIn(ctx context.Context, email, password string) (Account, error) {
	email = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(email, ""), "\x00", ""))) // PostgreSQL takes neither
	forgive, err := s.limits.try(ctx, email)
	if err != nil {
		return Account{}, err
	}
	var user id.User
	var hash string
	var suspended, oneTime *time.Time
	err = s.pool.QueryRow(ctx, storedHash, pgx.NamedArgs{"email": email}).Scan(&user, &hash, &suspended, &oneTime)
	known := err == nil
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		hash = s.hasher.dummy // an unknown e-mail must take as long
	case err != nil:
		return Account{}, fmt.Errorf("auth: signing in: %w", err)
	}
	if len(password) > maxPassword {
		password = ""
	}
	right, err := s.hasher.verify(ctx, hash, password)
	if err != nil {
		return Account{}, fmt.Errorf("auth: signing in: %w", err)
	}
	if !right || !known {
		return Account{}, errs.New(errs.Unauthenticated, "E-mail or password is wrong.")
	}
	forgive()
	switch { // only who knows the password is told
	case suspended != nil:
		return Account{}, refuseSuspended()
	case oneTime != nil && s.dates().After(*oneTime):
		return Account{}, errs.New(errs.Unauthenticated, "This one-time password has ended. Ask your admin for a new one.")
	}
	return s.ByID(ctx, user)
}

const updateSettings = `
update users set settings = @settings, time_zone = @zone, language = @language, rollover_hour = @hour
where id = @id and disabled_at is null`

// UpdateSettings stores the account's Settings, TimeZone, Language and
// RolloverHour as they stand in a. It returns errs.Invalid, with the field, for
// a value that cannot be.
func (s *Service) UpdateSettings(ctx context.Context, a Account) error {
	if err := a.Settings.check(); err != nil {
		return err
	}
	if _, err := time.LoadLocation(a.TimeZone); err != nil || a.TimeZone == "" {
		return errs.Wrap(errs.Invalid, err, "There is no such time zone. Use a name like Europe/Berlin.").At("time_zone")
	}
	if a.RolloverHour < 0 || a.RolloverHour > 23 {
		return errs.New(errs.Invalid, "The hour must be between 0 and 23.").At("rollover_hour")
	}
	if a.Language == "" || len(a.Language) > 35 {
		return errs.New(errs.Invalid, "Choose a language.").At("language")
	}
	settings, err := json.Marshal(a.Settings)
	if err != nil {
		return fmt.Errorf("auth: settings: %w", err)
	}
	tag, err := s.pool.Exec(ctx, updateSettings, pgx.NamedArgs{"id": a.ID, "settings": settings, "zone": a.TimeZone, "language": a.Language, "hour": a.RolloverHour})
	if err != nil {
		return fmt.Errorf("auth: storing settings: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errs.New(errs.NotFound, "There is no such account.")
	}
	return nil
}

const updatePassword = `update users set password_hash = @hash, one_time_until = null where id = @id`

// ChangePassword replaces the password if the old one is right, and ends every
// session and API token of the account: call Begin again for the session that
// asked.
func (s *Service) ChangePassword(ctx context.Context, user id.User, old, new string) error {
	if err := s.confirm(ctx, user, old, "old_password", "The old password is wrong."); err != nil {
		return err
	}
	if err := checkPassword(new); err != nil {
		return err
	}
	hash, err := s.hasher.hash(ctx, new)
	if err != nil {
		return err
	}
	return s.replacePassword(ctx, user, hash, "user.change_password")
}

// replacePassword stores the hash of the student's own password and ends what
// signed in with another.
func (s *Service) replacePassword(ctx context.Context, user id.User, hash, action string) error {
	detail := map[string]string{}
	_, err := s.act(ctx, user, user, action, detail, func(tx pgx.Tx, a Account) (bool, error) {
		if a.Suspended() {
			return false, refuseSuspended()
		}
		if _, err := tx.Exec(ctx, updatePassword, pgx.NamedArgs{"id": user, "hash": hash}); err != nil {
			return false, err
		}
		return true, endSignIns(ctx, tx, user, detail)
	})
	if err == nil {
		s.ended(ctx, user)
	}
	return err
}
