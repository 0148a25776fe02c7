package passage

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/postgres"
)

// Model is an embedding model whose vectors are kept.
type Model struct {
	ID        int16
	Name      string
	Dimension int
}

const selectActiveModel = `select id, name, dimension from embedding_models where state = 'active'`

// Active returns the model whose vectors are searched.
func Active(ctx context.Context, db postgres.DB) (Model, error) {
	var m Model
	if err := db.QueryRow(ctx, selectActiveModel).Scan(&m.ID, &m.Name, &m.Dimension); err != nil {
		return Model{}, fmt.Errorf("reading the model: %w", err)
	}
	return m, nil
}

const selectModel = `select id, name, dimension from embedding_models where name = @name`

// The lock keeps two nodes from taking the same id.
const insertModel = `
with locked as (select pg_advisory_xact_lock(hashtext('embedding_models')))
insert into embedding_models (id, name, dimension)
select coalesce(max(m.id), 0) + 1, @name, @dimension from locked left join embedding_models m on true
on conflict (name) do nothing`

// Named returns the model of the name, and makes it known if it is new.
func Named(ctx context.Context, db postgres.DB, name string, dimension int) (Model, error) {
	args := pgx.NamedArgs{"name": name, "dimension": dimension}
	for try := 0; ; try++ {
		var m Model
		err := db.QueryRow(ctx, selectModel, args).Scan(&m.ID, &m.Name, &m.Dimension)
		switch {
		case errors.Is(err, pgx.ErrNoRows) && try == 0:
			if _, err := db.Exec(ctx, insertModel, args); err != nil {
				return Model{}, fmt.Errorf("registering the model %s: %w", name, err)
			}
			continue
		case err != nil:
			return Model{}, fmt.Errorf("reading the model: %w", err)
		case m.Dimension != dimension:
			return Model{}, fmt.Errorf("the model %s has %d dimensions, its vectors in the database have %d", m.Name, dimension, m.Dimension)
		}
		return m, nil
	}
}

const (
	lockState   = `select state from embedding_models where id = @model for update`
	retireModel = `update embedding_models set state = 'retired' where state = 'active' and id <> @model`
	useModel    = `update embedding_models set state = 'active' where id = @model`
)

const someLackingOfAll = `
select exists (
    select from chunks c join documents d on d.id = c.document_id and d.deleted_at is null
    where c.version > 0 and not exists (select from chunk_embeddings e where e.model_id = @model and e.chunk_id = c.id))`

// Activate makes a model the active one if it has the vectors of all passages
// of all owners.
func Activate(ctx context.Context, pool *pgxpool.Pool, m Model) error {
	return postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
		args := pgx.NamedArgs{"model": m.ID}
		var state string
		if err := tx.QueryRow(ctx, lockState, args).Scan(&state); err != nil {
			return fmt.Errorf("reading the state of model %s: %w", m.Name, err)
		}
		if state == "active" {
			return nil
		}
		var lacking bool
		if err := tx.QueryRow(ctx, someLackingOfAll, args).Scan(&lacking); err != nil || lacking {
			return err
		}
		for _, sql := range []string{retireModel, useModel} {
			if _, err := tx.Exec(ctx, sql, args); err != nil {
				return fmt.Errorf("switching to model %s: %w", m.Name, err)
			}
		}
		return nil
	})
}

const someReadyLackingOfAll = `
select exists (
    select from chunks c join documents d on d.id = c.document_id and d.deleted_at is null and d.status = 'ready'
    where c.version > 0 and not exists (
        select from chunk_embeddings e join embedding_models m on m.id = e.model_id and m.state = 'active'
        where e.chunk_id = c.id))`

// SomeLackingAll reports whether a document of anybody's is ready and has a
// passage without a vector of the active model. It looks at every passage.
func SomeLackingAll(ctx context.Context, db postgres.DB) (lacking bool, err error) {
	if err = db.QueryRow(ctx, someReadyLackingOfAll).Scan(&lacking); err != nil {
		return false, fmt.Errorf("looking for passages without vectors: %w", err)
	}
	return lacking, nil
}

// State is how much of what was read has vectors.
type State struct {
	Passages int
	Behind   int // of them still without a vector of the active model
}

const stateOfAll = `
select count(*), count(*) filter (where not exists (
    select from chunk_embeddings e join embedding_models m on m.id = e.model_id
    where e.chunk_id = c.id and m.state = 'active'))
from chunks c join documents d on d.id = c.document_id and d.deleted_at is null
where c.version > 0`

// StateOfAll counts the passages of all owners.
func StateOfAll(ctx context.Context, db postgres.DB) (State, error) {
	var s State
	if err := db.QueryRow(ctx, stateOfAll).Scan(&s.Passages, &s.Behind); err != nil {
		return s, fmt.Errorf("counting passages: %w", err)
	}
	return s, nil
}
