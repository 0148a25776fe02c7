package ask_test

import (
	"context"
	"fmt"

	"studyapp/internal/generation/ask"
	"studyapp/internal/platform/id"
)

func ExampleService_Ask() {
	answer := func(ctx context.Context, service *ask.Service, owner id.User) error {
		a, err := service.Ask(ctx, owner, ask.Request{Question: "What is a pointer?"}, func(e ask.Event) {
			if t, ok := e.Data.(ask.Token); ok {
				fmt.Print(t.Text)
			}
		})
		if err != nil {
			return err
		}
		for _, c := range a.Citations {
			fmt.Printf("[%d] %s: %s\n", c.N, c.Title, c.Quote)
		}
		return nil
	}
	_ = answer
}
