package ask

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/answerview"
	"studyapp/web/page/frame"
	"studyapp/web/sse"
	"studyapp/web/words"
)

// askRequest reads a question from the form.
func askRequest(r *http.Request) (ask.Request, error) {
	q := ask.Request{Question: strings.TrimSpace(r.PostFormValue("question"))}
	s, err := readScope(r.PostForm)
	if err != nil {
		return q, err
	}
	q.Course, q.Documents = s.Course, s.Documents
	if q.Conversation, err = frame.OptionalID[id.Conversation](r.PostFormValue("conversation")); err != nil {
		return q, err
	}
	q.Message, err = frame.OptionalID[id.Message](r.PostFormValue("message"))
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
	if sse.Wanted(r.Header.Get("Accept")) {
		return p.streamAnswer(w, r, a, q)
	}
	answer, err := p.Answers.Ask(ctx, a.ID, q, nil)
	if err != nil {
		if err = scopeGone(err); errors.Is(err, errs.Invalid) {
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

// scopeGone says what to do where what a question is asked of was deleted
// meanwhile; other errors stay.
func scopeGone(err error) error {
	var e *errs.Error
	if errors.As(err, &e) && e.Kind == errs.NotFound && (e.Field == "document_ids" || e.Field == "course_id") {
		return errs.New(errs.Invalid, scopeGoneNow).At(e.Field)
	}
	return err
}

// longestAnswer is how long an answer may take when nobody waits for it.
const longestAnswer = 10 * time.Minute

// telling sends an answer in the making: the events begun, passages, waiting, token,
// sentence, restart, answer or error. Each holds JSON: HTML to put in place, or
// text to append.
type telling struct {
	p            *pages
	ctx          context.Context
	out          *sse.Stream
	conversation id.Conversation
	citations    map[int]evidence.Citation // by number, those told so far
}

func (t *telling) send(event string, data any) {
	_ = t.out.SendJSON(event, data) // it fails where the browser has left
}

func (t *telling) fail(err error) {
	err = scopeGone(err)
	if errs.KindOf(err) == errs.Internal {
		t.p.Log.ErrorContext(t.ctx, "asking", "error", err)
	}
	t.send("error", map[string]string{"message": errs.Message(err)})
}

// begun says where the question is kept.
func (t *telling) begun(conversation string) {
	t.send("begun", map[string]string{"conversation": conversation, "url": "/ask/" + conversation})
}

// settled is a sentence with its verdict, as the page shows and says it.
type settled struct {
	N        int    `json:"n"`
	Break    bool   `json:"break"`
	Quoted   bool   `json:"quoted"`
	HTML     string `json:"html"`
	Popovers string `json:"popovers"` // of the sources it is the first to name
	Passages string `json:"passages"` // the same, for the column
	Said     string `json:"said"`
}

// event tells one event of the service.
func (t *telling) event(e ask.Event) {
	switch d := e.Data.(type) {
	case ask.Begun:
		t.conversation = d.Conversation
		t.begun(d.Conversation.String())
	case ask.Passages:
		found := passagesFound(len(d.Passages), d.Documents)
		status := found
		if len(d.Passages) > 0 {
			status += andWriting
		}
		t.send("passages", map[string]string{
			"status": drawn(t.ctx, foundLine(status)),
			"found":  drawn(t.ctx, foundLine(found)),
			"html":   drawn(t.ctx, answerview.PassagesFound(d)),
			"try":    d.Try,
		})
	case ask.Waiting:
		t.send("waiting", waitOf(d))
	case ask.Token:
		t.send("token", d)
	case ask.Settled:
		s := settled{N: d.N, Break: d.Break, Quoted: d.Quoted, Said: sentenceSaid(d.Text, d.Support, d.Sentence.Citations)}
		for _, c := range d.Sources {
			t.citations[c.N] = c
			v := answerview.CitationOf(c, t.conversation)
			s.Popovers += drawn(t.ctx, answerview.Popover(v))
			s.Passages += drawn(t.ctx, answerview.PassageCited(v, true))
		}
		s.HTML = drawn(t.ctx, answerview.SentenceLine(answerview.SentenceOf(d.N, d.Sentence, t.citations, t.conversation), d.Quoted))
		t.send("sentence", s)
	default:
		if e.Name == ask.EventRestart {
			t.send("restart", struct{}{})
		}
	}
}

// answer sends the complete answer.
func (t *telling) answer(a auth.Account, reader string) {
	state, err := t.p.answerState(t.ctx, a, t.conversation, reader)
	if err != nil {
		t.fail(err)
		return
	}
	t.send("answer", state)
}

// streamAnswer answers a question as events. The answer goes on when the browser
// leaves, and when the sign-in ends, which ends the stream: the conversation
// shows it when the student comes back.
func (p *pages) streamAnswer(w http.ResponseWriter, r *http.Request, a auth.Account, q ask.Request) error {
	events, asked := make(chan ask.Event), make(chan error, 1)
	left := make(chan struct{}) // nobody takes events any more
	defer close(left)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), longestAnswer)
	go func() {
		defer cancel()
		asked <- p.work(ctx, a.ID, q, func(e ask.Event) {
			select {
			case events <- e:
			case <-left:
			}
		})
	}()
	// What is told at the end is read after the asking, whose context ends with it.
	t := &telling{p: p, ctx: context.WithoutCancel(ctx), out: sse.New(w), citations: map[int]evidence.Citation{}}
	for gone := r.Context().Done(); ; {
		select {
		case e := <-events:
			t.event(e)
		case err := <-asked:
			t.end(a, err, r.PostFormValue("reader"))
			return nil
		case <-gone:
			if auth.SignedOut(r.Context()) {
				return nil
			}
			gone = nil // only the browser left
		}
	}
}

// work is Answers.Ask whose panic is an error, as the router makes it of a
// request's own goroutine.
func (p *pages) work(ctx context.Context, owner id.User, q ask.Request, tell func(ask.Event)) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
		}
	}()
	_, err = p.Answers.Ask(ctx, owner, q, tell)
	return err
}

// end tells how the asking ended.
func (t *telling) end(a auth.Account, err error, reader string) {
	var e *errs.Error
	switch {
	case errors.As(err, &e) && e.Kind == errs.Conflict && e.Data["conversation_id"] != "":
		t.begun(e.Data["conversation_id"]) // it was sent before: the script looks there
	case err != nil && t.conversation.IsZero():
		t.fail(err)
	case err != nil && errs.KindOf(err) != errs.Internal && !errors.Is(err, context.Canceled):
		t.fail(err) // kept without an answer
	default:
		t.answer(a, reader)
	}
}

// followAnswer goes on with an answer that was begun elsewhere, from what is
// written so far. It reports false where this process does not write it.
func (p *pages) followAnswer(w http.ResponseWriter, r *http.Request, a auth.Account, conversation id.Conversation) (bool, error) {
	_, answers, err := p.Answers.Conversation(r.Context(), a.ID, conversation)
	if err != nil || len(answers) == 0 {
		return false, err
	}
	last := answers[len(answers)-1]
	if _, here := p.Answers.SoFar(a.ID, last.MessageID); !here {
		return false, nil
	}
	t := &telling{p: p, ctx: r.Context(), out: sse.New(w), conversation: conversation, citations: map[int]evidence.Citation{}}
	if err := p.Answers.Follow(r.Context(), a.ID, last.MessageID, t.event); err != nil && !errors.Is(err, errs.NotFound) {
		return true, nil //nolint:nilerr // the browser left
	}
	t.answer(a, r.URL.Query().Get("reader"))
	return true, nil
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
	Running      bool              `json:"running"` // nothing else yet
	HTML         string            `json:"html,omitempty"`
	URL          string            `json:"url,omitempty"`
	Title        string            `json:"title,omitempty"`
	Conversation string            `json:"conversation,omitempty"`
	Marks        []answerview.Mark `json:"marks,omitempty"`
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
	_, answers, err := p.Answers.Conversation(ctx, a.ID, conversation)
	if err != nil {
		return state, err
	}
	if len(answers) == 0 {
		return state, errs.New(errs.NotFound, words.NoSuchPage)
	}
	last := answers[len(answers)-1]
	v, marks, err := p.Marks.InDocument(ctx, a, last, reader)
	if err != nil {
		return state, err
	}
	if v.Running {
		return answerState{Running: true}, nil
	}
	state.HTML, state.Marks = drawn(ctx, answerview.Article(v, answerview.BesideDocument)), marks
	return state, nil
}

// answerInWork tells the script how far the last answer of a conversation is:
// as events where this process writes it, else whether it is complete.
func (p *pages) answerInWork(w http.ResponseWriter, r *http.Request) error {
	conversation, err := frame.PathID[id.Conversation](r)
	if err != nil {
		return err
	}
	a := auth.User(r.Context())
	if sse.Wanted(r.Header.Get("Accept")) {
		if told, err := p.followAnswer(w, r, a, conversation); told || err != nil {
			return err
		}
	}
	state, err := p.answerState(r.Context(), a, conversation, r.URL.Query().Get("reader"))
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
	if err := p.Answers.Stop(r.Context(), auth.User(r.Context()).ID, message); err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
