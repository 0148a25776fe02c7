package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// How many questions are asked for quoted answers, and how many before them
// only warm up.
const (
	quotedQuestions = 60
	quotedWarmUp    = 10
)

// quotedAnswers compares a quoted answer over HTTP, among 10,000 chunks, with
// the search for the same question in turns: first cold, where neither the
// question nor a passage that the answer reads closely was read before, then for
// the same questions again. It tells the room that the tokens take.
func (b *bench) quotedAnswers(ctx context.Context, s *server, pool *pgxpool.Pool) error {
	kept, err := b.someTokens(ctx)
	if err != nil {
		return err
	}
	texts, err := fillLibrary(ctx, pool, kept)
	if err != nil {
		return err
	}
	var room int
	if err := pool.QueryRow(ctx, `select pg_total_relation_size('chunk_tokens') / 1000000`).Scan(&room); err != nil {
		return err
	}
	b.add(row{what: fmt.Sprintf("tokens of %d chunks in the database", searchChunks), ours: fmt.Sprintf("%d MB", room), target: "≤ 150 MB", holds: room <= 150})
	questions := questionsFor(texts)
	for _, when := range []string{"asked first (cold)", "asked again (warm)"} {
		var answers, searches []float64
		for i, q := range questions {
			search, err := milliseconds(func() error { return s.call(ctx, "GET", "/search?k=10&q="+url.QueryEscape(q), nil, nil) })
			if err != nil {
				return err
			}
			var a struct{ Provider string }
			answer, err := milliseconds(func() error { return s.call(ctx, "POST", "/ask", map[string]any{"question": q}, &a) })
			if err != nil {
				return err
			}
			if a.Provider != "built-in" {
				return fmt.Errorf("%q was answered by %q", q, a.Provider)
			}
			if i >= quotedWarmUp {
				answers, searches = append(answers, answer), append(searches, search)
			}
		}
		o, r := median(answers), median(searches)
		b.add(row{fmt.Sprintf("quoted answer over HTTP, %s, %d chunks", when, searchChunks), fmt.Sprintf("%.1f ms p50", o), fmt.Sprintf("%.1f the search", r), fmt.Sprintf("%.2f", o/r), "≤ 3.00", o/r <= 3})
	}
	return nil
}

// someTokens are those of a few texts as long as the library's chunks.
func (b *bench) someTokens(ctx context.Context) ([][]byte, error) {
	model, err := b.model()
	if err != nil {
		return nil, err
	}
	defer func() { _ = model.Close() }()
	r := rand.New(rand.NewPCG(7, 7))
	texts := make([]string, 20)
	for i := range texts {
		texts[i] = strings.TrimSpace(text(r, chunkWords))
	}
	_, kept, err := model.PassagesAndTokens(ctx, texts, make([]int, len(texts)))
	return kept, err
}

// questionsFor makes questions of what chunks say, every other one with a name,
// each of another chunk.
func questionsFor(texts []string) []string {
	r := rand.New(rand.NewPCG(6, 6))
	questions := make([]string, quotedQuestions+quotedWarmUp)
	for i, chunk := range r.Perm(len(texts))[:len(questions)] {
		words := strings.Fields(strings.NewReplacer(".", "", ",", "").Replace(strings.ToLower(texts[chunk])))
		at := r.IntN(len(words) - 6)
		said := words[at : at+6]
		if i%2 == 1 {
			said[3] = strings.ToUpper(said[3][:1]) + said[3][1:]
		}
		questions[i] = "What does it mean that " + strings.Join(said, " ") + "?"
	}
	return questions
}

// milliseconds is how long f takes.
func milliseconds(f func() error) (float64, error) {
	begun := time.Now()
	err := f()
	return time.Since(begun).Seconds() * 1000, err
}
