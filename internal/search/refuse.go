package search

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

// make has the model read a batch and returns what it could read. If it fails,
// it reads passage by passage: one that it cannot read fails its own document
// and keeps nobody else waiting.
func (p *pass) make(ctx context.Context, batch []unembedded) ([]unembedded, vectors, error) {
	list := make([]passage.Unembedded, len(batch))
	for i, c := range batch {
		list[i] = c.Unembedded
	}
	made, err := makeVectors(ctx, p.embedder, list)
	if err == nil || ctx.Err() != nil {
		return batch, made, err
	}
	if _, broken := p.embedder.Passages(ctx, []string{plainWord}); broken != nil {
		return nil, made, err // the model is at fault
	}
	made = vectors{}
	var read []unembedded
	for _, c := range batch {
		one, err := makeVectors(ctx, p.embedder, []passage.Unembedded{c.Unembedded})
		if ctx.Err() != nil {
			return nil, made, ctx.Err()
		}
		if err != nil {
			if err := p.refuse(ctx, c, err); err != nil {
				return nil, made, err
			}
			continue
		}
		read = append(read, c)
		made.append(one)
	}
	return read, made, nil
}

// plainWord is what a model that works can read.
const plainWord = "word"

// refuse notes a passage that the model cannot read. A document that waits for
// nothing but vectors fails with it; what it has already is found.
func (p *pass) refuse(ctx context.Context, c unembedded, why error) error {
	d := c.document
	p.service.log.ErrorContext(ctx, "the model cannot read a passage", "document", d.Document, "chunk", c.Chunk, "error", why)
	p.refused[d.Document] = append(p.refused[d.Document], c.Chunk)
	if d.Status != string(ingest.Embedding) {
		return nil
	}
	err := postgres.InTx(ctx, p.service.pool, func(tx pgx.Tx) error {
		const words = "A part of this file could not be prepared for search. Try again, or save the file anew from the program it comes from and add that."
		if err := passage.Fail(ctx, tx, d.Owner, d.Document, d.Version, ingest.FailedInternal, words); err != nil {
			return err
		}
		return outbox.Write(ctx, tx, outbox.Event{Owner: d.Owner, Topic: outbox.TopicDocument, Subject: d.Document.String()})
	})
	if err != nil {
		return fmt.Errorf("failing %s: %w", d.Document, err)
	}
	p.service.bus.Wake(ctx, d.Owner)
	return nil
}
