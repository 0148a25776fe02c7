package search

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/search/late"
)

// Tokens returns the tokens of hits in their places in the hits' texts, in the
// form in which a question is compared with them (late.Code). Those of passages
// that were embedded before tokens were kept are read now, and kept. It returns
// errs.Unavailable where no model reads tokens.
func (s *Service) Tokens(ctx context.Context, owner id.User, hits []Hit) ([][]late.Token, error) {
	e := s.embedder()
	r := TokenReaderOf(e)
	if r == nil {
		return nil, errs.New(errs.Unavailable, "The search model is missing. Fetch it with: make setup")
	}
	out, err := s.keptTokens(ctx, owner, e.Name(), r, hits)
	if err != nil {
		return nil, err
	}
	var unread []passage.Unembedded
	var at []int
	for i, h := range hits {
		if out[i] == nil {
			unread = append(unread, passage.Unembedded{Chunk: h.Chunk, Title: h.Title, Headings: h.HeadingPath, Text: h.Text})
			at = append(at, i)
		}
	}
	if len(unread) == 0 {
		return out, nil
	}
	made, err := makeVectors(ctx, e, unread)
	if err != nil {
		return nil, err
	}
	for n, i := range at {
		if out[i], err = r.Code().Decode(made.tokens[n]); err != nil {
			return nil, err
		}
	}
	m, err := readModel(ctx, s.pool, e)
	if err == nil {
		err = passage.WriteTokensAll(ctx, s.pool, m, made.chunks, made.tokens)
	}
	if err != nil {
		s.log.ErrorContext(ctx, "the next question has to read the same passages again", "error", err)
	}
	return out, nil
}

// keptTokens returns the tokens of hits that are kept in the form of the model's
// code, nil for others.
func (s *Service) keptTokens(ctx context.Context, owner id.User, model string, r TokenReader, hits []Hit) ([][]late.Token, error) {
	chunks := make([]id.Chunk, len(hits))
	for i, h := range hits {
		chunks[i] = h.Chunk
	}
	kept, err := passage.Tokens(ctx, s.pool, owner, model, chunks)
	if err != nil {
		return nil, err
	}
	out := make([][]late.Token, len(hits))
	for i, h := range hits {
		b, ok := kept[h.Chunk]
		if !ok {
			continue
		}
		if out[i], err = r.Code().Decode(b); err != nil {
			out[i] = nil
			s.log.ErrorContext(ctx, "the tokens of a passage cannot be read", "chunk", h.Chunk, "error", err)
		}
	}
	return out, nil
}

// TokensArgs is the job that reads the tokens of passages which have a vector
// and none, as those that were embedded before tokens were kept.
type TokensArgs struct{}

// Kind implements river.JobArgs.
func (TokensArgs) Kind() string { return "tokens" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (TokensArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.QueueReread, Priority: 4, UniqueOpts: jobs.OneAtATime()}
}

type tokensWorker struct {
	river.WorkerDefaults[TokensArgs]
	service *Service
}

const (
	tokensRound = 8                // passages between two commits
	tokensLater = 20 * time.Second // when others need the machine
)

// Work reads passage after passage as long as nobody waits for a document, and
// rests as long as it worked: half of one core.
func (w *tokensWorker) Work(ctx context.Context, _ *river.Job[TokensArgs]) error {
	var after id.Chunk
	for {
		due, err := jobs.Due(ctx, w.service.pool, ingest.ExtractArgs{}.Kind(), ingest.EmbedArgs{}.Kind(), ingest.PublishArgs{}.Kind(), ingest.RecheckArgs{}.Kind())
		if err != nil {
			return err
		}
		if due {
			return river.JobSnooze(tokensLater)
		}
		begun := time.Now()
		next, err := w.service.fillTokensAll(ctx, after)
		if err != nil || next == after {
			return err
		}
		after = next
		select {
		case <-ctx.Done():
			return river.JobSnooze(0) // the server stops; that was no try
		case <-time.After(time.Since(begun)):
		}
	}
}

// fillTokensAll reads the tokens of a few passages behind one, whoever's they
// are, one at a time, and returns the last: the same where there is none, or no
// model.
func (s *Service) fillTokensAll(ctx context.Context, after id.Chunk) (id.Chunk, error) {
	e := s.embedder()
	if TokenReaderOf(e) == nil {
		return after, nil
	}
	m, err := readModel(ctx, s.pool, e)
	if err != nil {
		return after, err
	}
	list, err := passage.TokenlessAll(ctx, s.pool, m, after, tokensRound)
	if err != nil || len(list) == 0 {
		return after, err
	}
	var all vectors
	for _, c := range list {
		made, err := makeVectors(ctx, e, []passage.Unembedded{c})
		if err != nil {
			return after, err
		}
		all.append(made)
	}
	if err := passage.WriteTokensAll(ctx, s.pool, m, all.chunks, all.tokens); err != nil {
		return after, err
	}
	return list[len(list)-1].Chunk, nil
}

// resumeTokens queues the job if passages have vectors and no tokens.
func (s *Service) resumeTokens(ctx context.Context, m passage.Model) error {
	if TokenReaderOf(s.embedder()) == nil {
		return nil
	}
	list, err := passage.TokenlessAll(ctx, s.pool, m, 0, 1)
	if err != nil || len(list) == 0 {
		return err
	}
	if _, err = s.jobs.Insert(ctx, TokensArgs{}, nil); err != nil {
		return fmt.Errorf("having tokens read: %w", err)
	}
	return nil
}
