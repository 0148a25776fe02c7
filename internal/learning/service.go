package learning

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

// Service is the entry to courses, cards and reviews. It is safe for
// concurrent use.
type Service struct {
	pool *pgxpool.Pool
	log  *slog.Logger
	now  func() time.Time
}

// New returns a service over a migrated database. A nil now is the wall clock.
func New(pool *pgxpool.Pool, log *slog.Logger, now func() time.Time) *Service {
	if now == nil {
		now = time.Now
	}
	return &Service{pool: pool, log: log, now: now}
}

// inTx runs f in a transaction and writes the events that f returns in it.
func (s *Service) inTx(ctx context.Context, f func(tx pgx.Tx) ([]outbox.Event, error)) error {
	return postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		events, err := f(tx)
		if err != nil {
			return err
		}
		return outbox.Write(ctx, tx, events...)
	})
}

// day is a student's day, from one rollover to the next in their own time
// zone, with what they want to do in it.
type day struct {
	start, end    time.Time
	newPerDay     int
	reviewsPerDay int // 0 means no limit
}

// DefaultNewPerDay is how many new cards a student meets a day unless the
// settings say otherwise.
const DefaultNewPerDay = 20

// The settings are the account's (platform/auth); a missing one has its default.
const selectDay = `
select time_zone, rollover_hour,
       coalesce((settings->>'new_per_day')::int, @new_per_day),
       coalesce((settings->>'reviews_per_day')::int, 0)
from users where id = @owner`

func (s *Service) day(ctx context.Context, db postgres.DB, owner id.User, now time.Time) (day, error) {
	var zone string
	var hour int
	var d day
	err := db.QueryRow(ctx, selectDay, pgx.NamedArgs{"owner": owner, "new_per_day": DefaultNewPerDay}).
		Scan(&zone, &hour, &d.newPerDay, &d.reviewsPerDay)
	if err != nil {
		return day{}, fmt.Errorf("reading the student's day: %w", notFound(err, "account"))
	}
	location, err := time.LoadLocation(zone)
	if err != nil {
		location = time.UTC
	}
	local := now.In(location)
	d.start = time.Date(local.Year(), local.Month(), local.Day(), hour, 0, 0, 0, location)
	if local.Before(d.start) {
		d.start = time.Date(local.Year(), local.Month(), local.Day()-1, hour, 0, 0, 0, location)
	}
	d.end = time.Date(d.start.Year(), d.start.Month(), d.start.Day()+1, hour, 0, 0, 0, location)
	return d, nil
}

// notFound turns pgx.ErrNoRows into errs.NotFound with words for the student.
func notFound(err error, what string) error {
	if err == pgx.ErrNoRows { //nolint:errorlint // QueryRow and CollectExactlyOneRow return it bare
		return errs.Newf(errs.NotFound, "There is no such %s.", what)
	}
	return err
}
