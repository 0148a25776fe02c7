package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/problem"
	"studyapp/web/sse"
)

type question struct {
	Accept string `header:"Accept" doc:"text/event-stream for the events passages, token, answer (the whole Answer) and error (a Problem)."`
	Body   struct {
		Question       string   `json:"question"`
		CourseID       string   `json:"course_id,omitempty" doc:"Only the documents of this course."`
		DocumentIDs    []string `json:"document_ids,omitempty" doc:"Only these documents."`
		ConversationID string   `json:"conversation_id,omitempty" doc:"Goes on with this conversation."`
		MessageID      string   `json:"message_id,omitempty" doc:"A UUID of your own: the same question again is a conflict, and POST /messages/{id}/stop ends the answer."`
		K              int      `json:"k,omitempty" minimum:"0" maximum:"50" doc:"How many passages to read; 12 if left out."`
	}
}

func (q *question) request() (ask.Request, error) {
	r := ask.Request{Question: q.Body.Question, K: q.Body.K}
	if strings.ContainsRune(r.Question, 0) {
		return r, errs.New(errs.Invalid, "The question holds a character that cannot be kept. Take out what is invisible in it.").At("question")
	}
	var err error
	if r.Course, err = optional[id.Course](q.Body.CourseID); err != nil {
		return r, err
	}
	if r.Conversation, err = optional[id.Conversation](q.Body.ConversationID); err != nil {
		return r, err
	}
	if r.Message, err = optional[id.Message](q.Body.MessageID); err != nil {
		return r, err
	}
	for _, s := range q.Body.DocumentIDs {
		document, err := id.Parse[id.Document](s)
		if err != nil {
			return r, err
		}
		r.Documents = append(r.Documents, document)
	}
	return r, nil
}

// Answer is the wire's form of ask.Answer: ids are strings.
type Answer struct {
	ask.Answer
	Citations []Citation `json:"citations"`
}

// Citation is the wire's form of evidence.Citation.
type Citation struct {
	evidence.Citation
	ChunkID string `json:"chunk_id"`
}

// Passages is the data of the passages event.
type Passages struct {
	Passages  []Passage `json:"passages"`
	Documents int       `json:"documents"` // how many documents they come from
	WordsOnly bool      `json:"words_only,omitempty"`
}

// Passage is the wire's form of ask.Passage.
type Passage struct {
	ask.Passage
	ChunkID string `json:"chunk_id"`
}

func viewAnswer(g ask.Answer) Answer {
	v := Answer{Answer: g, Citations: make([]Citation, len(g.Citations))}
	for i, c := range g.Citations {
		v.Citations[i] = viewCitation(c)
	}
	if v.Sentences == nil {
		v.Sentences = []ask.Sentence{}
	}
	return v
}

func viewCitation(c evidence.Citation) Citation { return Citation{c, chunkID(c.ChunkID)} }

// viewEvent gives an event's data its form on the wire.
func viewEvent(data any) any {
	switch d := data.(type) {
	case ask.Answer:
		return viewAnswer(d)
	case ask.Passages:
		v := Passages{make([]Passage, len(d.Passages)), d.Documents, d.WordsOnly}
		for i, p := range d.Passages {
			v.Passages[i] = Passage{p, chunkID(p.ChunkID)}
		}
		return v
	}
	return data
}

// FullConversation is a conversation with its answers, oldest first.
type FullConversation struct {
	ask.Conversation
	Answers []Answer `json:"answers"`
}

// ConversationPath names a conversation.
type ConversationPath struct {
	ID string `path:"id"`
}

func (a *api) ask() {
	const tag = "Search and answers"
	op := call(http.MethodPost, "/ask", "ask", tag, "Ask your documents", http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable)
	op.Responses = map[string]*huma.Response{"200": {
		Description: "The answer, or the events on the way to it.",
		Content: map[string]*huma.MediaType{
			"application/json": {Schema: schemaOf[Answer](a)},
			sse.MediaType:      {Schema: &huma.Schema{Type: huma.TypeString, Description: "Server-sent events: passages, token (any number), answer, or error."}},
		},
	}}
	handle(a, a.streaming(op), a.answerQuestion)
	handle(a, call(http.MethodGet, "/conversations", "list-conversations", tag, "List conversations, the latest first"),
		func(ctx context.Context, in *Paging) (*answer[list[ask.Conversation]], error) {
			all, next, err := a.Ask.Conversations(ctx, owner(ctx), in.Limit, in.Cursor)
			return respondList(all, next, err, func(c ask.Conversation) ask.Conversation { return c })
		})
	handle(a, call(http.MethodGet, "/conversations/{id}", "get-conversation", tag, "Get a conversation with its answers", http.StatusNotFound),
		func(ctx context.Context, in *ConversationPath) (*answer[FullConversation], error) {
			conversation, err := id.Parse[id.Conversation](in.ID)
			if err != nil {
				return nil, err
			}
			c, answers, err := a.Ask.Conversation(ctx, owner(ctx), conversation)
			return respond(fullConversation(c, answers), err)
		})
	handle(a, call(http.MethodDelete, "/conversations/{id}", "delete-conversation", tag, "Delete a conversation", http.StatusNotFound),
		func(ctx context.Context, in *ConversationPath) (*struct{}, error) {
			conversation, err := id.Parse[id.Conversation](in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Ask.DeleteConversation(ctx, owner(ctx), conversation)
		})
	handle(a, call(http.MethodGet, "/citations/{id}", "get-citation", tag, "Get a citation with its boxes", http.StatusNotFound),
		func(ctx context.Context, in *struct {
			ID string `path:"id"`
		}) (*answer[Citation], error) {
			citation, err := id.Parse[id.Citation](in.ID)
			if err != nil {
				return nil, err
			}
			c, err := a.Ask.Citation(ctx, owner(ctx), citation)
			return respond(viewCitation(c), err)
		})
}

func fullConversation(c ask.Conversation, answers []ask.Answer) FullConversation {
	v := FullConversation{Conversation: c, Answers: make([]Answer, len(answers))}
	for i, g := range answers {
		v.Answers[i] = viewAnswer(g)
	}
	return v
}

// answerQuestion answers with the whole answer, or with events as they come.
func (a *api) answerQuestion(ctx context.Context, in *question) (*huma.StreamResponse, error) {
	r, err := in.request()
	if err != nil {
		return nil, err
	}
	if !sse.Wanted(in.Accept) {
		result, err := a.Ask.Ask(ctx, owner(ctx), r, nil)
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			hc.SetHeader("Content-Type", "application/json")
			_ = json.NewEncoder(hc.BodyWriter()).Encode(viewAnswer(result)) // the client may be gone
		}}, nil
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		request, w := humachi.Unwrap(hc)
		ctx, cancel := context.WithCancel(request.Context())
		defer cancel()
		s := sse.New(w)
		_, err := a.Ask.Ask(ctx, owner(ctx), r, func(e ask.Event) {
			switch e.Name {
			case ask.EventPassages, ask.EventToken, ask.EventAnswer:
			default:
				return // the answer names its conversation and holds the verdicts
			}
			if auth.SignedOut(ctx) {
				return // what is there is kept, and told to nobody
			}
			if s.SendJSON(e.Name, viewEvent(e.Data)) != nil {
				cancel() // nobody listens: what is there is kept
			}
		})
		switch {
		case err == nil:
		case s.Begun() && errors.Is(err, context.Canceled):
		case s.Begun():
			_ = s.SendJSON("error", a.failure(ctx, err)) // the client may be gone
		default:
			problem.Write(w, request, err)
		}
	}}, nil
}
