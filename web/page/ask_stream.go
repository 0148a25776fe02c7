package page

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/generation"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/words"
)

// askRequest reads a question from the form.
func askRequest(r *http.Request) (generation.AskRequest, error) {
	q := generation.AskRequest{Question: strings.TrimSpace(r.PostFormValue("question"))}
	s, err := readScope(r.PostForm)
	if err != nil {
		return q, err
	}
	q.Course, q.Documents = s.Course, s.Documents
	if q.Conversation, err = optionalID[id.Conversation](r.PostFormValue("conversation")); err != nil {
		return q, err
	}
	q.Message, err = optionalID[id.Message](r.PostFormValue("message"))
	return q, err
}

// answer answers a question: as an event stream for the script, else it waits
// and goes to the conversation.
func (p *pages) answer(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	q, err := askRequest(r)
	if err != nil {
		return err
	}
	if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		return p.streamAnswer(w, r, a, q)
	}
	answer, err := p.Generation.Ask(ctx, a.ID, q, nil)
	if err != nil {
		if errors.Is(err, errs.Invalid) {
			return p.showAsk(w, r, http.StatusUnprocessableEntity, scope{Course: q.Course, Documents: q.Documents}, q.Question, errs.Message(err))
		}
		return err
	}
	if doc := r.PostFormValue("reader"); doc != "" {
		http.Redirect(w, r, "/documents/"+url.PathEscape(doc)+"?c="+answer.ConversationID.String(), http.StatusSeeOther)
		return nil
	}
	http.Redirect(w, r, "/ask/"+answer.ConversationID.String(), http.StatusSeeOther)
	return nil
}

// longestAnswer is how long an answer may take when nobody waits for it.
const longestAnswer = 10 * time.Minute

// streamAnswer sends the events begun, passages, token, answer or error. Each
// holds JSON: HTML to put in place, or text to append. The answer goes on when
// the browser leaves: the conversation shows it when the student comes back.
func (p *pages) streamAnswer(w http.ResponseWriter, r *http.Request, a auth.Account, q generation.AskRequest) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), longestAnswer)
	defer cancel()
	reader := r.PostFormValue("reader")
	out := openStream(w)
	send := func(event string, data any) {
		b, err := json.Marshal(data)
		if err != nil {
			p.Log.ErrorContext(ctx, "sending an answer", "error", err)
			return
		}
		_ = out.send(event, string(b)) // it fails where the browser has left
	}
	fail := func(err error) {
		if errs.KindOf(err) == errs.Internal {
			p.Log.ErrorContext(ctx, "asking", "error", err)
		}
		send("error", map[string]string{"message": errs.Message(err)})
	}
	begun := func(conversation string) {
		send("begun", map[string]string{"conversation": conversation, "url": "/ask/" + conversation})
	}
	byModel := p.Generation.Models() != nil
	var conversation id.Conversation
	_, err := p.Generation.Ask(ctx, a.ID, q, func(e generation.Event) {
		switch d := e.Data.(type) {
		case generation.Begun:
			conversation = d.Conversation
			begun(conversation.String())
		case generation.Passages:
			send("passages", map[string]string{"status": words.PassagesFound(len(d.Passages), d.Documents), "html": drawn(ctx, passagesFound(d))})
		case generation.Token:
			if byModel { // quotes come at once, and are set as quotes
				send("token", d)
			}
		}
	})
	var e *errs.Error
	switch {
	case errors.As(err, &e) && e.Kind == errs.Conflict && e.Data["conversation_id"] != "":
		begun(e.Data["conversation_id"]) // it was sent before: the script looks there
		return nil
	case err != nil && conversation.IsZero():
		fail(err)
		return nil
	case err != nil && errs.KindOf(err) != errs.Internal && !errors.Is(err, context.Canceled):
		fail(err) // kept without an answer
		return nil
	}
	state, err := p.answerState(ctx, a, conversation, reader)
	if err != nil {
		fail(err)
		return nil
	}
	send("answer", state)
	return nil
}

// drawn is a component as text.
func drawn(ctx context.Context, c templ.Component) string {
	var b strings.Builder
	_ = c.Render(ctx, &b) // writing to memory cannot fail
	return b.String()
}

// answerState is the last answer of a conversation as the script puts it in
// place: on its page, or beside the document it was asked in.
type answerState struct {
	Running      bool   `json:"running"` // nothing else yet
	HTML         string `json:"html,omitempty"`
	URL          string `json:"url,omitempty"`
	Title        string `json:"title,omitempty"`
	Conversation string `json:"conversation,omitempty"`
	Marks        []mark `json:"marks,omitempty"`
}

func (p *pages) answerState(ctx context.Context, a auth.Account, conversation id.Conversation, reader string) (answerState, error) {
	state := answerState{Conversation: conversation.String(), URL: "/ask/" + conversation.String()}
	if reader == "" {
		v, title, err := p.viewConversation(ctx, a, conversation)
		if err != nil {
			return state, err
		}
		if v.Last != nil && v.Last.Running {
			return answerState{Running: true}, nil
		}
		state.HTML, state.Title = drawn(ctx, askBody(v)), title
		return state, nil
	}
	_, answers, err := p.Generation.Conversation(ctx, a.ID, conversation)
	if err != nil {
		return state, err
	}
	if len(answers) == 0 {
		return state, errs.New(errs.NotFound, words.NoSuchPage)
	}
	last := answers[len(answers)-1]
	v, marks, err := p.answerMarks(ctx, a, last, reader)
	if err != nil {
		return state, err
	}
	if v.Running {
		return answerState{Running: true}, nil
	}
	state.HTML, state.Marks = drawn(ctx, answerArticle(v, true)), marks
	return state, nil
}

// answerInWork tells the script how far the last answer of a conversation is.
func (p *pages) answerInWork(w http.ResponseWriter, r *http.Request) error {
	conversation, err := pathID[id.Conversation](r)
	if err != nil {
		return err
	}
	state, err := p.answerState(r.Context(), auth.User(r.Context()), conversation, r.URL.Query().Get("reader"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(state)
}

// stopAnswer ends the writing of an answer; one that is complete stays.
func (p *pages) stopAnswer(w http.ResponseWriter, r *http.Request) error {
	message, err := id.Parse[id.Message](r.PostFormValue("message"))
	if err != nil {
		return err
	}
	if err := p.Generation.Stop(r.Context(), auth.User(r.Context()).ID, message); err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
