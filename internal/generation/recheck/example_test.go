package recheck_test

import (
	"context"
	"errors"
	"fmt"

	"studyapp/internal/generation/recheck"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

func ExampleService_Quote() {
	place := func(ctx context.Context, service *recheck.Service, owner id.User, document id.Document) error {
		quote, err := service.Quote(ctx, owner, document, "Each value has exactly one owner.", nil)
		if errors.Is(err, errs.Invalid) {
			fmt.Println("These words do not stand in the document.")
			return nil
		}
		fmt.Println(quote.Version, quote.Place.Quote)
		return err
	}
	_ = place
}
