package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/supervise"
	"studyapp/internal/search/embed"
)

// start measures the first start over nothing and the second over what is
// there, beside starting the two databases alone.
func (b *bench) start() error {
	ctx := context.Background()
	var first, second, alone []float64
	var memory int
	for range 3 {
		data, err := os.MkdirTemp("", "studyapp-bench-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(data) }()
		for i := range 2 {
			s, err := startServer(b.binary, data, "")
			if err != nil {
				return err
			}
			if i == 0 {
				first = append(first, s.started.Seconds())
			} else {
				second = append(second, s.started.Seconds())
				if memory, err = s.residentMB(); err != nil {
					return err
				}
			}
			if err := s.stop(); err != nil {
				return err
			}
		}
		begun := time.Now()
		servers, err := supervise.Start(ctx, supervise.Options{Dir: data, Log: slog.New(slog.DiscardHandler), Postgres: true, Redis: true})
		if err != nil {
			return err
		}
		alone = append(alone, time.Since(begun).Seconds())
		if err := servers.Stop(ctx); err != nil {
			return err
		}
	}
	f, s, a := median(first), median(second), median(alone)
	b.add(row{"first start, until ready", fmt.Sprintf("%.2f s", f), fmt.Sprintf("%.2f PostgreSQL and Redis over what is there", a), fmt.Sprintf("%.1f", f/a), "", true})
	b.add(row{"second start, until ready", fmt.Sprintf("%.2f s", s), fmt.Sprintf("%.2f PostgreSQL and Redis over what is there", a), fmt.Sprintf("%.1f", s/a), "≤ 5 s", s <= 5})
	b.add(row{"resident memory after the start", fmt.Sprintf("%d MB", memory), "", "", "≤ 500 MB", memory <= 500})
	return nil
}

// withServer runs f against a fresh server with one account. The pool is of
// the server's own database.
func (b *bench) withServer(f func(ctx context.Context, s *server, pool *pgxpool.Pool) error) error {
	ctx := context.Background()
	data, err := os.MkdirTemp("", "studyapp-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(data) }()
	s, err := startServer(b.binary, data, "", b.env...)
	if err != nil {
		return err
	}
	defer func() { _ = s.stop() }()
	if err := s.account("bench@example.org"); err != nil {
		return err
	}
	url, _, ok := supervise.Join(data)
	if !ok {
		return errors.New("the server's database cannot be joined")
	}
	pool, err := postgres.Open(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	return f(ctx, s, pool)
}

// model opens the search model in this process, to be measured alone.
func (b *bench) model() (*embed.Model, error) {
	dir, err := embed.Find(b.models)
	if err != nil {
		return nil, err
	}
	return embed.Open(dir, embed.Options{})
}

// searches compares a search over HTTP, among 10,000 chunks, with embedding
// its query alone, and tells the memory that the loaded chunks take.
func (b *bench) searches(ctx context.Context, s *server, pool *pgxpool.Pool) error {
	if _, err := fillLibrary(ctx, pool, nil); err != nil {
		return err
	}
	model, err := b.model()
	if err != nil {
		return err
	}
	defer func() { _ = model.Close() }()
	r := rand.New(rand.NewPCG(4, 4))
	queries := make([]string, 110)
	for i := range queries {
		queries[i] = strings.ToLower(strings.TrimRight(text(r, 9), ". "))
	}
	// One side after the other: in turns, each would find the processor's cache
	// full of the other's copy of the model.
	whole, err := timed(queries, func(q string) error {
		return s.call(ctx, "GET", "/search?k=10&q="+url.QueryEscape(q), nil, nil)
	})
	if err != nil {
		return err
	}
	alone, err := timed(queries, func(q string) error {
		_, err := model.Query(ctx, q)
		return err
	})
	if err != nil {
		return err
	}
	w, a := median(whole), median(alone)
	b.add(row{fmt.Sprintf("search over HTTP, hybrid, %d chunks", searchChunks), fmt.Sprintf("%.1f ms p50", w), fmt.Sprintf("%.1f embedding the query alone", a), fmt.Sprintf("%.2f", w/a), "≤ 30 ms", w <= 30})
	memory, err := s.residentMB()
	if err != nil {
		return err
	}
	b.add(row{what: fmt.Sprintf("resident memory with %d chunks loaded", searchChunks), ours: fmt.Sprintf("%d MB", memory), target: "≤ 500 MB", holds: memory <= 500})
	return nil
}

// timed calls f with each query and returns the milliseconds each took; the
// first ten only warm up.
func timed(queries []string, f func(string) error) ([]float64, error) {
	var took []float64
	for i, q := range queries {
		begun := time.Now()
		if err := f(q); err != nil {
			return nil, err
		}
		if i >= 10 {
			took = append(took, time.Since(begun).Seconds()*1000)
		}
	}
	return took, nil
}

// reviews compares recorded reviews a second with bare inserts of as many rows
// into the same database.
func (b *bench) reviews(ctx context.Context, s *server, pool *pgxpool.Pool) error {
	const cards, each, clients = 200, 3, 4
	var course struct{ Items []struct{ ID string } }
	if err := s.call(ctx, "GET", "/courses", nil, &course); err != nil {
		return err
	}
	ids := make([]string, cards)
	for i := range ids {
		var card struct{ ID string }
		err := s.call(ctx, "POST", "/cards", map[string]any{"course_id": course.Items[0].ID, "kind": "basic", "front": fmt.Sprintf("Question %d?", i), "back": "Answer."}, &card)
		if err != nil {
			return err
		}
		ids[i] = card.ID
	}
	begun := time.Now()
	err := inParallel(clients, cards*each, func(i int) error {
		at := begun.Add(time.Duration(i/cards-each) * time.Hour).UTC().Format(time.RFC3339)
		return s.call(ctx, "POST", "/reviews", []map[string]any{{"id": id.New[id.Review]().String(), "card_id": ids[i%cards], "rating": 3, "reviewed_at": at, "duration_ms": 4000}}, nil)
	})
	if err != nil {
		return err
	}
	ours := cards * each / time.Since(begun).Seconds()
	if _, err := pool.Exec(ctx, `create table bench (like reviews including all)`); err != nil {
		return err
	}
	begun = time.Now()
	err = inParallel(clients, cards*each, func(int) error {
		_, err := pool.Exec(ctx, `insert into bench select $1, id, $1, 3, now(), 0 from users limit 1`, id.New[id.Review]())
		return err
	})
	if err != nil {
		return err
	}
	bare := cards * each / time.Since(begun).Seconds()
	b.add(row{what: fmt.Sprintf("reviews over HTTP, %d clients, %d threads", clients, runtime.GOMAXPROCS(0)), ours: fmt.Sprintf("%.0f a second", ours), reference: fmt.Sprintf("%.0f bare inserts", bare), ratio: fmt.Sprintf("%.2f", ours/bare)})
	return nil
}

// inParallel calls f with 0 to n-1 from the given number of clients.
func inParallel(clients, n int, f func(i int) error) error {
	work := make(chan int)
	var group sync.WaitGroup
	failed := make([]error, clients)
	for c := range clients {
		group.Go(func() {
			for i := range work {
				if failed[c] == nil {
					failed[c] = f(i)
				}
			}
		})
	}
	for i := range n {
		work <- i
	}
	close(work)
	group.Wait()
	return errors.Join(failed...)
}
