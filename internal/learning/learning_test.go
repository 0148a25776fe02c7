package learning

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

// shelf is the documents of a test, without the module that keeps them.
type shelf struct{ fails error }

func (shelf) CountByCourse(context.Context, postgres.DB, id.User) (map[id.Course]int, error) {
	return nil, nil
}

func (s shelf) MoveAllTx(ctx context.Context, tx pgx.Tx, owner id.User, from, to id.Course) error {
	if s.fails != nil {
		return s.fails
	}
	_, err := tx.Exec(ctx, `update documents set course_id = $1 where course_id = $2 and owner_id = $3`, to, from, owner)
	return err
}

func (shelf) HoldTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document) (version int, ready bool, err error) {
	err = tx.QueryRow(ctx, `select version, status = 'ready' from documents where id = $1 and owner_id = $2 for share`, document, owner).Scan(&version, &ready)
	return version, ready, notFound(err, "document")
}

func (shelf) Titles(context.Context, postgres.DB, id.User, []id.Document) (titles, languages map[id.Document]string, err error) {
	return nil, nil, nil
}

func (shelf) Titled(context.Context, postgres.DB, id.User, string) ([]id.Document, error) {
	return nil, nil
}

func (shelf) PageLabels(_ context.Context, _ postgres.DB, _ id.User, documents []id.Document, _, _ []int) ([]string, error) {
	return make([]string, len(documents)), nil
}

func (shelf) Headings(context.Context, postgres.DB, id.User, []id.Chunk) (map[id.Chunk][]string, error) {
	return nil, nil
}

// student is an owner with a service whose clock the test sets.
type student struct {
	*Service
	t     *testing.T
	ctx   context.Context
	pool  *pgxpool.Pool
	owner id.User
	clock time.Time
}

// noon of a day, far from the rollover at 4 in UTC.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func newStudent(t *testing.T) *student {
	t.Helper()
	t.Parallel()
	pool := pgtest.New(t)
	st := &student{t: t, ctx: t.Context(), pool: pool, owner: pgtest.User(t, pool), clock: noon}
	st.Service = New(pool, shelf{}, slog.New(slog.DiscardHandler), func() time.Time { return st.clock })
	return st
}

func (s *student) exec(sql string, args ...any) {
	s.t.Helper()
	if _, err := s.pool.Exec(s.ctx, sql, args...); err != nil {
		s.t.Fatal(err)
	}
}

func (s *student) note(n NewNote) []Card {
	s.t.Helper()
	cards, err := s.CreateNote(s.ctx, s.owner, n)
	if err != nil {
		s.t.Fatal(err)
	}
	return cards
}

func (s *student) basic(front string) Card {
	s.t.Helper()
	return s.note(NewNote{Front: front, Back: "answer to " + front})[0]
}

func (s *student) review(r ...Review) []ReviewResult {
	s.t.Helper()
	out, err := s.Review(s.ctx, s.owner, r)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

func (s *student) answer(card id.Card, rating fsrs.Rating) ReviewResult {
	s.t.Helper()
	r := s.review(Review{ID: id.New[id.Review](), Card: card, Rating: rating, ReviewedAt: s.clock, Duration: 4 * time.Second})[0]
	if r.Status != Recorded {
		s.t.Fatalf("%s: %s", r.Status, r.Reason)
	}
	return r
}

func (s *student) due(f DueFilter) []DueCard {
	s.t.Helper()
	out, err := s.Due(s.ctx, s.owner, f)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

func (s *student) fronts(f DueFilter) []string {
	s.t.Helper()
	var out []string
	for _, d := range s.due(f) {
		out = append(out, d.Front)
	}
	return out
}

func (s *student) card(card id.Card) Card {
	s.t.Helper()
	c, err := s.Card(s.ctx, s.owner, card)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// states reads card_states as it is stored.
func (s *student) states() map[string]string {
	s.t.Helper()
	rows, err := s.pool.Query(s.ctx, `select card_id::text, row(due, stability, difficulty, state, step, reps, lapses, last_review)::text from card_states where owner_id = $1`, s.owner)
	if err != nil {
		s.t.Fatal(err)
	}
	out := map[string]string{}
	var k, v string
	if _, err := pgx.ForEachRow(rows, []any{&k, &v}, func() error { out[k] = v; return nil }); err != nil {
		s.t.Fatal(err)
	}
	return out
}

func wantKind(t *testing.T, err error, kind errs.Kind, field string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("error %v, want %s", err, kind)
		return
	}
	var e *errs.Error
	if field != "" && (!errors.As(err, &e) || e.Field != field) {
		t.Errorf("error %v, want it at the field %s", err, field)
	}
}
