package outbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Cursor is a reader's place in the list. Keep it beside what was built from
// the events (it encodes to JSON) and treat it as opaque. The zero cursor
// stands before the first event.
//
// A place is not a number: transactions do not end in the order in which they
// began. It is the set of transactions whose events were all read, as the
// snapshot PostgreSQL itself would take of them, and, while a long batch is
// read in parts, the snapshot that the batch goes up to and the last event.
type Cursor struct {
	System string `json:"system"`         // the database's system identifier
	Seen   string `json:"seen,omitempty"` // pg_snapshot: all its events were read
	UpTo   string `json:"upto,omitempty"` // pg_snapshot being read; empty: none
	TX     uint64 `json:"tx,omitempty"`   // the last event read of UpTo
	ID     int64  `json:"id,omitempty"`
}

// nothingSeen is the snapshot of a cursor before the first event.
const nothingSeen = "3:3:"

// ErrOtherDatabase says that a cursor was made in another database, whose
// transaction numbers mean nothing here: forget what was built and rebuild it
// from the tables, starting at Head.
var ErrOtherDatabase = errors.New("outbox: the cursor is of another database; rebuild")

const writeEvents = `
insert into outbox (owner_id, topic, subject, payload)
select e.owner, e.topic, e.subject, e.payload::jsonb
from unnest(@owners::uuid[], @topics::text[], @subjects::text[], @payloads::text[])
     with ordinality as e (owner, topic, subject, payload, n)
order by e.n`

// DB is a pool or a transaction.
type DB = postgres.DB

// Write appends the events to the list, to be seen when tx commits. Wake the
// bus after the commit so that readers look at once.
func Write(ctx context.Context, tx DB, events ...Event) error {
	if len(events) == 0 {
		return nil
	}
	owners := make([]id.User, len(events))
	topics := make([]string, len(events))
	subjects := make([]string, len(events))
	payloads := make([]string, len(events))
	for i, e := range events {
		owners[i], topics[i], subjects[i], payloads[i] = e.Owner, e.Topic, e.Subject, "{}"
		if len(e.Payload) > 0 {
			payloads[i] = string(e.Payload)
		}
	}
	_, err := tx.Exec(ctx, writeEvents, pgx.NamedArgs{"owners": owners, "topics": topics, "subjects": subjects, "payloads": payloads})
	if err != nil {
		return fmt.Errorf("outbox: writing %d events: %w", len(events), err)
	}
	return nil
}

// Read takes the events of transactions that have ended now and had not ended
// when the cursor was made: exactly those visible in the one snapshot and not in
// the other. A transaction number or an id alone would lose events, since a
// lower one can commit later; waiting until no older transaction runs
// (tx < pg_snapshot_xmin) would not, but makes every reader wait for the longest
// transaction of the whole cluster, other databases included.
//
// A cursor is too old if a transaction that it has not seen may be one of those
// whose events were deleted (clean.go); whether it is, and which events are
// left, come from one snapshot.
const (
	readEvents = `
select s.system, c.upto::text,
       p.tx is not null and (p.tx >= pg_snapshot_xmax(c.seen) or exists (
           select from pg_snapshot_xip(c.seen) x where x <= p.tx and pg_visible_in_snapshot(x, p.seen))),
       e.id, e.tx, e.owner_id, e.topic, e.subject, e.payload, e.at
from (select system_identifier::text as system from pg_control_system()) s
cross join (select coalesce(nullif(@upto, '')::pg_snapshot, pg_current_snapshot()) as upto,
                   coalesce(nullif(@seen, ''), '` + nothingSeen + `')::pg_snapshot as seen) c
left join outbox_pruned p on p.system = s.system
left join lateral (
    select id, tx::text::bigint as tx, owner_id, topic, subject, payload, at
    from outbox
    where outbox.tx >= pg_snapshot_xmin(c.seen) and outbox.tx < pg_snapshot_xmax(c.upto)
      and (outbox.tx, outbox.id) > (@tx::text::xid8, @id)
      and pg_visible_in_snapshot(outbox.tx, c.upto) and not pg_visible_in_snapshot(outbox.tx, c.seen)
      and (@system = '' or s.system = @system)`
	readOwner = `
      and owner_id = @owner`
	readOrder = `
    order by outbox.tx, outbox.id
    limit @limit
) e on true`
)

// Read returns up to limit events behind the cursor, of one owner or, with
// the zero owner, of all, and the cursor behind the last of them. Every event
// that was committed before the call is found, each once; events of one
// transaction come in the order written, and of a transaction that ended before
// another began, first. It returns ErrOtherDatabase when the cursor is of
// another database.
func Read(ctx context.Context, db DB, owner id.User, after Cursor, limit int) ([]Event, Cursor, error) {
	sql := readEvents + readOrder
	if !owner.IsZero() {
		sql = readEvents + readOwner + readOrder
	}
	rows, err := db.Query(ctx, sql, pgx.NamedArgs{
		"seen": after.Seen, "upto": after.UpTo, "tx": strconv.FormatUint(after.TX, 10), "id": after.ID,
		"owner": owner, "system": after.System, "limit": limit,
	})
	if err != nil {
		return nil, after, fmt.Errorf("outbox: reading: %w", err)
	}
	var (
		events       []Event
		system, upTo string
		tooOld       bool
		row          struct { // all null in the one row of an empty list
			id, tx         *int64
			owner          id.User
			topic, subject *string
			payload        []byte
			at             *time.Time
		}
	)
	_, err = pgx.ForEachRow(rows, []any{&system, &upTo, &tooOld, &row.id, &row.tx, &row.owner, &row.topic, &row.subject, &row.payload, &row.at}, func() error {
		if row.id != nil {
			events = append(events, Event{
				ID: *row.id, TX: uint64(*row.tx), Owner: row.owner, Topic: *row.topic, Subject: *row.subject,
				Payload: bytes.Clone(row.payload), At: *row.at,
			})
		}
		return nil
	})
	if err != nil {
		return nil, after, fmt.Errorf("outbox: reading: %w", err)
	}
	if after.System != "" && after.System != system {
		return nil, after, ErrOtherDatabase
	}
	if tooOld {
		return nil, after, ErrTooOld
	}
	if n := len(events); n == limit { // there may be more up to the same snapshot
		return events, Cursor{System: system, Seen: after.Seen, UpTo: upTo, TX: events[n-1].TX, ID: events[n-1].ID}, nil
	}
	return events, Cursor{System: system, Seen: upTo}, nil
}

const readHead = `select system_identifier::text, pg_current_snapshot()::text from pg_control_system()`

// Head returns a cursor behind every event that is committed now. To build
// something from the tables, take Head first, then read the tables, then
// follow the list from there: some events may be met twice, none missed.
func Head(ctx context.Context, db DB) (Cursor, error) {
	var c Cursor
	if err := db.QueryRow(ctx, readHead).Scan(&c.System, &c.Seen); err != nil {
		return Cursor{}, fmt.Errorf("outbox: finding the head: %w", err)
	}
	return c, nil
}
