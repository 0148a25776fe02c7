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
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/search/shard"
	"studyapp/internal/search/vector"
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

// Workers registers the embed worker.
func (s *Service) Workers(w *river.Workers) {
	river.AddWorker(w, &embedWorker{service: s})
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
// them: after a start, or when a model has come.
func (s *Service) Resume(ctx context.Context) error {
	m, err := readModel(ctx, s.pool, s.embedder())
	if err != nil {
		return err
	}
	waiting, err := readWaiting(ctx, s.pool, m, true)
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
	all := e != nil && s.swept.Load() != m.Name
	waiting, err := readWaiting(ctx, s.pool, m, all)
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
		if waiting, err = readWaiting(ctx, s.pool, m, all && !worked); err != nil {
			return err
		}
		looked = time.Now()
		p.queue(waiting)
	}
	s.swept.Store(m.Name)
	return s.activate(ctx, m)
}

// document is one that waits for vectors, or only for being published.
type document struct {
	id      id.Document
	owner   id.User
	version int
	status  ingest.Status
	missing bool
}

const selectWaiting = `
select d.id, d.owner_id, d.version, d.status, missing.there
from documents d,
     lateral (select exists (
         select from chunks c
         where c.document_id = d.id
           and not exists (select from chunk_embeddings e where e.model_id = @model and e.chunk_id = c.id)
     ) as there) missing
where d.deleted_at is null
  and (d.status in ('extracting', 'embedding') or @all)
  and (missing.there or d.status = 'embedding')
order by d.created_at, d.id`

// readWaiting lists the documents with work to do, the oldest first; without
// all only those on their way to being ready, which is quick.
func readWaiting(ctx context.Context, db postgres.DB, m model, all bool) ([]document, error) {
	rows, err := db.Query(ctx, selectWaiting, pgx.NamedArgs{"model": m.ID, "all": all})
	if err != nil {
		return nil, fmt.Errorf("listing documents without vectors: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (document, error) {
		var d document
		err := row.Scan(&d.id, &d.owner, &d.version, &d.status, &d.missing)
		return d, err
	})
}

// pass is the work of one embed job.
type pass struct {
	service  *Service
	embedder Embedder
	model    model
	owners   []owner // whose turn it is comes first
	// published are the versions that were found complete and sent on.
	published map[id.Document]int
}

type owner struct {
	id        id.User
	documents []document
}

// queue adds documents that are not queued yet, behind those of their owner.
func (p *pass) queue(documents []document) {
	for _, d := range documents {
		if p.published[d.id] == d.version && !d.missing {
			continue
		}
		at := -1
		for i := range p.owners {
			if p.owners[i].id == d.owner {
				at = i
			}
		}
		if at < 0 {
			p.owners = append(p.owners, owner{id: d.owner})
			at = len(p.owners) - 1
		}
		known := false
		for _, old := range p.owners[at].documents {
			known = known || old.id == d.id
		}
		if !known {
			p.owners[at].documents = append(p.owners[at].documents, d)
		}
	}
}

// passage is a chunk to embed.
type passage struct {
	chunk    id.Chunk
	document document
	text     string
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
		p.published[d.id] = d.version
	}
	return len(batch) > 0 || len(done) > 0, nil
}

// pick takes passages from the owners in turn. done are documents that turned
// out to have all their vectors.
func (p *pass) pick(ctx context.Context, conn *pgxpool.Conn, locked map[id.Document]bool) (batch []passage, done []document, err error) {
	taken := make(map[id.Document]int)
	for len(p.owners) > 0 && len(batch) < roundChunks {
		o := p.owners[0]
		p.owners = p.owners[1:]
		if len(o.documents) == 0 {
			continue
		}
		d := o.documents[0]
		held, seen := locked[d.id]
		if !seen {
			if held, err = lock(ctx, conn, d.id); err != nil {
				return nil, nil, err
			}
			locked[d.id] = held
		}
		var found []passage
		if held {
			if found, err = readMissing(ctx, p.service.pool, p.model, d, taken[d.id], turnChunks); err != nil {
				return nil, nil, err
			}
		}
		batch = append(batch, found...)
		taken[d.id] += len(found)
		if len(found) < turnChunks {
			// All of it is in work, here or on another node.
			o.documents = o.documents[1:]
			if held && taken[d.id] == 0 {
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
func (p *pass) embed(ctx context.Context, batch []passage) error {
	texts := make([]string, len(batch))
	for i, c := range batch {
		texts[i] = c.text
	}
	vectors, err := p.embedder.Passages(ctx, texts)
	if err != nil {
		return fmt.Errorf("embedding %d passages: %w", len(batch), err)
	}
	owners := make(map[id.User]bool)
	err = postgres.InTx(ctx, p.service.pool, func(tx pgx.Tx) error {
		return p.commit(ctx, tx, batch, vectors, owners)
	})
	if err != nil {
		return fmt.Errorf("writing %d vectors: %w", len(batch), err)
	}
	for o := range owners {
		p.service.bus.Wake(ctx, o)
	}
	return nil
}

// A chunk that was deleted meanwhile gets no vector.
const insertVectors = `
insert into chunk_embeddings (model_id, chunk_id, vector)
select @model, c.id, v.vector
from unnest(@chunks::bigint[], @vectors::bytea[]) v (chunk, vector)
join chunks c on c.id = v.chunk
order by c.id
on conflict do nothing
returning chunk_id`

func (p *pass) commit(ctx context.Context, tx pgx.Tx, batch []passage, vectors [][]float32, owners map[id.User]bool) error {
	chunks, bytes := make([]id.Chunk, len(batch)), make([][]byte, len(batch))
	for i, c := range batch {
		chunks[i], bytes[i] = c.chunk, vector.Encode(vectors[i])
	}
	rows, err := tx.Query(ctx, insertVectors, pgx.NamedArgs{"model": p.model.ID, "chunks": chunks, "vectors": bytes})
	if err != nil {
		return err
	}
	written, err := pgx.CollectRows(rows, pgx.RowTo[id.Chunk])
	if err != nil {
		return err
	}
	news := make(map[id.Chunk]bool, len(written))
	for _, c := range written {
		news[c] = true
	}
	byOwner := make(map[id.User][]id.Chunk)
	documents := make(map[id.Document]document)
	var order []document
	for _, c := range batch {
		if _, ok := documents[c.document.id]; !ok {
			documents[c.document.id] = c.document
			order = append(order, c.document)
		}
		if news[c.chunk] {
			byOwner[c.document.owner] = append(byOwner[c.document.owner], c.chunk)
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

const selectProgress = `
select count(*), count(e.chunk_id)
from chunks c left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
where c.document_id = @document and c.version = @version`

const updateProgress = `
update documents
set progress_done = @done, progress_total = @total, progress_unit = 'passages', updated_at = now()
where id = @document and version = @version and status = 'embedding' and deleted_at is null`

// advance writes a document's progress, unless it is still being read, and
// queues its publication with its last vector.
func (s *Service) advance(ctx context.Context, tx pgx.Tx, m model, d document) ([]outbox.Event, error) {
	args := pgx.NamedArgs{"model": m.ID, "document": d.id, "version": d.version}
	var total, done int
	if err := tx.QueryRow(ctx, selectProgress, args).Scan(&total, &done); err != nil {
		return nil, fmt.Errorf("counting vectors of %s: %w", d.id, err)
	}
	args["total"], args["done"] = total, done
	tag, err := tx.Exec(ctx, updateProgress, args)
	if err != nil {
		return nil, fmt.Errorf("writing the progress of %s: %w", d.id, err)
	}
	if tag.RowsAffected() == 0 {
		return nil, nil
	}
	if done == total {
		if err := s.insertPublish(ctx, tx, d); err != nil {
			return nil, err
		}
	}
	e, err := outbox.NewEvent(d.owner, outbox.TopicDocument, d.id.String(), nil)
	return []outbox.Event{e}, err
}

// publish queues the publication of those documents that wait for nothing but
// vectors.
func (s *Service) publish(ctx context.Context, documents []document) error {
	for _, d := range documents {
		if d.status != ingest.Embedding {
			continue
		}
		err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error { return s.insertPublish(ctx, tx, d) })
		if err != nil {
			return fmt.Errorf("publishing %s: %w", d.id, err)
		}
	}
	return nil
}

func (s *Service) insertPublish(ctx context.Context, tx pgx.Tx, d document) error {
	_, err := s.jobs.InsertTx(ctx, tx, ingest.PublishArgs{DocumentID: d.id, Version: d.version}, &river.InsertOpts{
		UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
			rivertype.JobStateRunning, rivertype.JobStateScheduled,
		}},
	})
	return err
}

const selectMissing = `
select c.id, d.title, c.heading_path, c.text
from chunks c join documents d on d.id = c.document_id and d.deleted_at is null
where c.document_id = @document
  and not exists (select from chunk_embeddings e where e.model_id = @model and e.chunk_id = c.id)
order by c.version desc, c.ordinal
offset @skip limit @limit`

func readMissing(ctx context.Context, db postgres.DB, m model, d document, skip, limit int) ([]passage, error) {
	rows, err := db.Query(ctx, selectMissing, pgx.NamedArgs{"document": d.id, "model": m.ID, "skip": skip, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("reading passages without vectors: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (passage, error) {
		p := passage{document: d}
		var title, text string
		var headings []string
		err := row.Scan(&p.chunk, &title, &headings, &text)
		p.text = shard.Passage(title, headings, text)
		return p, err
	})
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

const retireModel = `update embedding_models set state = 'retired' where state = 'active' and id <> @model`

const selectLacking = `
select exists (
    select from chunks c join documents d on d.id = c.document_id and d.deleted_at is null
    where not exists (select from chunk_embeddings e where e.model_id = @model and e.chunk_id = c.id))`

// activate makes a model that has all its vectors the active one.
func (s *Service) activate(ctx context.Context, m model) error {
	return postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		var state string
		if err := tx.QueryRow(ctx, `select state from embedding_models where id = @model for update`, pgx.NamedArgs{"model": m.ID}).Scan(&state); err != nil {
			return fmt.Errorf("reading the state of model %s: %w", m.Name, err)
		}
		if state == "active" {
			return nil
		}
		var lacking bool
		if err := tx.QueryRow(ctx, selectLacking, pgx.NamedArgs{"model": m.ID}).Scan(&lacking); err != nil || lacking {
			return err
		}
		for _, sql := range []string{retireModel, `update embedding_models set state = 'active' where id = @model`} {
			if _, err := tx.Exec(ctx, sql, pgx.NamedArgs{"model": m.ID}); err != nil {
				return fmt.Errorf("switching to model %s: %w", m.Name, err)
			}
		}
		return nil
	})
}
