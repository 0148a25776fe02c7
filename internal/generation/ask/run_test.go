package ask

import (
	"errors"
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func pointer() llmtest.Reply {
	return llmtest.Say("A pointer is the address of a location in memory [1].")
}

func TestAQuestionSentTwiceIsAskedOnce(t *testing.T) {
	t.Parallel()
	w, server := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply { return pointer() }})
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	r := Request{Question: "What is a pointer?", Message: id.New[id.Message]()}
	a, err := w.service.Ask(t.Context(), w.Owner, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.service.Ask(t.Context(), w.Owner, r, nil)
	var e *errs.Error
	if !errors.As(err, &e) || e.Kind != errs.Conflict || e.Data["conversation_id"] != a.ConversationID.String() {
		t.Errorf("the second time: %v", err)
	}
	if n := len(server.Requests()); n != 1 {
		t.Errorf("the model was asked %d times", n)
	}
}

func TestStopEndsTheWritingOfOnesOwnAnswer(t *testing.T) {
	t.Parallel()
	w, server := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply {
		return llmtest.Reply{Pieces: []string{"A pointer is the address of a location in memory [1]. It "}, Hang: true}
	}})
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	var message id.Message
	a, err := w.service.Ask(t.Context(), w.Owner, Request{Question: "What is a pointer?"}, func(e Event) {
		switch d := e.Data.(type) {
		case Begun:
			message = d.Message
		case Token:
			if err := w.service.Stop(t.Context(), id.New[id.User](), message); !errors.Is(err, errs.NotFound) {
				t.Errorf("a stranger stops it: %v", err)
			}
			if err := w.service.Stop(t.Context(), w.Owner, message); err != nil {
				t.Error(err)
			}
		}
	})
	if err != nil || a.Status != statusStopped || !has(a, "address of a location") {
		t.Fatalf("%v: %+v", err, a)
	}
	<-server.Left // it computes no more
	if err := w.service.Stop(t.Context(), w.Owner, message); !errors.Is(err, errs.NotFound) {
		t.Errorf("what is complete is stopped: %v", err)
	}
}

// What a process was answering when it ended is answered by a job, once: the
// message is then as it is after a kill.
func TestAnswersGoOnAfterARestart(t *testing.T) {
	t.Parallel()
	w, server := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply { return pointer() }})
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	a := w.ask("What is a pointer?")
	killed := func() {
		t.Helper()
		for _, sql := range []string{`update messages set status = 'running', answer = '', sentences = '[]', outcome = null`, `delete from citations`,
			`delete from river_job`, `update runs set status = 'running', stop_asked = false, stopped = false, finished_at = null, job = null`} {
			if _, err := w.Pool.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
	}
	sweep := func() {
		t.Helper()
		if err := errors.Join(w.Runs.TakeBack(t.Context()), w.Runs.Sweep(t.Context())); err != nil {
			t.Fatal(err)
		}
	}

	killed()
	sweep()
	if got := w.stored(a.ConversationID); got.Status != statusRunning {
		t.Errorf("before its job: %s", got.Status)
	}
	if err := w.Work(t.Context(), id.Run(a.MessageID), 1); err != nil {
		t.Fatal(err)
	}
	if got := w.stored(a.ConversationID); got.Status != statusDone || got.Answer != a.Answer || len(got.Citations) != 1 {
		t.Errorf("gone on: %+v", got)
	}
	killed()
	if err := w.service.Stop(t.Context(), w.Owner, a.MessageID); err != nil {
		t.Fatal(err)
	}
	sweep()
	if got := w.stored(a.ConversationID); got.Status != statusStopped {
		t.Errorf("what was stopped while its process was away goes on: %s", got.Status)
	}
	killed()
	before := len(server.Requests())
	sweep()
	if _, err := w.Pool.Exec(t.Context(), `update river_job set state = 'discarded', finalized_at = now()`); err != nil { // it ended the process again
		t.Fatal(err)
	}
	sweep()
	if got := w.stored(a.ConversationID); got.Status != statusFailed || len(server.Requests()) != before {
		t.Errorf("what ended the process twice is tried again: %+v", got)
	}
}

// A conversation that is deleted takes its runs along, so that its questions can
// be asked again under the same ids, as by a script that sends one twice. An id
// that another's message has is refused.
func TestADeletedQuestionCanBeAskedAgain(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	r := Request{Question: "What is a pointer?", Message: id.New[id.Message]()}
	first, err := w.service.Ask(t.Context(), w.Owner, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.service.Ask(t.Context(), pgtest.User(t, w.Pool), r, nil); !errors.Is(err, errs.Conflict) {
		t.Errorf("another's message id: %v", err)
	}
	if err := w.service.DeleteConversation(t.Context(), w.Owner, first.ConversationID); err != nil {
		t.Fatal(err)
	}
	again, err := w.service.Ask(t.Context(), w.Owner, r, nil)
	if err != nil || again.MessageID != r.Message || again.ConversationID == first.ConversationID {
		t.Errorf("asked again: %+v, %v", again, err)
	}
	var left int
	if err := w.Pool.QueryRow(t.Context(), `select count(*) from runs`).Scan(&left); err != nil || left != 1 {
		t.Errorf("%d runs are kept, %v", left, err)
	}
}
