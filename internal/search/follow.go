package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/search/shard"
)

const (
	eventBatch = 1000 // events read at once
	chunkBatch = 200  // chunks put into a shard at once; a search waits that long
	// trustFor is how long a shard may go without a look before it is compared
	// with the tables: the database may have been restored meanwhile.
	trustFor = time.Hour
)

// errRebuild says that a shard must be built anew: it belongs to another
// database or another model, or an operator asked for it.
var errRebuild = errors.New("search: the index must be built anew")

// live is a shard that follows the outbox.
//
// An event only tells where to look: what is put into the shard is what the
// tables say now. Applying an event twice, or one that newer ones have
// overtaken, therefore does no harm.
type live struct {
	service *Service
	owner   id.User
	model   passage.Model
	shard   *shard.Shard

	mu      sync.Mutex // one brings it up to date at a time
	cursor  outbox.Cursor
	checked time.Time // when it was last up to date
}

// follow brings the shard up to date with everything committed so far.
func (l *live) follow(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.checked) > trustFor {
		return l.verify(ctx)
	}
	if err := l.catchUp(ctx); err != nil {
		l.checked = time.Time{} // an event may be half applied
		return err
	}
	l.checked = time.Now()
	return nil
}

func (l *live) catchUp(ctx context.Context) error {
	for {
		events, next, err := outbox.Read(ctx, l.service.pool, l.owner, l.cursor, eventBatch)
		if errors.Is(err, outbox.ErrOtherDatabase) {
			return errRebuild
		}
		if errors.Is(err, outbox.ErrTooOld) {
			return l.fellBehind(ctx)
		}
		if err != nil {
			return err
		}
		if err := l.apply(ctx, events); err != nil {
			return err
		}
		l.cursor = next
		if len(events) < eventBatch {
			return nil
		}
	}
}

// fellBehind compares the whole shard with the tables, because events that it
// has not read were cleared away. Whoever was away for a week waits for what
// has changed, not for an index built anew, unless that was ordered meanwhile.
func (l *live) fellBehind(ctx context.Context) error {
	head, err := outbox.Head(ctx, l.service.pool)
	if err != nil {
		return err
	}
	ordered, err := outbox.Ordered(ctx, l.service.pool, l.owner, l.cursor)
	if err != nil {
		return err
	}
	if ordered {
		return errRebuild
	}
	l.service.log.InfoContext(ctx, "search index was away for longer than events are kept, comparing", "owner", l.owner)
	return l.rebuildFrom(ctx, head)
}

// apply brings the shard up to date with what the events point at.
func (l *live) apply(ctx context.Context, events []outbox.Event) error {
	var (
		documents = make(map[id.Document]bool) // true: compare the chunks too
		chunks    = make(map[id.Chunk]bool)
		vectors   = make(map[id.Chunk]bool)
	)
	for _, e := range events {
		var payload struct {
			Chunks []id.Chunk `json:"chunks"`
		}
		switch e.Topic {
		case outbox.TopicVectors:
			if e.Subject != l.model.Name && e.Subject != fmt.Sprint(l.model.ID) {
				continue
			}
			if err := json.Unmarshal(e.Payload, &payload); err != nil {
				return fmt.Errorf("event %d: %w", e.ID, err)
			}
			for _, c := range payload.Chunks {
				vectors[c] = true
			}
		case outbox.TopicReindex:
			return errRebuild
		case outbox.TopicCourse: // deleted, it hands its documents to another
			for _, d := range l.shard.Documents() {
				if !documents[d.ID] {
					documents[d.ID] = false
				}
			}
		case outbox.TopicChunks, outbox.TopicDocument, outbox.TopicDeleted, outbox.TopicChunksDropped:
			d, err := id.Parse[id.Document](e.Subject)
			if err != nil {
				return fmt.Errorf("event %d: %w", e.ID, err)
			}
			gone := e.Topic == outbox.TopicDeleted || e.Topic == outbox.TopicChunksDropped
			documents[d] = documents[d] || gone
			if e.Topic != outbox.TopicChunks {
				continue
			}
			if err := json.Unmarshal(e.Payload, &payload); err != nil {
				return fmt.Errorf("event %d: %w", e.ID, err)
			}
			for _, c := range payload.Chunks {
				chunks[c] = true
			}
		}
	}
	return l.bring(ctx, documents, chunks, vectors)
}

// bring puts the state of the tables into the shard.
func (l *live) bring(ctx context.Context, documents map[id.Document]bool, chunks, vectors map[id.Chunk]bool) error {
	for c := range chunks {
		if l.shard.Known(c).There { // an event that comes again
			delete(chunks, c)
			vectors[c] = true
		}
	}
	if len(documents) > 0 {
		compare, err := l.bringDocuments(ctx, documents)
		if err != nil {
			return err
		}
		if len(compare) > 0 {
			missing, err := l.compare(ctx, compare)
			if err != nil {
				return err
			}
			maps.Copy(chunks, missing)
		}
	}
	for c := range vectors {
		if chunks[c] || l.shard.Known(c).Embedded {
			delete(vectors, c)
		}
	}
	if err := l.bringChunks(ctx, chunks); err != nil {
		return err
	}
	for part := range slices.Chunk(sorted(vectors), chunkBatch) {
		found, err := readVectors(ctx, l.service.pool, l.owner, l.model, part)
		if err != nil {
			return err
		}
		if err := l.shard.Embed(found); err != nil {
			return err
		}
	}
	return nil
}

// bringDocuments reads documents, removes those that are gone and returns those
// whose chunks must be compared with the tables: new or back from the bin,
// under another title, or with chunks dropped.
func (l *live) bringDocuments(ctx context.Context, documents map[id.Document]bool) ([]id.Document, error) {
	found, err := readDocuments(ctx, l.service.pool, l.owner, slices.Collect(maps.Keys(documents)))
	if err != nil {
		return nil, err
	}
	var compare []id.Document
	there := make(map[id.Document]bool, len(found))
	for _, d := range found {
		there[d.ID] = true
		_, known := l.shard.Document(d.ID)
		if stale := l.shard.SetDocument(d); stale || !known || documents[d.ID] {
			compare = append(compare, d.ID)
		}
	}
	for d := range documents {
		if there[d] {
			continue
		}
		if err := l.shard.RemoveDocument(d); err != nil {
			return nil, err
		}
	}
	return compare, nil
}

// compare removes the chunks that the tables do not have and returns those
// that the shard lacks or knows otherwise. nil documents compare everything.
func (l *live) compare(ctx context.Context, documents []id.Document) (map[id.Chunk]bool, error) {
	rows, err := passage.List(ctx, l.service.pool, l.owner, l.model, documents)
	if err != nil {
		return nil, err
	}
	missing, there := make(map[id.Chunk]bool), make(map[id.Chunk]bool, len(rows))
	for _, h := range rows {
		there[h.Chunk] = true
		known := l.shard.Known(h.Chunk)
		if !known.There || known.Print != h.Print || known.Embedded != h.Embedded {
			missing[h.Chunk] = true
		}
	}
	scope := documents
	if documents == nil {
		scope = []id.Document{{}}
	}
	var gone []id.Chunk
	for _, d := range scope {
		for _, c := range l.shard.Chunks(d) {
			if !there[c] {
				gone = append(gone, c)
			}
		}
	}
	return missing, l.shard.Remove(gone)
}

// bringChunks puts chunks into the shard, and takes out those that the tables
// have no more.
func (l *live) bringChunks(ctx context.Context, chunks map[id.Chunk]bool) error {
	for part := range slices.Chunk(sorted(chunks), chunkBatch) {
		found, err := readChunks(ctx, l.service.pool, l.owner, l.model, part)
		if err != nil {
			return err
		}
		there := make(map[id.Chunk]bool, len(found))
		lacking := make(map[id.Document]bool)
		for _, c := range found {
			there[c.ID] = true
			if _, ok := l.shard.Document(c.Document); !ok {
				lacking[c.Document] = true
			}
		}
		if len(lacking) > 0 {
			documents, err := readDocuments(ctx, l.service.pool, l.owner, slices.Collect(maps.Keys(lacking)))
			if err != nil {
				return err
			}
			for _, d := range documents {
				l.shard.SetDocument(d)
				delete(lacking, d.ID)
			}
			// Deleted between the two queries: its event is on the way.
			found = slices.DeleteFunc(found, func(c shard.Chunk) bool { return lacking[c.Document] })
		}
		if err := l.shard.Add(found); err != nil {
			return err
		}
		if err := l.shard.Remove(slices.DeleteFunc(part, func(c id.Chunk) bool { return there[c] })); err != nil {
			return err
		}
	}
	return nil
}

// selectSetBack tells whether the database was restored to before the cursor:
// then its new transactions have numbers that the cursor takes for seen.
const selectSetBack = `select pg_snapshot_xmax(@seen::text::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot())`

// verify catches up and compares the whole shard with the tables; where they
// differ, the tables are right.
func (l *live) verify(ctx context.Context) error {
	var setBack bool
	if err := l.service.pool.QueryRow(ctx, selectSetBack, pgx.NamedArgs{"seen": l.cursor.Seen}).Scan(&setBack); err != nil {
		return fmt.Errorf("comparing with the database's time: %w", err)
	}
	if setBack {
		return errRebuild
	}
	if err := l.catchUp(ctx); err != nil {
		return err
	}
	want, err := readCounts(ctx, l.service.pool, l.owner, l.model)
	if err != nil {
		return err
	}
	if got := l.shard.Counts(); got != want {
		l.service.log.InfoContext(ctx, "search index differs from the tables, comparing", "owner", l.owner, "index", got, "tables", want)
		if err := l.rebuild(ctx); err != nil {
			return err
		}
	}
	l.checked = time.Now()
	return nil
}

// rebuild makes the shard what the tables say, reading only what differs.
func (l *live) rebuild(ctx context.Context) error {
	head, err := outbox.Head(ctx, l.service.pool)
	if err != nil {
		return err
	}
	return l.rebuildFrom(ctx, head)
}

// rebuildFrom is rebuild with a cursor that was taken before what the caller
// has read so far.
func (l *live) rebuildFrom(ctx context.Context, head outbox.Cursor) error {
	documents, err := readDocuments(ctx, l.service.pool, l.owner, nil)
	if err != nil {
		return err
	}
	gone := make(map[id.Document]bool)
	for _, d := range l.shard.Documents() {
		gone[d.ID] = true
	}
	for _, d := range documents {
		l.shard.SetDocument(d)
		delete(gone, d.ID)
	}
	for d := range gone {
		if err := l.shard.RemoveDocument(d); err != nil {
			return err
		}
	}
	missing, err := l.compare(ctx, nil)
	if err != nil {
		return err
	}
	if err := l.bringChunks(ctx, missing); err != nil {
		return err
	}
	l.cursor = head
	return l.catchUp(ctx)
}

func sorted[K ~int64](set map[K]bool) []K { return slices.Sorted(maps.Keys(set)) }
