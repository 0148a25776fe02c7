package runs_test

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

func ExampleEngine() {
	summarise := func(ctx context.Context, pool *pgxpool.Pool, queue *jobs.Client, owner id.User, document uuid.UUID) error {
		engine := runs.New(runs.Options{Pool: pool, Jobs: queue, Node: "node-1"})
		engine.Register(runs.Task{
			Name: "summary", Queue: jobs.QueueGenerate, Attempts: 5,
			GivenUp: "Writing this broke off several times. Try again.",
			Work: func(ctx context.Context, w *runs.Work) error {
				for page := w.Done; page < w.Total; page++ { // behind what an earlier attempt committed
					err := w.Advance(ctx, runs.Progress{Done: page + 1, Total: w.Total}, func(tx pgx.Tx) error {
						_, err := tx.Exec(ctx, `insert into summaries (document_id, page) values ($1, $2)`, w.Subject, page)
						return err
					})
					if err != nil {
						return err
					}
				}
				return nil
			},
		})
		queue.Register(engine.Workers)
		return postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
			run, err := engine.BeginTx(ctx, tx, runs.Asked{Owner: owner, Task: "summary", Subject: document, Total: 12})
			fmt.Println(run.Status)
			return err
		})
	}
	_ = summarise
}
