package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"studyapp/internal/platform/id"
)

// DB is a pool or a transaction.
type DB interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Cursor is a reader's place in the list: behind the event (TX, ID) of the
// database System. The zero cursor stands before the first event.
type Cursor struct {
	System string `json:"system"` // the database's system identifier
	TX     uint64 `json:"tx"`
	ID     int64  `json:"id"`
}

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

// A row is read only when every transaction up to its own has ended: a lower
// id, or a lower transaction, can commit after a higher one, and a reader that
// had passed it would never see it.
const readEvents = `
select s.system, e.id, e.tx, e.owner_id, e.topic, e.subject, e.payload, e.at
from (select system_identifier::text as system from pg_control_system()) s
left join lateral (
    select id, tx::text::numeric::bigint as tx, owner_id, topic, subject, payload, at
    from outbox
    where (tx, id) > (@tx::text::xid8, @id)
      and tx < pg_snapshot_xmin(pg_current_snapshot())
      and (@owner::uuid is null or owner_id = @owner)
      and (@system = '' or s.system = @system)
    order by outbox.tx, outbox.id
    limit @limit
) e on true`

// Read returns up to limit events behind the cursor, of one owner or, with
// the zero owner, of all, and the cursor behind the last of them. It returns
// only events of transactions before the oldest one still running, so an event
// just committed may take one more call to appear while another transaction is
// open. It returns ErrOtherDatabase when the cursor is of another database.
func Read(ctx context.Context, db DB, owner id.User, after Cursor, limit int) ([]Event, Cursor, error) {
	rows, err := db.Query(ctx, readEvents, pgx.NamedArgs{
		"tx": fmt.Sprint(after.TX), "id": after.ID, "owner": owner, "system": after.System, "limit": limit,
	})
	if err != nil {
		return nil, after, fmt.Errorf("outbox: reading: %w", err)
	}
	var (
		events []Event
		system string
		eid    *int64
		tx     *int64
		topic  *string
		subj   *string
		body   []byte
		at     *time.Time
		who    id.User
	)
	_, err = pgx.ForEachRow(rows, []any{&system, &eid, &tx, &who, &topic, &subj, &body, &at}, func() error {
		if eid == nil { // the one row of an empty list, there for the system's sake
			return nil
		}
		events = append(events, Event{
			ID: *eid, TX: uint64(*tx), Owner: who, Topic: *topic, Subject: *subj,
			Payload: append(json.RawMessage(nil), body...), At: *at,
		})
		return nil
	})
	if err != nil {
		return nil, after, fmt.Errorf("outbox: reading: %w", err)
	}
	if after.System != "" && after.System != system {
		return nil, after, ErrOtherDatabase
	}
	next := Cursor{System: system, TX: after.TX, ID: after.ID}
	if n := len(events); n > 0 {
		next.TX, next.ID = events[n-1].TX, events[n-1].ID
	}
	return events, next, nil
}

const readHead = `
select system_identifier::text, pg_snapshot_xmin(pg_current_snapshot())::text::numeric::bigint - 1
from pg_control_system()`

// Head returns a cursor behind every event that Read could return now. To
// build something from the tables, take Head first, then read the tables, then
// follow the list from there: some events will be met twice, none missed.
func Head(ctx context.Context, db DB) (Cursor, error) {
	var c Cursor
	var tx int64
	if err := db.QueryRow(ctx, readHead).Scan(&c.System, &tx); err != nil {
		return Cursor{}, fmt.Errorf("outbox: finding the head: %w", err)
	}
	c.TX, c.ID = uint64(tx), math.MaxInt64
	return c, nil
}
