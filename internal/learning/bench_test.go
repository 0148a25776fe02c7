package learning

import (
	"context"
	"fmt"
	"log/slog"
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
	s := New(pool, slog.New(slog.DiscardHandler), func() time.Time { return noon })
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
	if _, err := pool.Exec(ctx, `analyze`); err != nil {
		b.Fatal(err)
	}
	return s, owner
}

func BenchmarkTenThousandCards(b *testing.B) {
	s, owner := benchService(b)
	ctx := context.Background()
	due, err := s.Due(ctx, owner, DueFilter{Limit: 20})
	if err != nil || len(due) != 20 {
		b.Fatal(len(due), err)
	}
	for name, call := range map[string]func() error{
		"Due":      func() error { _, err := s.Due(ctx, owner, DueFilter{Limit: 20}); return err },
		"DueCount": func() error { _, err := s.DueCount(ctx, owner, noon); return err },
		"Today":    func() error { _, err := s.Today(ctx, owner, noon); return err },
		"Courses":  func() error { _, err := s.Courses(ctx, owner); return err },
		"Cards":    func() error { _, _, err := s.Cards(ctx, owner, CardFilter{}); return err },
		"Search":   func() error { _, _, err := s.Cards(ctx, owner, CardFilter{Text: "question 77"}); return err },
		"Rebuild":  func() error { _, err := s.Rebuild(ctx, owner); return err },
		"Review": func() error {
			_, err := s.Review(ctx, owner, []Review{{ID: id.New[id.Review](), Card: due[0].ID, Rating: 3, ReviewedAt: noon.AddDate(0, 0, -300)}})
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
