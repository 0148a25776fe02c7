package ask

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"studyapp/internal/generation/ask"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// ended answers at once, and is read only after the context of the asking has
// ended, as on a slow machine.
type ended struct {
	Answers
	asking context.Context
}

func (e *ended) Ask(ctx context.Context, _ id.User, _ ask.Request, tell func(ask.Event)) (ask.Answer, error) {
	e.asking = ctx
	tell(ask.Event{Name: ask.EventBegun, Data: ask.Begun{Conversation: id.New[id.Conversation]()}})
	return ask.Answer{}, nil
}

func (e *ended) Conversation(ctx context.Context, _ id.User, _ id.Conversation) (ask.Conversation, []ask.Answer, error) {
	<-e.asking.Done()
	if err := ctx.Err(); err != nil {
		return ask.Conversation{}, nil, err
	}
	return ask.Conversation{}, nil, errs.New(errs.NotFound, "It was read.")
}

// What is told at the end does not end with the asking.
func TestTheEndIsToldAfterTheAskingHasEnded(t *testing.T) {
	t.Parallel()
	p := &pages{Deps{Answers: &ended{}, Log: slog.New(slog.DiscardHandler)}}
	w, r := httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), "POST", "/ask", nil)
	if err := p.streamAnswer(w, r, auth.Account{}, ask.Request{Question: "When?"}); err != nil {
		t.Fatal(err)
	}
	if told := w.Body.String(); !strings.Contains(told, "It was read.") {
		t.Errorf("told: %s", told)
	}
}
