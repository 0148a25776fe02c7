package api

import (
	"context"
	"net/http"

	"studyapp/internal/platform/id"
)

// answers are the calls about an answer that is being written.
func (a *api) answers() {
	op := call(http.MethodPost, "/messages/{id}/stop", "stop-answer", "Search and answers", "Stop an answer that is being written", http.StatusNotFound)
	op.Description = "What is there is checked and kept. The id is the message_id of the question, or of a conversation's running answer."
	handle(a, op, func(ctx context.Context, in *struct {
		ID string `path:"id"`
	}) (*struct{}, error) {
		message, err := id.Parse[id.Message](in.ID)
		if err != nil {
			return nil, err
		}
		return nil, a.Ask.Stop(ctx, owner(ctx), message)
	})
}
