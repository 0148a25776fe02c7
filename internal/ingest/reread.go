package ingest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/postgres"
)

// A document that an earlier version of its reader read is read again, when
// nobody waits for anything. To the student it is the document that it was: its
// number, its status and its dates stay, and what quotes it follows its words.
//
// What is read again lies under the negative of the document's version
// (reread_stage.go) until all of it is there, with its vectors; then it takes
// the place of the old text in one transaction (reread_switch.go). A worker
// that is killed goes on behind the last page it committed. A document that is
// deleted or replaced meanwhile is let go.

// RereadArgs is the job that reads one version of a document again.
type RereadArgs struct {
	DocumentID id.Document `json:"document_id"`
	Version    int         `json:"version"`
}

// Kind implements river.JobArgs.
func (RereadArgs) Kind() string { return "reread" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (RereadArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.QueueReread, Priority: 4, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}}
}

// Vectors makes vectors of what is read again; search.Service is one.
type Vectors interface {
	// EmbedAgain makes some of those that a document lacks, and says how many.
	EmbedAgain(ctx context.Context, owner id.User, doc id.Document) (int, error)
}

// Carried says what happened to the words that others quote of a document.
type Carried struct {
	Kept int // they stand in the new text
	Lost int // they do not: quote and page are left as they were
}

// Quoters keep what quotes a document; recheck.Service is one.
type Quoters interface {
	// Follow finds where what is quoted of a version of a document stands in the
	// text that lies under the version staged. carry writes that down, in the
	// transaction in which this text becomes the version's.
	Follow(ctx context.Context, owner id.User, doc id.Document, version, staged int) (carry func(ctx context.Context, tx pgx.Tx) (Carried, error), err error)
}

// rereadAtOnce is how many jobs one sweep queues at most; the next goes on.
const rereadAtOnce = 5000

const outdatedOfAll = `
select d.id, d.version from documents d join unnest(@kinds::text[], @readers::int[]) r (kind, version) on r.kind = d.kind
where d.status = 'ready' and d.deleted_at is null and d.reader < r.version
  and not (d.reread_by = r.version and d.reread_failure <> '')
order by coalesce(d.read_at, d.created_at) desc limit @limit`

// rereadOutdatedAll queues the documents that earlier versions of the readers
// read, those that were looked at last first.
func (s *Service) rereadOutdatedAll(ctx context.Context) error {
	var kinds []Kind
	var readers []int
	for k := range s.o.Extractors {
		kinds, readers = append(kinds, k), append(readers, s.readerOf(k))
	}
	rows, err := s.o.Pool.Query(ctx, outdatedOfAll, pgx.NamedArgs{"kinds": kinds, "readers": readers, "limit": rereadAtOnce})
	if err != nil {
		return fmt.Errorf("looking for documents to read again: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[RereadArgs])
	if err != nil {
		return fmt.Errorf("looking for documents to read again: %w", err)
	}
	queued := 0
	for _, args := range list {
		err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
			r, err := s.o.Jobs.InsertTx(ctx, tx, args, nil)
			if err == nil && !r.UniqueSkippedAsDuplicate {
				queued++
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if queued > 0 {
		s.o.Log.Info("documents are read again that earlier versions of the readers read", "documents", queued)
	}
	return nil
}

// rereadWorker works RereadArgs.
type rereadWorker struct {
	river.WorkerDefaults[RereadArgs]
	service *Service
}

// Work reads a document again. One that cannot be read stays as it is; why is
// noted, and this version of the reader does not try again.
func (w *rereadWorker) Work(ctx context.Context, job *river.Job[RereadArgs]) error {
	s := w.service
	d, key, err := s.beginAgain(ctx, job.Args)
	if errors.Is(err, errs.NotFound) {
		return nil // deleted, replaced, or read again before
	}
	if err != nil {
		return err
	}
	err = s.reread(ctx, d, key)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errGone):
		return river.JobCancel(err)
	case ctx.Err() != nil: // the server stops; go on after its start
		return river.JobSnooze(0)
	}
	failure, final := failureOf(err)
	if !final && job.Attempt < job.MaxAttempts {
		return err
	}
	s.o.Log.Warn("a document could not be read again and stays as it is", "document", d.ID, "reader", s.readerOf(d.Kind), "why", failure.Kind, "error", err)
	return s.leaveAsItIs(context.WithoutCancel(ctx), d, failure)
}

// reread reads a document again, from where the last try ended, whenever
// nobody else needs the machine.
func (s *Service) reread(ctx context.Context, d Document, key string) error {
	var info extract.Info
	for all := false; !all; {
		if err := s.untilNobodyWaits(ctx); err != nil {
			return err
		}
		var err error
		if all, info, err = s.stage(ctx, d, key); err != nil {
			return err
		}
	}
	kept, err := passage.CarryVectors(ctx, s.o.Pool, d.Owner, d.ID, d.Version)
	if err != nil {
		return err
	}
	made := 0
	for more := s.o.Vectors != nil; more; {
		if err := s.untilNobodyWaits(ctx); err != nil {
			return err
		}
		n, err := s.o.Vectors.EmbedAgain(ctx, d.Owner, d.ID)
		if err != nil {
			return fmt.Errorf("making vectors of what was read again: %w", err)
		}
		made, more = made+n, n > 0
	}
	now, carried, err := s.switchTo(ctx, d, info)
	for postgres.Busy(err) { // somebody writes to it or to what quotes it, and goes first
		if err := s.untilNobodyWaits(ctx); err != nil {
			return err
		}
		now, carried, err = s.switchTo(ctx, d, info)
	}
	if err != nil {
		return err
	}
	s.o.Log.Info("a document was read again", "document", d.ID, "from", d.Reader, "to", now.Reader, "pages", info.Pages, "passages", now.Chunks,
		"vectors_kept", kept, "vectors_made", made, "quotes_kept", carried.Kept, "quotes_lost", carried.Lost)
	return nil
}

// untilNobodyWaits returns when no document waits to be read, embedded or
// published.
func (s *Service) untilNobodyWaits(ctx context.Context) error {
	for {
		due, err := s.othersWait(ctx)
		if err != nil || !due {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(s.rest):
		}
	}
}

// othersWait leaves out recheck: that job has this one's queue and comes when it ends.
func (s *Service) othersWait(ctx context.Context) (bool, error) {
	return jobs.Due(ctx, s.o.Pool, ExtractArgs{}.Kind(), EmbedArgs{}.Kind(), PublishArgs{}.Kind())
}

// stage reads pages until all are there, or others wait: then it gives the
// reader back. It reports whether all are there, and what the file says.
func (s *Service) stage(ctx context.Context, d Document, key string) (bool, extract.Info, error) {
	file, err := s.open(ctx, d, key)
	if err != nil {
		return false, extract.Info{}, err
	}
	defer file.done()
	info := file.Info()
	chunker := chunk.New(s.o.Chunks)
	at, err := s.resume(ctx, s.staged(d), info, chunker)
	if err != nil {
		return false, info, err
	}
	for at.page < info.Pages {
		b, err := file.fill(ctx, &at, s.later, chunker)
		if err != nil {
			return false, info, err
		}
		if err := s.commitAgain(ctx, d, b); err != nil {
			return false, info, err
		}
		at.chunks += len(b.chunks)
		for _, p := range b.pages {
			if p.Language != "" {
				at.language = p.Language
			}
			if p.Problem != "" {
				at.problems++
			}
		}
		if wait, err := s.othersWait(ctx); err != nil || wait && at.page < info.Pages {
			return false, info, err
		}
	}
	if at.chunks == 0 {
		return false, info, noText(d, info, at)
	}
	return true, info, nil
}
