package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// The roles.
const (
	RoleStudent = "student"
	RoleAdmin   = "admin"
)

// Account is a person who signs in. Its id owns rows.
type Account struct {
	ID           id.User
	Email        string // lower case
	Role         string
	TimeZone     string // IANA name
	Language     string // BCP 47
	RolloverHour int    // 0–23: the student's day starts here, in TimeZone
	Settings     Settings
	CreatedAt    time.Time
	SuspendedAt  *time.Time // nil for an active one
	OneTime      bool       // signed in with a password that an admin was shown; to be replaced first

	stamp string   // changes when all sign-ins are ended; sessions carry it
	token id.Token // by which the request came; zero: by a session
}

// BySession reports whether the request came by a session, from a page, and not
// by an API token.
func (a Account) BySession() bool { return a.token.IsZero() }

// IsAdmin reports whether the account may see /admin.
func (a Account) IsAdmin() bool { return a.Role == RoleAdmin }

// Suspended reports whether an admin has ended what the account may do.
func (a Account) Suspended() bool { return a.SuspendedAt != nil }

func checkRole(role string) error {
	if role != RoleStudent && role != RoleAdmin {
		return errs.Newf(errs.Invalid, "There is no role %q. Use student or admin.", role).At("role")
	}
	return nil
}

// Settings is what a student chose. It is stored as JSON; what is missing there
// has its value from DefaultSettings.
type Settings struct {
	Theme         string `json:"theme"`       // system, paper or ink
	TextSize      string `json:"text_size"`   // s, m, l or xl
	SingleKeys    bool   `json:"single_keys"` // shortcuts of one key, such as / and g t
	DraftCards    bool   `json:"draft_cards"` // cards made from a document wait as drafts
	NewPerDay     int    `json:"new_per_day"`
	ReviewsPerDay int    `json:"reviews_per_day"`
}

// DefaultSettings is what a new account has.
func DefaultSettings() Settings {
	return Settings{Theme: "system", TextSize: "m", SingleKeys: true, NewPerDay: 20, ReviewsPerDay: 200}
}

// MaxPerDay bounds NewPerDay and ReviewsPerDay.
const MaxPerDay = 9999

func (s Settings) check() error {
	switch {
	case s.Theme != "system" && s.Theme != "paper" && s.Theme != "ink":
		return errs.New(errs.Invalid, "There is no such theme. Use system, paper or ink.").At("theme")
	case s.TextSize != "s" && s.TextSize != "m" && s.TextSize != "l" && s.TextSize != "xl":
		return errs.New(errs.Invalid, "There is no such text size. Use s, m, l or xl.").At("text_size")
	case s.NewPerDay < 0 || s.NewPerDay > MaxPerDay:
		return errs.Newf(errs.Invalid, "New cards a day must be between 0 and %d.", MaxPerDay).At("new_per_day")
	case s.ReviewsPerDay < 0 || s.ReviewsPerDay > MaxPerDay:
		return errs.Newf(errs.Invalid, "Reviews a day must be between 0 and %d.", MaxPerDay).At("reviews_per_day")
	}
	return nil
}

func decodeSettings(b []byte) (Settings, error) {
	s := DefaultSettings()
	if err := json.Unmarshal(b, &s); err != nil {
		return s, fmt.Errorf("auth: settings: %w", err)
	}
	return s, nil
}

// Location is the account's time zone, UTC if the server does not know it.
func (a Account) Location() *time.Location {
	l, err := time.LoadLocation(a.TimeZone)
	if err != nil {
		return time.UTC
	}
	return l
}

// Day returns the student's day that holds now, half-open: it starts and ends
// at the rollover hour of the account's own time zone, whatever length daylight
// saving gives it.
func (a Account) Day(now time.Time) (start, end time.Time) {
	local := now.In(a.Location())
	y, m, d := local.Date()
	at := func(day int) time.Time { return time.Date(y, m, day, a.RolloverHour, 0, 0, 0, a.Location()) }
	if local.Before(at(d)) {
		d--
	}
	return at(d), at(d + 1)
}

func checkEmail(email string) (string, error) {
	email = strings.ToLower(strings.TrimSpace(email))
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || len(email) > 254 || !strings.Contains(email, "@") {
		return "", errs.New(errs.Invalid, "This is not an e-mail address. Write it like name@example.org.").At("email")
	}
	return email, nil
}

type accountKey struct{}

// NewContext returns a context that carries who makes the request.
func NewContext(ctx context.Context, a Account) context.Context {
	return context.WithValue(ctx, accountKey{}, a)
}

// FromContext returns who makes the request, if someone is signed in.
func FromContext(ctx context.Context) (Account, bool) {
	a, ok := ctx.Value(accountKey{}).(Account)
	return a, ok
}

// User returns who makes the request. It panics where no middleware made sure
// that someone is signed in: a route without it is a bug.
func User(ctx context.Context) Account {
	a, ok := FromContext(ctx)
	if !ok {
		panic("auth: a route that needs an account is mounted without its middleware")
	}
	return a
}
