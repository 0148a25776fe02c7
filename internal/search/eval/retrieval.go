package eval

import (
	"context"
	"fmt"
	"log/slog"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
	"studyapp/internal/search/shard"
)

// Embedder makes the vectors; the application's model is one.
type Embedder interface {
	Passages(ctx context.Context, texts []string) ([][]float32, error)
	Query(ctx context.Context, text string) ([]float32, error)
	Dimension() int
}

// Report is what `studyapp eval retrieval` prints.
type Report struct {
	Documents int                   `json:"documents"`
	Queries   int                   `json:"queries"`
	Modes     map[shard.Mode]Scores `json:"modes"`
}

// batch is how many passages are embedded at once.
const batch = 32

// Retrieval fills a shard with the collection and asks it every question in
// every mode. Each passage is a document of its own. progress hears how many
// texts of all are embedded; it may be nil.
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
	total := len(c.Corpus) + len(c.Queries)
	for from := 0; from < len(c.Corpus); from += batch {
		part := c.Corpus[from:min(from+batch, len(c.Corpus))]
		if err := fill(ctx, s, e, part, from); err != nil {
			return Report{}, err
		}
		progress(from+len(part), total)
	}
	r := Report{Documents: len(c.Corpus), Queries: len(c.Queries), Modes: make(map[shard.Mode]Scores)}
	for i, q := range c.Queries {
		vector, err := e.Query(ctx, q.Text)
		if err != nil {
			return Report{}, fmt.Errorf("embedding question %s: %w", q.ID, err)
		}
		for _, mode := range []shard.Mode{shard.Hybrid, shard.Lexical, shard.Dense} {
			found, err := s.Rank(shard.Query{Text: q.Text, Vector: vector, K: cut, Mode: mode})
			if err != nil {
				return Report{}, err
			}
			ranking := make([]string, len(found.Hits))
			for j, h := range found.Hits {
				ranking[j] = c.Corpus[h.Chunk-1].ID
			}
			sum := r.Modes[mode]
			sum.add(measure(ranking, c.Grades[q.ID]))
			r.Modes[mode] = sum
		}
		progress(len(c.Corpus)+i+1, total)
	}
	for mode, sum := range r.Modes {
		sum.divide(float64(len(c.Queries)))
		r.Modes[mode] = sum
	}
	return r, nil
}

// fill adds passages; a passage's chunk is its place in the corpus from 1.
func fill(ctx context.Context, s *shard.Shard, e Embedder, part []Text, from int) error {
	texts := make([]string, len(part))
	for i, t := range part {
		texts[i] = shard.Passage(t.Title, nil, t.Text)
	}
	vectors, err := e.Passages(ctx, texts)
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
