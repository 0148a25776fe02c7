package learning

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

// benchService holds an owner with 10,000 cards: 8,000 reviewed three times
// over the last year, 2,000 new.
func benchService(b *testing.B) (*Service, id.User) {
	b.Helper()
	ctx := context.Background()
	pool := pgtest.New(b)
	owner := pgtest.User(b, pool)
	s := New(pool, shelf{}, slog.New(slog.DiscardHandler), func() time.Time { return noon })
	var notes []NewNote
	for i := range 10_000 {
		notes = append(notes, NewNote{Front: fmt.Sprintf("Question %d about something", i), Back: "Its answer"})
	}
	var cards []id.Card
	err := postgres.InTx(ctx, pool, func(tx pgx.Tx) (err error) {
		cards, err = s.CreateNotesTx(ctx, tx, owner, notes)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	var log []Review
	for i, c := range cards[:8000] {
		at := noon.AddDate(0, 0, -365+i%300)
		for n := range 3 {
			log = append(log, Review{ID: id.New[id.Review](), Card: c, Rating: fsrs.Rating(i%3 + 2), ReviewedAt: at.AddDate(0, 0, n*n*3)})
		}
	}
	begun := time.Now()
	if _, err := s.Review(ctx, owner, log); err != nil {
		b.Fatal(err)
	}
	b.Logf("24,000 reviews of 8,000 cards recorded in %v", time.Since(begun).Round(time.Millisecond))
	if _, err := pool.Exec(ctx, `vacuum analyze`); err != nil {
		b.Fatal(err)
	}
	return s, owner
}

func BenchmarkTenThousandCards(b *testing.B) {
	s, owner := benchService(b)
	ctx := context.Background()
	unlimited, all := benchService(b)
	if _, err := unlimited.pool.Exec(ctx, `update users set settings = '{"new_per_day": 9999, "reviews_per_day": 9999}'`); err != nil {
		b.Fatal(err)
	}
	due, err := s.Due(ctx, owner, DueFilter{Limit: 20})
	if err != nil || len(due) != 20 {
		b.Fatal(len(due), err)
	}
	for _, c := range []struct {
		name string
		call func() error
	}{
		{"Due", func() error { _, err := s.Due(ctx, owner, DueFilter{Limit: 20}); return err }},
		{"DueCount", func() error { _, err := s.DueCount(ctx, owner, noon); return err }},
		{"Today", func() error { _, err := s.Today(ctx, owner, noon); return err }},
		{"Courses", func() error { _, err := s.Courses(ctx, owner); return err }},
		{"DueCountWithoutLimits", func() error { _, err := unlimited.DueCount(ctx, all, noon); return err }},
		{"DueWithoutLimits", func() error { _, err := unlimited.Due(ctx, all, DueFilter{Limit: 20}); return err }},
		{"Cards", func() error { _, _, err := s.Cards(ctx, owner, CardFilter{}); return err }},
		{"Search", func() error { _, _, err := s.Cards(ctx, owner, CardFilter{Text: "question 77"}); return err }},
		{"Review", func() error {
			_, err := s.Review(ctx, owner, []Review{{ID: id.New[id.Review](), Card: due[0].ID, Rating: 3, ReviewedAt: noon.AddDate(0, 0, -300)}})
			return err
		}},
		{"Rebuild", func() error { _, err := s.Rebuild(ctx, owner); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				begun := time.Now()
				if err := c.call(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begun))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[0].Microseconds())/1000, "min-ms")
		})
	}
}
