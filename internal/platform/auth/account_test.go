package auth_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
)

func TestSettings(t *testing.T) {
	t.Parallel()
	s := service(t, auth.Options{})
	ctx := context.Background()
	a := create(t, s, "ann@example.org", auth.RoleStudent)
	a.TimeZone, a.RolloverHour, a.Language = "Europe/Berlin", 0, "de"
	a.Settings.Theme, a.Settings.SingleKeys, a.Settings.NewPerDay = "ink", false, 0
	if err := s.UpdateSettings(ctx, a); err != nil {
		t.Fatal(err)
	}
	got, err := s.ByID(ctx, a.ID)
	if err != nil || got.Settings != a.Settings || got.TimeZone != a.TimeZone || got.RolloverHour != 0 || got.Language != "de" {
		t.Errorf("%+v, %v", got, err)
	}
	for field, change := range map[string]func(*auth.Account){
		"time_zone":     func(a *auth.Account) { a.TimeZone = "Mars/Olympus" },
		"rollover_hour": func(a *auth.Account) { a.RolloverHour = 24 },
		"theme":         func(a *auth.Account) { a.Settings.Theme = "pink" },
		"new_per_day":   func(a *auth.Account) { a.Settings.NewPerDay = -1 },
	} {
		wrong := a
		change(&wrong)
		var e *errs.Error
		if err := s.UpdateSettings(ctx, wrong); !errors.As(err, &e) || e.Kind != errs.Invalid || e.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestDayStartsAtTheRolloverHourWhereTheStudentIs(t *testing.T) {
	t.Parallel()
	berlin := auth.Account{TimeZone: "Europe/Berlin", RolloverHour: 4}
	parse := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, c := range []struct{ name, now, start, end string }{
		{"in the evening", "2026-03-10T21:00:00Z", "2026-03-10T03:00:00Z", "2026-03-11T03:00:00Z"},
		{"after midnight it is still yesterday", "2026-03-11T02:59:59Z", "2026-03-10T03:00:00Z", "2026-03-11T03:00:00Z"},
		{"at the hour itself a day begins", "2026-03-11T03:00:00Z", "2026-03-11T03:00:00Z", "2026-03-12T03:00:00Z"},
		{"a day of 23 hours", "2026-03-28T12:00:00Z", "2026-03-28T03:00:00Z", "2026-03-29T02:00:00Z"},
		{"the first of a month", "2026-05-01T00:30:00Z", "2026-04-30T02:00:00Z", "2026-05-01T02:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start, end := berlin.Day(parse(c.now))
			if !start.Equal(parse(c.start)) || !end.Equal(parse(c.end)) {
				t.Errorf("got %v to %v", start.UTC(), end.UTC())
			}
		})
	}
}
