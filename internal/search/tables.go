package search

import (
	"context"
	"fmt"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/search/shard"
	"studyapp/internal/search/vector"
)

// readModel returns the embedder's model, which it may have to make known, or
// without an embedder the active one.
func readModel(ctx context.Context, db postgres.DB, e Embedder) (passage.Model, error) {
	if e == nil {
		return passage.Active(ctx, db)
	}
	return passage.Named(ctx, db, e.Name(), e.Dimension())
}

// readHits fills hits in from the tables and keeps their order. What was
// deleted since the ranking is left out.
func readHits(ctx context.Context, db postgres.DB, owner id.User, ranked []shard.Hit) ([]Hit, error) {
	if len(ranked) == 0 {
		return nil, nil
	}
	chunks := make([]id.Chunk, len(ranked))
	for i, r := range ranked {
		chunks[i] = r.Chunk
	}
	list, err := passage.ByID(ctx, db, owner, chunks)
	if err != nil {
		return nil, err
	}
	found := make(map[id.Chunk]passage.Passage, len(list))
	for _, p := range list {
		found[p.Chunk] = p
	}
	hits := make([]Hit, 0, len(found))
	for _, r := range ranked {
		if p, ok := found[r.Chunk]; ok {
			hits = append(hits, Hit{
				Chunk: p.Chunk, Document: p.Document, Version: p.Version, Title: p.Title, Kind: p.Kind, Ordinal: p.Ordinal,
				HeadingPath: p.HeadingPath, Segments: p.Segments, Text: p.Text,
				Score: r.Score, Cosine: r.Cosine, BM25: r.BM25,
			})
		}
	}
	return hits, nil
}

func readChunks(ctx context.Context, db postgres.DB, owner id.User, m passage.Model, chunks []id.Chunk) ([]shard.Chunk, error) {
	list, err := passage.Chunks(ctx, db, owner, m, chunks)
	if err != nil {
		return nil, err
	}
	out := make([]shard.Chunk, len(list))
	for i, c := range list {
		out[i] = shard.Chunk{ID: c.ID, Document: c.Document, Headings: c.Headings, Text: c.Text, Print: c.Print}
		if out[i].Vector, err = decodeVector(c.Vector, m.Dimension); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readVectors(ctx context.Context, db postgres.DB, owner id.User, m passage.Model, chunks []id.Chunk) ([]shard.Chunk, error) {
	list, err := passage.Vectors(ctx, db, owner, m, chunks)
	if err != nil {
		return nil, err
	}
	out := make([]shard.Chunk, len(list))
	for i, v := range list {
		out[i].ID = v.Chunk
		if out[i].Vector, err = decodeVector(v.Vector, m.Dimension); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readDocuments reads some documents, or with nil all; those in the bin are
// left out.
func readDocuments(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document) ([]shard.Document, error) {
	list, err := passage.Documents(ctx, db, owner, documents)
	if err != nil {
		return nil, err
	}
	out := make([]shard.Document, len(list))
	for i, d := range list {
		out[i] = shard.Document(d)
	}
	return out, nil
}

// readCounts adds up the tables as shard.Counts adds up a shard.
func readCounts(ctx context.Context, db postgres.DB, owner id.User, m passage.Model) (shard.Counts, error) {
	c, err := passage.Count(ctx, db, owner, m)
	return shard.Counts(c), err
}

// decodeVector returns nil for no vector.
func decodeVector(b []byte, dimension int) ([]float32, error) {
	if b == nil {
		return nil, nil
	}
	if len(b) != 4*dimension {
		return nil, fmt.Errorf("a stored vector has %d bytes, not %d", len(b), 4*dimension)
	}
	return vector.Decode(b), nil
}
