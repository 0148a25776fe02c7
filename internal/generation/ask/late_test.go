package ask

import (
	"context"
	"errors"
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/runs"
)

// stepwise is a model that writes its first words at once and the rest of the
// reply when step is closed; heard tells of each question.
func stepwise(step <-chan struct{}, heard chan<- struct{}, first func(n int) bool) func(int, llmtest.Request) llmtest.Reply {
	return func(n int, _ llmtest.Request) llmtest.Reply {
		r := llmtest.Reply{Pieces: []string{"A pointer is the address ", "of a location in memory [1]."}}
		if first(n) {
			r.Step = step
			heard <- struct{}{}
		}
		return r
	}
}

func (w *world) stored(conversation id.Conversation) Answer {
	w.T.Helper()
	_, answers, err := w.service.Conversation(w.T.Context(), w.Owner, conversation)
	if err != nil || len(answers) != 1 {
		w.T.Fatalf("%v: %+v", err, answers)
	}
	return answers[0]
}

// A process that was only frozen comes back and finds that its answer was
// begun anew: it writes nothing over what the other one wrote.
func TestALateProcessWritesNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		end  func(step chan struct{}, leave context.CancelFunc)
		want error
	}{
		{"with an answer", func(step chan struct{}, _ context.CancelFunc) { close(step) }, errs.Conflict},
		{"without", func(_ chan struct{}, leave context.CancelFunc) { leave() }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			step, heard := make(chan struct{}), make(chan struct{}, 10)
			w, _ := newWorld(t, evidencetest.Options{LLM: stepwise(step, heard, func(n int) bool { return n == 0 })})
			w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			var conversation id.Conversation
			failed := make(chan error, 1)
			began, message := make(chan id.Conversation, 1), make(chan id.Message, 1)
			go func() {
				_, err := w.service.Ask(ctx, w.Owner, Request{Question: "What is a pointer?"}, func(e Event) {
					if d, ok := e.Data.(Begun); ok {
						began <- d.Conversation
						message <- d.Message
					}
				})
				failed <- err
			}()
			conversation = <-began
			<-heard
			o := w.service.o
			o.Runs = runs.New(runs.Options{Pool: w.Pool, Jobs: w.Queue})
			_ = New(o)
			if err := errors.Join(o.Runs.TakeBack(t.Context()), o.Runs.Work(t.Context(), id.Run(<-message))); err != nil {
				t.Fatal(err)
			}
			before := w.stored(conversation)
			if before.Status != statusDone || len(before.Citations) != 1 {
				t.Fatalf("the second process stored %+v", before)
			}
			c.end(step, leave)
			if err := <-failed; err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("the late process ends with %v", err)
			}
			if after := w.stored(conversation); after.Status != statusDone || after.Answer != before.Answer || after.Citations[0].ID != before.Citations[0].ID {
				t.Errorf("the late process left %+v", after)
			}
		})
	}
}
