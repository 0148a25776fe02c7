package ask

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/runs"
)

const (
	finishMessage = `
update messages set outcome = @outcome, answer = @answer, sentences = @sentences, provider = @provider,
    model = @model, usage = @usage, status = @status
where id = @message and owner_id = @owner and status = 'running'`

	insertCitation = `
insert into citations (id, message_id, owner_id, n, chunk_id, document_id, version, title, quote, page, segments, start_s, cited)
values (@id, @message, @owner, @n, @chunk, @document, @version, @title, @quote, @page, @segments, @start, @cited)`
)

// storedUsage is the usage column: what the contract shows and the note.
type storedUsage struct {
	Usage
	Note      string `json:"note,omitempty"`
	WordsOnly bool   `json:"words_only,omitempty"`
	Prompt    string `json:"prompt,omitempty"` // the prompt's version

	Understood []Understood `json:"understood,omitempty"`
}

// finish stores the answer with the end of its run. It runs also when the asker
// has gone. It writes nothing and returns runs.ErrOver where another process
// answers, or the question was deleted.
func (s *Service) finish(ctx context.Context, w *runs.Work, a Answer, prompt string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	sentences, err := json.Marshal(a.Sentences)
	if err != nil {
		return fmt.Errorf("storing the answer: %w", err)
	}
	usage, err := json.Marshal(storedUsage{Usage: a.Usage, Note: a.Note, WordsOnly: a.WordsOnly, Prompt: prompt, Understood: a.Understood})
	if err != nil {
		return fmt.Errorf("storing the answer: %w", err)
	}
	return w.Finish(ctx, runs.Progress{}, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, finishMessage, pgx.NamedArgs{"message": a.MessageID, "owner": w.Owner, "outcome": a.Outcome, "answer": a.Answer,
			"sentences": sentences, "provider": a.Provider, "model": a.Model, "usage": usage, "status": a.Status})
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return runs.ErrOver
		}
		batch := &pgx.Batch{}
		settle := evidence.NewSettler(tx, w.Owner)
		for i := range a.Citations {
			c := &a.Citations[i]
			if c.Segments, c.Quote, err = settle.Place(ctx, c.DocumentID, c.Version, c.Quote, c.Segments); err != nil {
				return err
			}
			segments, err := json.Marshal(append([]evidence.Segment{}, c.Segments...))
			if err != nil {
				return err
			}
			batch.Queue(insertCitation, pgx.NamedArgs{"id": c.ID, "message": a.MessageID, "owner": w.Owner, "n": c.N, "chunk": c.ChunkID,
				"document": c.DocumentID, "version": c.Version, "title": c.Title, "quote": c.Quote, "page": c.Page,
				"segments": segments, "start": c.StartS, "cited": c.Cited})
		}
		return tx.SendBatch(ctx, batch).Close()
	})
}
