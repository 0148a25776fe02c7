package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/search/vector"
)

// The library for searches and questions from end to end.
const (
	searchChunks = 10_000
	perDocument  = 100 // chunks
	perPage      = 2   // chunks
	chunkWords   = 130 // of the vocabulary: 240 tokens, where the chunker cuts
)

// fillLibrary writes ready documents with pages, chunks and vectors straight
// into the database: embedding them for real would take minutes and is measured
// on its own. The vectors are random and the tokens are those of a few texts;
// what a search or an answer costs does not depend on them. Without kept tokens
// the passages are as if they had been embedded before these were kept. It
// returns the texts of the chunks.
func fillLibrary(ctx context.Context, pool *pgxpool.Pool, kept [][]byte) ([]string, error) {
	var owner id.User
	var course id.Course
	if err := pool.QueryRow(ctx, `select owner_id, id from courses where is_default`).Scan(&owner, &course); err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(3, 3))
	var all []string
	for d := range searchChunks / perDocument {
		texts := make([]string, perDocument)
		for i := range texts {
			texts[i] = strings.TrimSpace(text(r, chunkWords))
		}
		err := postgres.InTx(ctx, pool, func(tx pgx.Tx) error { return fillDocument(ctx, tx, r, owner, course, d, texts, kept) })
		if err != nil {
			return nil, err
		}
		all = append(all, texts...)
	}
	return all, nil
}

// fillDocument writes document number d of a library.
func fillDocument(ctx context.Context, tx pgx.Tx, r *rand.Rand, owner id.User, course id.Course, d int, texts []string, kept [][]byte) error {
	document := id.New[id.Document]()
	hash := sha256.Sum256(fmt.Append(nil, d))
	_, err := tx.Exec(ctx, `insert into documents (id, owner_id, course_id, title, kind, media_type, bytes, sha256, blob_key, status, language, chunks, ready_at)
		values ($1, $2, $3, $4, 'text', 'text/plain', 1, $5, $6, 'ready', 'en', $7, now())`,
		document, owner, course, fmt.Sprintf("Lecture %d", d+1), hash[:], fmt.Sprintf("bench/%d", d), len(texts))
	if err != nil {
		return err
	}
	ids := make([]int64, len(texts))
	for i := 0; i < len(texts); i += perPage {
		page, at := i/perPage+1, 0
		var spans []extract.Span
		for k, body := range texts[i : i+perPage] {
			end := at + len(body) // the vocabulary is ASCII
			spans = append(spans, extract.Span{Kind: extract.Paragraph, Start: at, End: end})
			hash := sha256.Sum256([]byte(body))
			segments := fmt.Sprintf(`[{"page":%d,"start":%d,"end":%d}]`, page, at, end)
			if err := tx.QueryRow(ctx, `insert into chunks (owner_id, document_id, version, ordinal, segments, text, tokens, text_hash)
				values ($1, $2, 1, $3, $4, $5, 240, $6) returning id`, owner, document, i+k, segments, body, hash[:]).Scan(&ids[i+k]); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `insert into chunk_embeddings (model_id, chunk_id, vector) values (1, $1, $2)`, ids[i+k], vector.Encode(unitVectors(r, 1))); err != nil {
				return err
			}
			if len(kept) > 0 {
				if _, err := tx.Exec(ctx, `insert into chunk_tokens (chunk_id, model_id, tokens) values ($1, 1, $2)`, ids[i+k], kept[(i+k)%len(kept)]); err != nil {
					return err
				}
			}
			at = end + 2
		}
		if _, err := tx.Exec(ctx, `insert into document_pages (document_id, version, page, text, spans, language) values ($1, 1, $2, $3, $4, 'en')`,
			document, page, strings.Join(texts[i:i+perPage], "\n\n"), extract.EncodeSpans(spans)); err != nil {
			return err
		}
	}
	written, err := outbox.NewEvent(owner, outbox.TopicChunks, document.String(), map[string]any{"version": 1, "chunks": ids})
	if err != nil {
		return err
	}
	vectors, err := outbox.NewEvent(owner, outbox.TopicVectors, "1", map[string]any{"chunks": ids})
	if err != nil {
		return err
	}
	return outbox.Write(ctx, tx, written, vectors)
}
