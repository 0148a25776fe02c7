package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// A node tells every beatEvery that it lives. One that was silent for
// silentAfter is taken for dead and its jobs go back to the queue; since a
// job's work can run twice, a node that was only frozen does no harm.
const (
	beatEvery   = 5 * time.Second
	silentAfter = 30 * time.Second
)

// River alone would take a killed process's jobs back after an hour, and never
// those without a time limit. A job that was tried often enough is discarded,
// so that a file which kills the process cannot do so for ever.
const takeBack = `
update river_job
set state        = case when attempt < max_attempts then 'available' else 'discarded' end::river_job_state,
    finalized_at = case when attempt < max_attempts then null else now() end,
    scheduled_at = now(),
    errors       = array_append(errors, jsonb_build_object(
        'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'attempt', attempt, 'error', 'the process ended while this job ran', 'trace', ''))
where state = 'running' and `

const ownTakeBack = takeBack + `attempted_by[array_upper(attempted_by, 1)] = @node`

// A dead leader is waited for some fifteen seconds, in which no job is tried
// again and no periodic one begins.
const resignDead = `delete from river_leader where leader_id = @node`

// takeBackOwn sets the jobs that this node left running back to available. The
// holder of the data folder's lock is the only process of its name.
func (c *Client) takeBackOwn(ctx context.Context) (int64, error) {
	tag, err := c.pool.Exec(ctx, ownTakeBack, pgx.NamedArgs{"node": c.options.Node})
	if err != nil {
		return 0, fmt.Errorf("jobs: taking back the jobs of %s: %w", c.options.Node, err)
	}
	if _, err := c.pool.Exec(ctx, resignDead, pgx.NamedArgs{"node": c.options.Node}); err != nil {
		return 0, fmt.Errorf("jobs: ending the leadership of %s: %w", c.options.Node, err)
	}
	return tag.RowsAffected(), nil
}

const beat = `
insert into nodes (name, seen_at) values (@node, now())
on conflict (name) do update set seen_at = excluded.seen_at`

func (c *Client) beat(ctx context.Context) error {
	if _, err := c.pool.Exec(ctx, beat, pgx.NamedArgs{"node": c.options.Node}); err != nil {
		return fmt.Errorf("jobs: heartbeat: %w", err)
	}
	return nil
}

const removeNode = `delete from nodes where name = @node`

// leave says that the node was stopped, and did not die.
func (c *Client) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if _, err := c.pool.Exec(ctx, removeNode, pgx.NamedArgs{"node": c.options.Node}); err != nil {
		c.log.Warn("this node could not tell that it was stopped", "error", err)
	}
}

const silentTakeBack = takeBack + `
  attempted_by[array_upper(attempted_by, 1)] <> @node
  and not exists (
    select from nodes
    where name = attempted_by[array_upper(attempted_by, 1)]
      and seen_at > now() - make_interval(secs => @seconds))`

// rescueSilent takes back the jobs of nodes that died and did not come back.
func (c *Client) rescueSilent(ctx context.Context, after time.Duration) (int64, error) {
	tag, err := c.pool.Exec(ctx, silentTakeBack, pgx.NamedArgs{"node": c.options.Node, "seconds": after.Seconds()})
	if err != nil {
		return 0, fmt.Errorf("jobs: looking for silent nodes: %w", err)
	}
	if n := tag.RowsAffected(); n > 0 {
		c.log.Warn("a node fell silent; its jobs go on", "jobs", n)
	}
	return tag.RowsAffected(), nil
}

func (c *Client) heartbeat(ctx context.Context) {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := c.beat(ctx); err != nil && ctx.Err() == nil {
			c.log.Warn("this node could not tell that it lives", "error", err)
			continue
		}
		if _, err := c.rescueSilent(ctx, silentAfter); err != nil && ctx.Err() == nil {
			c.log.Warn("silent nodes were not looked for", "error", err)
		}
	}
}

// Node is a process that works jobs.
type Node struct {
	Name    string
	SeenAt  time.Time
	Alive   bool // heard of within the last 30 s
	Running int  // jobs
}

const listNodes = `
select name, seen_at, seen_at > now() - make_interval(secs => @seconds),
       (select count(*) from river_job j where j.state = 'running' and j.attempted_by[array_upper(j.attempted_by, 1)] = n.name)
from nodes n where seen_at > now() - interval '1 hour' order by name`

// Nodes returns the nodes that were heard of within an hour: those that live,
// and those that fell silent without being stopped.
func (c *Client) Nodes(ctx context.Context) ([]Node, error) {
	rows, err := c.pool.Query(ctx, listNodes, pgx.NamedArgs{"seconds": silentAfter.Seconds()})
	if err != nil {
		return nil, fmt.Errorf("jobs: listing nodes: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Node])
	if err != nil {
		return nil, fmt.Errorf("jobs: listing nodes: %w", err)
	}
	return list, nil
}
