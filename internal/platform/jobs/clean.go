package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// What River keeps of jobs that ended; it deletes the rest itself. Those that
// were given up on are dead letters, which an admin may retry for a month.
const (
	keepDone      = 24 * time.Hour
	keepDiscarded = 30 * 24 * time.Hour
)

const cleanEvery = time.Hour

// CleanArgs is the job that clears away what tables need not keep.
type CleanArgs struct{}

// Kind implements river.JobArgs.
func (CleanArgs) Kind() string { return "clean_tables" }

// InsertOpts implements river.JobArgsWithInsertOpts. What fails is tried again
// by the next of these jobs.
func (CleanArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: QueueDefault, MaxAttempts: 1, UniqueOpts: OneAtATime()}
}

// Cleaner deletes what a table need not keep any longer and says how many rows
// there were. Who fills a table cleans it, in batches, so that nobody waits
// long for a lock.
type Cleaner struct {
	Table string
	Clean func(ctx context.Context) (int64, error)
}

// Clean has cleaners called at start and each hour, one after another, by one
// of the nodes that work jobs. Call it once, before Start.
func (c *Client) Clean(cleaners ...Cleaner) error {
	cleaners = append(cleaners, Cleaner{"nodes", c.cleanNodes})
	c.Register(func(w *river.Workers) { river.AddWorker(w, &cleanWorker{client: c, cleaners: cleaners}) })
	return c.Repeat(river.NewPeriodicJob(river.PeriodicInterval(cleanEvery),
		func() (river.JobArgs, *river.InsertOpts) { return CleanArgs{}, nil },
		&river.PeriodicJobOpts{RunOnStart: true}))
}

type cleanWorker struct {
	river.WorkerDefaults[CleanArgs]
	client   *Client
	cleaners []Cleaner
}

// Work calls every cleaner, also after one that failed.
func (w *cleanWorker) Work(ctx context.Context, _ *river.Job[CleanArgs]) error {
	var failed error
	for _, cleaner := range w.cleaners {
		n, err := cleaner.Clean(ctx)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("cleaning %s: %w", cleaner.Table, err))
		}
		if n > 0 {
			w.client.log.Info("a table was cleaned", "table", cleaner.Table, "rows", n)
		}
	}
	return failed
}

// deleteNodes keeps nodes for a day after they were last heard of.
const deleteNodes = `delete from nodes where seen_at < now() - interval '1 day'`

func (c *Client) cleanNodes(ctx context.Context) (int64, error) {
	tag, err := c.pool.Exec(ctx, deleteNodes, pgx.NamedArgs{})
	return tag.RowsAffected(), err
}
