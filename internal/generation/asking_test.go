package generation

import (
	"errors"
	"testing"

	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

func pointer() llmtest.Reply {
	return llmtest.Say("A pointer is the address of a location in memory [1].")
}

func TestAQuestionSentTwiceIsAskedOnce(t *testing.T) {
	t.Parallel()
	w, server := newWorld(t, worldOptions{llm: func(int, llmtest.Request) llmtest.Reply { return pointer() }})
	w.add(w.owner, "Ownership", "markdown", lesson()...)
	r := AskRequest{Question: "What is a pointer?", Message: id.New[id.Message]()}
	a, err := w.service.Ask(t.Context(), w.owner, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.service.Ask(t.Context(), w.owner, r, nil)
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
	w, _ := newWorld(t, worldOptions{llm: func(int, llmtest.Request) llmtest.Reply {
		return llmtest.Reply{Pieces: []string{"A pointer is the address of a location in memory [1]. It "}, Hang: true}
	}})
	w.add(w.owner, "Ownership", "markdown", lesson()...)
	var message id.Message
	a, err := w.service.Ask(t.Context(), w.owner, AskRequest{Question: "What is a pointer?"}, func(e Event) {
		switch d := e.Data.(type) {
		case Begun:
			message = d.Message
		case Token:
			if err := w.service.Stop(t.Context(), id.New[id.User](), message); !errors.Is(err, errs.NotFound) {
				t.Errorf("a stranger stops it: %v", err)
			}
			if err := w.service.Stop(t.Context(), w.owner, message); err != nil {
				t.Error(err)
			}
		}
	})
	if err != nil || a.Status != statusStopped || !has(a, "address of a location") {
		t.Fatalf("%v: %+v", err, a)
	}
	if err := w.service.Stop(t.Context(), w.owner, message); !errors.Is(err, errs.NotFound) {
		t.Errorf("what is complete is stopped: %v", err)
	}
}

// A process that ended in the middle answers after its next start, once: the
// message is then as it is after a kill.
func TestAnswersGoOnAfterARestart(t *testing.T) {
	t.Parallel()
	w, server := newWorld(t, worldOptions{llm: func(int, llmtest.Request) llmtest.Reply { return pointer() }})
	w.add(w.owner, "Ownership", "markdown", lesson()...)
	w.service.o.Node = "one"
	a := w.ask("What is a pointer?")
	killed := func(tries int) {
		t.Helper()
		_, err := w.pool.Exec(t.Context(), `update messages set status = 'running', stop_asked = false, tries = $1, answer = '', sentences = '[]', answered = false`, tries)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.pool.Exec(t.Context(), `delete from citations`); err != nil {
			t.Fatal(err)
		}
	}
	look := func() Answer {
		t.Helper()
		_, answers, err := w.service.Conversation(t.Context(), w.owner, a.ConversationID)
		if err != nil || len(answers) != 1 {
			t.Fatalf("%v: %+v", err, answers)
		}
		return answers[0]
	}

	resume := func() {
		t.Helper()
		if err := errors.Join(w.service.TakeBack(t.Context()), w.service.ResumeAnswers(t.Context())); err != nil {
			t.Fatal(err)
		}
	}

	killed(1)
	w.service.o.Node = "two"
	resume()
	if got := look(); got.Status != statusRunning {
		t.Errorf("another process took it: %s", got.Status)
	}
	w.service.o.Node = "one"
	resume()
	if got := look(); got.Status != statusDone || got.Answer != a.Answer || len(got.Citations) != 1 {
		t.Errorf("gone on: %+v", got)
	}
	killed(1)
	if err := New(Options{Pool: w.pool}).Stop(t.Context(), w.owner, a.MessageID); err != nil {
		t.Fatal(err)
	}
	resume()
	if got := look(); got.Status != statusStopped {
		t.Errorf("what was stopped while its process was away goes on: %s", got.Status)
	}
	killed(mostTries)
	before := len(server.Requests())
	resume()
	if got := look(); got.Status != statusFailed || len(server.Requests()) != before {
		t.Errorf("what ended the process twice is tried again: %+v", got)
	}
}
