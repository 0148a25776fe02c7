package search

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

const (
	// roundChunks is how many passages are embedded between two commits: about
	// a quarter of a second on two cores.
	roundChunks = 16
	// turnChunks is how many an owner gets before the next one's turn.
	turnChunks = 4
	// lookEvery is how often a running pass looks for new documents.
	lookEvery = time.Second
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

// Work makes all vectors that are missing. It can be stopped anywhere and
// worked again: every round is committed with its progress.
func (w *embedWorker) Work(ctx context.Context, _ *river.Job[ingest.EmbedArgs]) error {
	err := w.service.EmbedMissing(ctx)
	if err != nil && ctx.Err() != nil {
		return river.JobSnooze(0) // the server stops; that was no try
	}
	return err
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
	_, err = s.jobs.Insert(ctx, ingest.EmbedArgs{}, nil)
	return err
}

// EmbedMissing embeds every passage that has no vector, owner by owner in
// turn, so that many files of one do not keep another waiting. A document
// whose last vector is there goes on to be published. While the model is
// missing, documents are published at once, to be found by their words.
func (s *Service) EmbedMissing(ctx context.Context) error {
	e := s.embedder()
	m, err := readModel(ctx, s.pool, e)
	if err != nil {
		return err
	}
	// Finished documents lack vectors only if they were published by words or
	// the model is new; looking at all of them once is enough.
	thorough := passage.UnderWayAll
	if e != nil && s.swept.Load() != m.Name {
		thorough = passage.LackingAll
	}
	waiting, err := thorough(ctx, s.pool, m)
	if err != nil {
		return err
	}
	if e == nil {
		return s.publish(ctx, waiting)
	}
	p := &pass{service: s, embedder: e, model: m, published: make(map[id.Document]int)}
	p.queue(waiting)
	looked := time.Now()
	for idle := 0; idle < 2; {
		worked, err := p.round(ctx)
		if err != nil {
			return err
		}
		idle++
		if worked {
			idle = 0
		}
		if worked && time.Since(looked) < lookEvery {
			continue
		}
		// New documents get their turn; at the end, make sure. What is still
		// missing after two idle rounds is in work on another node.
		look := passage.UnderWayAll
		if !worked {
			look = thorough
		}
		if waiting, err = look(ctx, s.pool, m); err != nil {
			return err
		}
		looked = time.Now()
		p.queue(waiting)
	}
	s.swept.Store(m.Name)
	return passage.Activate(ctx, s.pool, m)
}

// pass is the work of one embed job.
type pass struct {
	service  *Service
	embedder Embedder
	model    passage.Model
	owners   []owner // whose turn it is comes first
	// published are the versions that were found complete and sent on.
	published map[id.Document]int
}

type owner struct {
	id        id.User
	documents []passage.Waiting
}

// queue adds documents that are not queued yet, behind those of their owner.
func (p *pass) queue(documents []passage.Waiting) {
	for _, d := range documents {
		if p.published[d.Document] == d.Version && !d.Missing {
			continue
		}
		at := -1
		for i := range p.owners {
			if p.owners[i].id == d.Owner {
				at = i
			}
		}
		if at < 0 {
			p.owners = append(p.owners, owner{id: d.Owner})
			at = len(p.owners) - 1
		}
		known := false
		for _, old := range p.owners[at].documents {
			known = known || old.Document == d.Document
		}
		if !known {
			p.owners[at].documents = append(p.owners[at].documents, d)
		}
	}
}

// unembedded is a passage whose vector is to be made.
type unembedded struct {
	passage.Unembedded
	document passage.Waiting
}

// round embeds the next passages and commits them. It reports whether there
// was anything to do.
//
// Documents are locked between nodes by session locks, not by row locks: a
// transaction that stayed open while the model works would hold back every
// reader of the outbox.
func (p *pass) round(ctx context.Context) (bool, error) {
	conn, err := p.service.pool.Acquire(ctx)
	if err != nil {
		return false, fmt.Errorf("embedding: %w", err)
	}
	defer conn.Release()
	locked := make(map[id.Document]bool)
	defer func() {
		for d, ok := range locked {
			if ok {
				unlock(context.WithoutCancel(ctx), conn, d)
			}
		}
	}()
	batch, done, err := p.pick(ctx, conn, locked)
	if err != nil {
		return false, err
	}
	if len(batch) > 0 {
		if err := p.embed(ctx, batch); err != nil {
			return false, err
		}
	}
	if err := p.service.publish(ctx, done); err != nil {
		return false, err
	}
	for _, d := range done {
		p.published[d.Document] = d.Version
	}
	return len(batch) > 0 || len(done) > 0, nil
}

// pick takes passages from the owners in turn. done are documents that turned
// out to have all their vectors.
func (p *pass) pick(ctx context.Context, conn *pgxpool.Conn, locked map[id.Document]bool) (batch []unembedded, done []passage.Waiting, err error) {
	taken := make(map[id.Document]int)
	for len(p.owners) > 0 && len(batch) < roundChunks {
		o := p.owners[0]
		p.owners = p.owners[1:]
		if len(o.documents) == 0 {
			continue
		}
		d := o.documents[0]
		held, seen := locked[d.Document]
		if !seen {
			if held, err = lock(ctx, conn, d.Document); err != nil {
				return nil, nil, err
			}
			locked[d.Document] = held
		}
		var found []unembedded
		if held {
			if found, err = readMissing(ctx, p.service.pool, p.model, d, taken[d.Document], turnChunks); err != nil {
				return nil, nil, err
			}
		}
		batch = append(batch, found...)
		taken[d.Document] += len(found)
		if len(found) < turnChunks {
			// All of it is in work, here or on another node.
			o.documents = o.documents[1:]
			if held && taken[d.Document] == 0 {
				done = append(done, d)
			}
		}
		if len(o.documents) > 0 {
			p.owners = append(p.owners, o)
		}
	}
	return batch, done, nil
}

// embed makes the vectors of a batch and commits them.
func (p *pass) embed(ctx context.Context, batch []unembedded) error {
	list := make([]passage.Unembedded, len(batch))
	for i, c := range batch {
		list[i] = c.Unembedded
	}
	made, err := makeVectors(ctx, p.embedder, list)
	if err != nil {
		return err
	}
	owners := make(map[id.User]bool)
	err = postgres.InTx(ctx, p.service.pool, func(tx pgx.Tx) error {
		return p.commit(ctx, tx, batch, made, owners)
	})
	if err != nil {
		return fmt.Errorf("writing %d vectors: %w", len(batch), err)
	}
	for o := range owners {
		p.service.bus.Wake(ctx, o)
	}
	return nil
}

func (p *pass) commit(ctx context.Context, tx pgx.Tx, batch []unembedded, made vectors, owners map[id.User]bool) error {
	written, err := made.writeAll(ctx, tx, p.model)
	if err != nil {
		return err
	}
	news := make(map[id.Chunk]bool, len(written))
	for _, c := range written {
		news[c] = true
	}
	byOwner := make(map[id.User][]id.Chunk)
	documents := make(map[id.Document]bool)
	var order []passage.Waiting
	for _, c := range batch {
		if d := c.document.Document; !documents[d] {
			documents[d] = true
			order = append(order, c.document)
		}
		if news[c.Chunk] {
			byOwner[c.document.Owner] = append(byOwner[c.document.Owner], c.Chunk)
		}
	}
	var events []outbox.Event
	for o, ids := range byOwner {
		e, err := outbox.NewEvent(o, outbox.TopicVectors, fmt.Sprint(p.model.ID), map[string]any{"chunks": ids})
		if err != nil {
			return err
		}
		events = append(events, e)
		owners[o] = true
	}
	for _, d := range order {
		more, err := p.service.advance(ctx, tx, p.model, d)
		if err != nil {
			return err
		}
		events = append(events, more...)
	}
	return outbox.Write(ctx, tx, events...)
}

// advance writes a document's progress, unless it is still being read, and
// queues its publication with its last vector.
func (s *Service) advance(ctx context.Context, tx pgx.Tx, m passage.Model, d passage.Waiting) ([]outbox.Event, error) {
	progress, embedding, err := passage.Advance(ctx, tx, m, d.Owner, d.Document, d.Version)
	if err != nil || !embedding {
		return nil, err
	}
	if progress.Done == progress.Total {
		if err := s.insertPublish(ctx, tx, d); err != nil {
			return nil, err
		}
	}
	e, err := outbox.NewEvent(d.Owner, outbox.TopicDocument, d.Document.String(), nil)
	return []outbox.Event{e}, err
}

// publish queues the publication of those documents that wait for nothing but
// vectors.
func (s *Service) publish(ctx context.Context, documents []passage.Waiting) error {
	for _, d := range documents {
		if d.Status != string(ingest.Embedding) {
			continue
		}
		err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error { return s.insertPublish(ctx, tx, d) })
		if err != nil {
			return fmt.Errorf("publishing %s: %w", d.Document, err)
		}
	}
	return nil
}

func (s *Service) insertPublish(ctx context.Context, tx pgx.Tx, d passage.Waiting) error {
	_, err := s.jobs.InsertTx(ctx, tx, ingest.PublishArgs{DocumentID: d.Document, Version: d.Version}, &river.InsertOpts{
		UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
			rivertype.JobStateRunning, rivertype.JobStateScheduled,
		}},
	})
	return err
}

func readMissing(ctx context.Context, db postgres.DB, m passage.Model, d passage.Waiting, skip, limit int) ([]unembedded, error) {
	list, err := passage.Missing(ctx, db, m, d.Owner, d.Document, skip, limit)
	out := make([]unembedded, len(list))
	for i, c := range list {
		out[i] = unembedded{c, d}
	}
	return out, err
}

// lock takes a document for this connection, unless another node has it.
func lock(ctx context.Context, conn *pgxpool.Conn, d id.Document) (held bool, err error) {
	err = conn.QueryRow(ctx, `select pg_try_advisory_lock(hashtext('embed'), hashtext(@document))`, pgx.NamedArgs{"document": d.String()}).Scan(&held)
	if err != nil {
		return false, fmt.Errorf("locking document %s: %w", d, err)
	}
	return held, nil
}

// unlock gives a document back; with a broken connection the server has done
// so already.
func unlock(ctx context.Context, conn *pgxpool.Conn, d id.Document) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_, _ = conn.Exec(ctx, `select pg_advisory_unlock(hashtext('embed'), hashtext(@document))`, pgx.NamedArgs{"document": d.String()})
}
