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
// the search for the same question in turns: first where no passage that the
// answer reads closely was read before, then for the same questions again.
func (b *bench) quotedAnswers(ctx context.Context, s *server, pool *pgxpool.Pool) error {
	texts, err := fillLibrary(ctx, pool)
	if err != nil {
		return err
	}
	questions := questionsFor(texts)
	for _, when := range []string{"asked first", "asked again"} {
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
