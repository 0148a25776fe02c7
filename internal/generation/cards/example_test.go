package cards_test

import (
	"context"
	"fmt"

	"studyapp/internal/generation/cards"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

func ExampleService_Generate() {
	begin := func(ctx context.Context, service *cards.Service, owner id.User, document id.Document) error {
		want := cards.Wanted{Count: 20, Kinds: []learning.Kind{learning.Cloze}, Pages: cards.Pages{From: 1, To: 12}}
		run, err := service.Generate(ctx, owner, document, cards.Flashcards, want)
		if err != nil {
			return err
		}
		fmt.Println(run.Status, run.Total, "passages to look at")
		return nil
	}
	_ = begin
}
