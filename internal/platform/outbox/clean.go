package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Retention is how long an event is kept. A reader that was away for longer
// gets ErrTooOld.
const Retention = 7 * 24 * time.Hour

// ErrTooOld says that events behind the cursor may have been cleared away:
// compare what was built with the tables, starting at Head.
var ErrTooOld = errors.New("outbox: events behind the cursor were cleared away; rebuild")

// cleanBatch is how many events one transaction deletes.
const cleanBatch = 5000

// deleteBatch deletes old events and notes which these may have been: up to
// which transaction, and that the snapshot of the deletion shows them. Each
// snapshot taken later shows them too: a cursor that a reader takes then is
// never too old, however slow the transactions are that run beside it.
//
// A batch is taken from the front of the list, so that a run reads no more than
// it deletes. Events are never changed, so nobody waits for the locks of a
// deletion; and readers, who begin at their snapshot, do not pass the rows it
// leaves to autovacuum.
//
// Orders are kept whatever their age: an order to rebuild is in no table, so a
// reader whose cursor is too old could not learn of it from anywhere else. They
// come from an operator's hand, one an owner, and do not grow with use.
const deleteBatch = `
with deleted as (
    delete from outbox where id in (
        select id from (
            select id, at from outbox where topic <> @order order by tx, id limit @limit) front
        where at < now() - make_interval(secs => @seconds))
    returning tx
), noted as (
    insert into outbox_pruned as p (system, tx, seen)
    select (select system_identifier::text from pg_control_system()), tx, pg_current_snapshot()
    from deleted where pg_visible_in_snapshot(tx, pg_current_snapshot()) -- others were numbered by another cluster
    order by tx desc limit 1
    on conflict (one) do update set system = excluded.system, seen = excluded.seen,
        tx = case when p.system = excluded.system then greatest(p.tx, excluded.tx) else excluded.tx end
)
select count(*) from deleted`

// oneCleaner lets one deletion after another take its snapshot; readers do not
// wait for it.
const oneCleaner = `lock table outbox_pruned in share row exclusive mode`

// Clean deletes the events of all owners that are older than Retention and
// says how many there were.
func Clean(ctx context.Context, pool *pgxpool.Pool) (int64, error) {
	return clean(ctx, pool, Retention, cleanBatch)
}

func clean(ctx context.Context, pool *pgxpool.Pool, age time.Duration, batch int64) (int64, error) {
	args := pgx.NamedArgs{"order": TopicReindex, "seconds": age.Seconds(), "limit": batch}
	for total := int64(0); ; {
		var n int64
		err := postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, oneCleaner); err != nil {
				return err
			}
			return tx.QueryRow(ctx, deleteBatch, args).Scan(&n)
		})
		if err != nil {
			return total, fmt.Errorf("outbox: deleting old events: %w", err)
		}
		total += n
		if n == 0 {
			return total, nil
		}
	}
}

const someOrder = `
select exists (
    select from outbox
    where owner_id = @owner and topic = @order and not pg_visible_in_snapshot(tx, @seen::text::pg_snapshot))`

// Ordered reports whether the owner's indexes were ordered to be built anew
// (TopicReindex) behind the cursor, also where that is too old to be read from.
func Ordered(ctx context.Context, db postgres.DB, owner id.User, after Cursor) (bool, error) {
	seen := after.Seen
	if seen == "" {
		seen = nothingSeen
	}
	var some bool
	if err := db.QueryRow(ctx, someOrder, pgx.NamedArgs{"owner": owner, "order": TopicReindex, "seen": seen}).Scan(&some); err != nil {
		return false, fmt.Errorf("outbox: looking for orders: %w", err)
	}
	return some, nil
}
