package eval

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/centroid"
	"studyapp/internal/search/lexical"
	"studyapp/internal/search/shard"
)

// Embedder makes the vectors; the application's model is one.
type Embedder interface {
	Passages(ctx context.Context, texts []string) ([][]float32, error)
	Query(ctx context.Context, text string) ([]float32, error)
	Dimension() int
	Name() string
}

// Report is what `studyapp eval retrieval` prints.
type Report struct {
	Documents int                   `json:"documents"`
	Queries   int                   `json:"queries"`
	Modes     map[shard.Mode]Scores `json:"modes"`
}

// Modes are those that are measured, in the order to print them.
var Modes = []shard.Mode{shard.Hybrid, shard.Lexical, shard.Dense}

// batch is how many passages are embedded at once.
const batch = 32

// Retrieval fills a shard with the collection and asks it every question in
// every mode. Each passage is a document of its own. progress hears how many
// texts of all are done, from several goroutines; it may be nil.
func Retrieval(ctx context.Context, c Collection, e Embedder, log *slog.Logger, progress func(done, total int)) (Report, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	analysers, err := lexical.NewAnalysers()
	if err != nil {
		return Report{}, err
	}
	s, err := shard.New(analysers, shard.FAISS(), e.Dimension(), log)
	if err != nil {
		return Report{}, err
	}
	defer s.Close()
	total, tokens := len(c.Corpus)+len(c.Queries), closerWith(e)
	for from := 0; from < len(c.Corpus); from += batch {
		part := c.Corpus[from:min(from+batch, len(c.Corpus))]
		if err := fill(ctx, s, e, tokens, part, from); err != nil {
			return Report{}, err
		}
		progress(from+len(part), total)
	}
	r := Report{Documents: len(c.Corpus), Queries: len(c.Queries), Modes: make(map[shard.Mode]Scores)}
	scores := make([][]Scores, len(c.Queries)) // by question and mode; added up in order, so that a figure is the same every time
	var asked atomic.Int64
	var centroids centroid.Centroids
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range c.Queries {
		workers.Go(func() (err error) {
			scores[i], err = ask(ctx, s, e, tokens, &centroids, c, q)
			progress(len(c.Corpus)+int(asked.Add(1)), total)
			return err
		})
	}
	if err := workers.Wait(); err != nil {
		return Report{}, err
	}
	for m, mode := range Modes {
		var sum Scores
		for _, of := range scores {
			sum.add(of[m])
		}
		sum.divide(float64(len(c.Queries)))
		r.Modes[mode] = sum
	}
	return r, nil
}

// ask scores one question in every mode.
func ask(ctx context.Context, s *shard.Shard, e Embedder, closer *closer, centroids *centroid.Centroids, c Collection, q Text) ([]Scores, error) {
	vector, tokens, err := closer.question(ctx, e, q.Text)
	if err != nil {
		return nil, fmt.Errorf("embedding question %s: %w", q.ID, err)
	}
	scores := make([]Scores, len(Modes))
	of := func(languages []string) ([][]float32, error) { return centroids.Each(ctx, e, languages) }
	for m, mode := range Modes {
		found, err := s.Rank(shard.Query{Text: q.Text, Vector: vector, Centroids: of, K: cut, Mode: mode})
		if err != nil {
			return nil, err
		}
		if mode == shard.Hybrid {
			if err := closer.rank(tokens, found.Hits); err != nil {
				return nil, err
			}
		}
		ranking := make([]string, len(found.Hits))
		for j, h := range found.Hits {
			ranking[j] = c.Corpus[h.Chunk-1].ID
		}
		scores[m] = measure(ranking, c.Grades[q.ID])
	}
	return scores, nil
}

// fill adds passages; a passage's chunk is its place in the corpus from 1.
func fill(ctx context.Context, s *shard.Shard, e Embedder, closer *closer, part []Text, from int) error {
	texts, own := make([]string, len(part)), make([]string, len(part))
	for i, t := range part {
		texts[i], own[i] = shard.Passage(t.Title, nil, t.Text), t.Text
	}
	vectors, err := closer.passages(ctx, e, texts, own, id.Chunk(from+1))
	if err != nil {
		return fmt.Errorf("embedding passages: %w", err)
	}
	chunks := make([]shard.Chunk, len(part))
	for i, t := range part {
		d := shard.Document{ID: id.New[id.Document](), Title: t.Title}
		s.SetDocument(d)
		chunks[i] = shard.Chunk{ID: id.Chunk(from + i + 1), Document: d.ID, Text: t.Text, Vector: vectors[i]}
	}
	return s.Add(chunks)
}
