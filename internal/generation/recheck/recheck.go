package recheck

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Workers registers the worker of ingest.RecheckArgs.
func (s *Service) Workers(w *river.Workers) { river.AddWorker(w, &worker{s: s}) }

// worker works ingest.RecheckArgs: the cards of a replaced document follow their
// quotes into the new version, or are flagged.
type worker struct {
	river.WorkerDefaults[ingest.RecheckArgs]
	s *Service
}

// Work implements river.Worker. A document that lies in the bin is looked at
// too: it may come back.
func (w *worker) Work(ctx context.Context, job *river.Job[ingest.RecheckArgs]) error {
	s, document, version := w.s, job.Args.DocumentID, job.Args.Version
	owner, kind, err := passage.OfAnyOwner(ctx, s.o.Pool, document)
	if errors.Is(err, errs.NotFound) {
		return nil // deleted for good
	}
	if err != nil {
		return err
	}
	done, err := s.o.Notes.Recheck(ctx, owner, document, version, &finder{s: s, owner: owner, document: document, version: version, paged: evidence.Paged(kind)})
	if err != nil && ctx.Err() != nil {
		return river.JobSnooze(0) // stopped with the server: goes on after its start, and that was no try
	}
	if err != nil {
		return err
	}
	if done != (learning.Rechecked{}) {
		s.log.InfoContext(ctx, "quotes of cards looked up", "document", document, "version", version, "moved", done.Moved, "lost", done.Lost)
		if s.o.Bus != nil {
			s.o.Bus.Wake(ctx, owner)
		}
	}
	return nil
}

// QueueMissing queues the rechecks that are missing, of all owners: of documents
// that were replaced before there were any.
func (s *Service) QueueMissing(ctx context.Context) error {
	if s.o.Jobs == nil {
		return nil
	}
	replaced, err := passage.ReplacedOfAll(ctx, s.o.Pool)
	if err != nil || len(replaced) == 0 {
		return err
	}
	versions := make(map[id.Document]int, len(replaced))
	for _, d := range replaced {
		versions[d.Document] = d.Version
	}
	behind, err := s.o.Notes.QuotesBehindOfAll(ctx, versions)
	if err != nil {
		return err
	}
	err = postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		for _, d := range behind {
			if _, err := s.o.Jobs.InsertTx(ctx, tx, ingest.RecheckArgs{DocumentID: d, Version: versions[d]}, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("looking for cards whose document was replaced: %w", err)
	}
	return nil
}
