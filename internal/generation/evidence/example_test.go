package evidence_test

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

func ExampleService() {
	prove := func(ctx context.Context, pool *pgxpool.Pool, finder *search.Service, owner id.User) error {
		service := evidence.New(evidence.Options{Pool: pool, Search: finder})
		found, err := service.Find(ctx, owner, "What is a pointer?", "", evidence.Scope{}, 12)
		if err != nil || found.Ranking == nil {
			return err // a nil ranking: nothing was found
		}
		quotes, _ := found.Prove("A pointer is the address of a location in memory.", nil, nil)
		for _, q := range quotes {
			fmt.Printf("page %d: %s\n", q.Page, q.Text)
		}
		return nil
	}
	_ = prove
}
