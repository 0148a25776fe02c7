package search

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
)

const (
	// callAbove is how many passages are left when other nodes are called to
	// help, and callAgain how often: one may have come since.
	callAbove = 64
	callAgain = 10 * time.Second
	// nextTry is how long an embed job waits when it failed, times its tries: all
	// that come meanwhile wait with it.
	nextTry = 3 * time.Second
)

// Workers registers the workers that make vectors.
func (s *Service) Workers(w *river.Workers) {
	river.AddWorker(w, &embedWorker{service: s})
	river.AddWorker(w, &tokensWorker{service: s})
}

type embedWorker struct {
	river.WorkerDefaults[ingest.EmbedArgs]
	service *Service
}

// NextRetry is soon: the model or the database was away. The queue's clock is
// the wall clock.
func (w *embedWorker) NextRetry(job *river.Job[ingest.EmbedArgs]) time.Time {
	return time.Now().Add(nextTry * time.Duration(job.Attempt))
}

// Work makes all vectors that are missing. It can be stopped anywhere and
// worked again: every round is committed with its progress. Who writes passages
// while it runs inserts no job of their own, so it ends only when none is left.
func (w *embedWorker) Work(ctx context.Context, job *river.Job[ingest.EmbedArgs]) error {
	err := w.work(ctx, job)
	if err != nil && ctx.Err() != nil {
		return river.JobSnooze(0) // the server stops; that was no try
	}
	return err
}

func (w *embedWorker) work(ctx context.Context, job *river.Job[ingest.EmbedArgs]) error {
	s := w.service
	p, err := s.newPass(ctx, job.Args.Reach)
	if err != nil {
		return err
	}
	if job.Args.Helper > 0 {
		return p.run(ctx)
	}
	p.calls = true
	for {
		if err := p.run(ctx); err != nil {
			return err
		}
		ended, err := jobs.EndWhen(ctx, s.pool, job, func(tx pgx.Tx) (bool, error) { return p.settled(ctx, tx) })
		if err != nil || ended {
			return err
		}
	}
}

// Resume queues the embed job if vectors are missing or documents wait for
// them, and the job that reads the tokens of older ones: after a start, or when
// a model has come.
func (s *Service) Resume(ctx context.Context) error {
	m, err := readModel(ctx, s.pool, s.embedder())
	if err != nil {
		return err
	}
	if err := s.resumeTokens(ctx, m); err != nil {
		return err
	}
	waiting, err := passage.LackingAll(ctx, s.pool, m)
	if err != nil || len(waiting) == 0 {
		return err
	}
	_, err = s.jobs.Insert(ctx, ingest.EmbedArgs{Reach: ingest.All}, nil)
	return err
}

// EmbedMissing embeds every passage that has no vector, owner by owner in
// turn, so that many files of one do not keep another waiting, and of one owner
// the shortest document first. A document whose last vector is there goes on to
// be published. While the model is missing, documents are published at once, to
// be found by their words.
func (s *Service) EmbedMissing(ctx context.Context) error {
	p, err := s.newPass(ctx, ingest.All)
	if err != nil {
		return err
	}
	return p.run(ctx)
}

func (s *Service) newPass(ctx context.Context, reach ingest.Reach) (*pass, error) {
	p := &pass{service: s, embedder: s.embedder(), look: passage.UnderWayAll, published: make(map[id.Document]int), refused: make(map[id.Document][]id.Chunk)}
	if reach == ingest.All {
		p.look = passage.LackingAll
	}
	var err error
	p.model, err = readModel(ctx, s.pool, p.embedder)
	return p, err
}

// callHelpers has the other nodes that work jobs take part.
func (p *pass) callHelpers(ctx context.Context) error {
	left := 0
	for _, o := range p.owners {
		for _, d := range o.documents {
			left += d.Left
		}
	}
	if !p.calls || left <= callAbove || time.Since(p.called) < callAgain {
		return nil
	}
	p.called = time.Now()
	nodes, err := p.service.jobs.Nodes(ctx)
	if err != nil {
		return err
	}
	others := -1 // without this one
	for _, n := range nodes {
		if n.Alive {
			others++
		}
	}
	for n := range max(others, 0) {
		if _, err := p.service.jobs.Insert(ctx, ingest.EmbedArgs{Helper: n + 1}, nil); err != nil {
			return fmt.Errorf("calling other nodes to embed: %w", err)
		}
	}
	return nil
}
