package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

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

// pass is the work of one embed job.
type pass struct {
	service  *Service
	embedder Embedder // nil while it is missing
	model    passage.Model
	look     func(context.Context, postgres.DB, passage.Model) ([]passage.Waiting, error)
	owners   []owner // whose turn it is comes first
	// published are the versions that were found complete and sent on.
	published map[id.Document]int
	// refused are the passages that the model cannot read.
	refused map[id.Document][]id.Chunk

	calls  bool // for helpers
	called time.Time
}

type owner struct {
	id        id.User
	documents []passage.Waiting // the shortest first
}

// run works until there is nothing left to do.
func (p *pass) run(ctx context.Context) error {
	waiting, err := p.left(ctx, p.service.pool, p.look)
	for ; err == nil && len(waiting) > 0; waiting, err = p.left(ctx, p.service.pool, p.look) {
		if p.embedder == nil {
			if err := p.publish(ctx, waiting); err != nil {
				return err
			}
			continue
		}
		p.queue(waiting)
		if err := p.rounds(ctx); err != nil {
			return err
		}
	}
	if err != nil || p.embedder == nil {
		return err
	}
	return passage.Activate(ctx, p.service.pool, p.model)
}

// rounds works off what is queued; documents that come meanwhile get their turn.
func (p *pass) rounds(ctx context.Context) error {
	looked := time.Now()
	for worked := true; worked; {
		if err := p.callHelpers(ctx); err != nil {
			return err
		}
		var err error
		if worked, err = p.round(ctx); err != nil {
			return err
		}
		if time.Since(looked) < lookEvery {
			continue
		}
		waiting, err := p.left(ctx, p.service.pool, passage.UnderWayAll)
		if err != nil {
			return err
		}
		looked = time.Now()
		p.queue(waiting)
	}
	return nil
}

// settled reports whether nothing is left to do, as the transaction sees it.
func (p *pass) settled(ctx context.Context, tx pgx.Tx) (bool, error) {
	waiting, err := p.left(ctx, tx, p.look)
	return len(waiting) == 0, err
}

// left are the documents that have something left to do for this pass.
func (p *pass) left(ctx context.Context, db postgres.DB, look func(context.Context, postgres.DB, passage.Model) ([]passage.Waiting, error)) ([]passage.Waiting, error) {
	waiting, err := look(ctx, db, p.model)
	if err != nil {
		return nil, err
	}
	left := waiting[:0]
	for _, d := range waiting {
		if p.published[d.Document] == d.Version && (!d.Missing || p.embedder == nil) {
			continue
		}
		if p.embedder == nil && d.Status != string(ingest.Embedding) {
			continue
		}
		if refused := p.refused[d.Document]; len(refused) > 0 {
			others, err := passage.Missing(ctx, db, p.model, d.Owner, d.Document, refused, 0, 1)
			if err != nil {
				return nil, err
			}
			if len(others) == 0 {
				continue
			}
		}
		left = append(left, d)
	}
	return left, nil
}

// queue adds documents to those of their owner, and has the shortest come first.
func (p *pass) queue(documents []passage.Waiting) {
	for _, d := range documents {
		at := slices.IndexFunc(p.owners, func(o owner) bool { return o.id == d.Owner })
		if at < 0 {
			p.owners = append(p.owners, owner{id: d.Owner})
			at = len(p.owners) - 1
		}
		queued := p.owners[at].documents
		if i := slices.IndexFunc(queued, func(old passage.Waiting) bool { return old.Document == d.Document }); i >= 0 {
			queued[i] = d
			continue
		}
		p.owners[at].documents = append(queued, d)
	}
	for _, o := range p.owners {
		slices.SortStableFunc(o.documents, func(a, b passage.Waiting) int { return cmp.Compare(a.Left, b.Left) })
	}
}

// unembedded is a passage whose vector is to be made.
type unembedded struct {
	passage.Unembedded
	document passage.Waiting
}

// round embeds the next passages and commits them. It reports whether there
// was anything to do, here or on another node.
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
	if err := p.publish(ctx, done); err != nil {
		return false, err
	}
	if len(batch) == 0 && len(done) == 0 {
		for d, held := range locked {
			if !held { // another node has it: what it leaves is seen by the next look
				return false, await(ctx, conn, d)
			}
		}
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
			if found, err = p.missing(ctx, d, taken[d.Document]); err != nil {
				return nil, nil, err
			}
		}
		batch = append(batch, found...)
		taken[d.Document] += len(found)
		if len(found) < turnChunks {
			// All of it is in work, here or on another node.
			o.documents = o.documents[1:]
			if held && taken[d.Document] == 0 && len(p.refused[d.Document]) == 0 {
				done = append(done, d)
			}
		}
		if len(o.documents) > 0 {
			p.owners = append(p.owners, o)
		}
	}
	return batch, done, nil
}

// missing are the next passages of a document, behind those that were taken.
func (p *pass) missing(ctx context.Context, d passage.Waiting, taken int) ([]unembedded, error) {
	list, err := passage.Missing(ctx, p.service.pool, p.model, d.Owner, d.Document, p.refused[d.Document], taken, turnChunks)
	out := make([]unembedded, len(list))
	for i, c := range list {
		out[i] = unembedded{c, d}
	}
	return out, err
}

// embed makes the vectors of a batch and commits them.
func (p *pass) embed(ctx context.Context, batch []unembedded) error {
	batch, made, err := p.make(ctx, batch)
	if err != nil || len(batch) == 0 {
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
// vectors, and notes which were found complete.
func (p *pass) publish(ctx context.Context, documents []passage.Waiting) error {
	for _, d := range documents {
		if d.Status == string(ingest.Embedding) {
			err := postgres.InTx(ctx, p.service.pool, func(tx pgx.Tx) error { return p.service.insertPublish(ctx, tx, d) })
			if err != nil {
				return fmt.Errorf("publishing %s: %w", d.Document, err)
			}
		}
		p.published[d.Document] = d.Version
	}
	return nil
}

func (s *Service) insertPublish(ctx context.Context, tx pgx.Tx, d passage.Waiting) error {
	_, err := s.jobs.InsertTx(ctx, tx, ingest.PublishArgs{DocumentID: d.Document, Version: d.Version}, nil)
	return err
}
