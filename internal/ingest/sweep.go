package ingest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/postgres"
)

const (
	binDays    = 30
	sweepEvery = time.Hour
	// longestUpload is how old a file must be before it counts as left behind; the
	// file system dates files by the wall clock.
	longestUpload = 6 * time.Hour
)

// SweepArgs is the job that empties the bin and clears up what crashes left.
type SweepArgs struct{}

// Kind implements river.JobArgs.
func (SweepArgs) Kind() string { return "sweep_documents" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (SweepArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.QueueDefault, MaxAttempts: 1}
}

// Periodic is the job that sweeps at start and each hour, for the client that
// works jobs.
func (s *Service) Periodic() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(sweepEvery),
		func() (river.JobArgs, *river.InsertOpts) { return SweepArgs{}, nil },
		&river.PeriodicJobOpts{RunOnStart: true})
}

type sweepWorker struct {
	river.WorkerDefaults[SweepArgs]
	service *Service
}

func (w *sweepWorker) Work(ctx context.Context, _ *river.Job[SweepArgs]) error {
	return w.service.SweepAll(ctx)
}

// SweepTemps removes the temporary files of uploads that were broken off.
func (s *Service) SweepTemps(ctx context.Context) error {
	_, err := s.o.Blobs.Sweep(ctx, time.Now().Add(-longestUpload), nil)
	return err
}

// SweepAll empties the bins of all owners of what lies there for 30 days,
// fails documents that no job reads any more, has those published that wait
// for no job, has vectors made that are missing, has those read again that an earlier version of the reader read,
// and removes files that no document names.
func (s *Service) SweepAll(ctx context.Context) error {
	if err := s.purgeAll(ctx); err != nil {
		return err
	}
	if err := s.failAbandonedAll(ctx); err != nil {
		return err
	}
	if err := s.embedForgottenAll(ctx); err != nil {
		return err
	}
	if err := s.embedLackingAll(ctx); err != nil {
		return err
	}
	if err := s.rereadOutdatedAll(ctx); err != nil {
		return err
	}
	return s.sweepBlobs(ctx)
}

// The bytes go with the next sweep of the blobs, which finds no row for them.
const purgeAll = `delete from documents where deleted_at < @before`

func (s *Service) purgeAll(ctx context.Context) error {
	tag, err := s.o.Pool.Exec(ctx, purgeAll, pgx.NamedArgs{"before": s.o.Now().AddDate(0, 0, -binDays)})
	if err != nil {
		return fmt.Errorf("emptying the bin: %w", err)
	}
	if n := tag.RowsAffected(); n > 0 {
		s.o.Log.Info("documents in the bin for 30 days were deleted", "documents", n)
	}
	return nil
}

// A file that ends the process each time it is read uses up the tries of its
// job, which then nobody works; its document would be read for ever.
const abandonedOfAll = `
update documents d set
  status = 'failed', failure_kind = @kind, failure_message = @message, updated_at = @now
where status in ('queued', 'extracting') and deleted_at is null and updated_at < @before
  and not exists (
    select from unnest(@read::uuid[], @versions::integer[]) as job (id, version)
    where job.id = d.id and job.version = d.version)
returning owner_id, id`

// abandonedAfter lets a job that is just being taken back pass.
const abandonedAfter = time.Minute

func (s *Service) failAbandonedAll(ctx context.Context) error {
	type lost struct {
		owner id.User
		doc   id.Document
	}
	var all []lost
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		now := s.o.Now()
		open, err := openReading(ctx, tx)
		if err != nil {
			return err
		}
		read, versions := make([]id.Document, len(open)), make([]int, len(open))
		for i, args := range open {
			read[i], versions[i] = args.DocumentID, args.Version
		}
		rows, err := tx.Query(ctx, abandonedOfAll, pgx.NamedArgs{
			"read": read, "versions": versions,
			"kind": FailedCrashed, "message": "Reading this file broke off several times. Save it anew from the program it comes from and add that.",
			"now": now, "before": now.Add(-abandonedAfter),
		})
		if err != nil {
			return fmt.Errorf("looking for documents that nobody reads: %w", err)
		}
		all, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (lost, error) {
			var l lost
			err := row.Scan(&l.owner, &l.doc)
			return l, err
		})
		if err != nil {
			return fmt.Errorf("looking for documents that nobody reads: %w", err)
		}
		for _, l := range all {
			if err := changed(ctx, tx, l.owner, l.doc); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, l := range all {
		s.o.Log.Warn("a document was given up that no job reads any more", "document", l.doc)
		s.o.Bus.Wake(ctx, l.owner)
	}
	return nil
}

// The jobs that make vectors and publish are given up on after some tries, as
// while the database was away; what they left is there as before.
const forgottenOfAll = `select exists (select from documents where status = 'embedding' and deleted_at is null and updated_at < @before)`

// embedForgottenAll queues one more embed job, which also publishes documents
// that have all their vectors.
func (s *Service) embedForgottenAll(ctx context.Context) error {
	return postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		var some bool
		if err := tx.QueryRow(ctx, forgottenOfAll, pgx.NamedArgs{"before": s.o.Now().Add(-abandonedAfter)}).Scan(&some); err != nil {
			return fmt.Errorf("looking for documents that wait for no job: %w", err)
		}
		if !some {
			return nil
		}
		open, err := jobs.Open(ctx, tx, EmbedArgs{}.Kind(), PublishArgs{}.Kind())
		if err != nil || len(open) > 0 {
			return err
		}
		_, err = s.o.Jobs.InsertTx(ctx, tx, EmbedArgs{}, nil)
		return err
	})
}

// embedLackingAll queues an embed job for documents that are ready and lack
// vectors, as those that a node without a model has published.
func (s *Service) embedLackingAll(ctx context.Context) error {
	return postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		lacking, err := passage.SomeLackingAll(ctx, tx)
		if err != nil || !lacking {
			return err
		}
		_, err = s.o.Jobs.InsertTx(ctx, tx, EmbedArgs{Reach: All}, nil)
		return err
	})
}

func (s *Service) sweepBlobs(ctx context.Context) error {
	before := time.Now().Add(-longestUpload) // taken first: what comes in while the keys are read is younger
	keys, err := BlobKeysOfAll(ctx, s.o.Pool)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, key := range keys {
		known[key] = true
	}
	n, err := s.o.Blobs.Sweep(ctx, before, func(key string) bool {
		return known[key] || !strings.HasPrefix(key, blobFolder) // others' files are not ours to sweep
	})
	if n > 0 {
		s.o.Log.Info("files that no document names were removed", "files", n)
	}
	return err
}
