package ask

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation/ask"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
	"studyapp/web/page/answerview"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
)

// Deps is what these pages need.
type Deps struct {
	*frame.Pages
	Stream  func(http.Handler) http.Handler // mounts the routes that answer with events
	Models  *models.Models
	Marks   *answerview.Marks
	Ingest  Ingest
	Answers Answers
	Search  Search
	Log     *slog.Logger
}

// Ingest knows the documents that can be asked.
type Ingest interface {
	Binned(ctx context.Context, owner id.User, doc id.Document) (ingest.Document, error)
	Documents(ctx context.Context, owner id.User, f ingest.Filter) ([]ingest.Document, string, error)
	Labels(ctx context.Context, owner id.User, pages []passage.PageKey) (map[passage.PageKey]string, error)
}

// Answers answers questions, and keeps the answers.
type Answers interface {
	Ask(ctx context.Context, owner id.User, r ask.Request, emit func(ask.Event)) (ask.Answer, error)
	Conversation(ctx context.Context, owner id.User, conversation id.Conversation) (ask.Conversation, []ask.Answer, error)
	Conversations(ctx context.Context, owner id.User, limit int, cursor string) (list []ask.Conversation, next string, err error)
	DeleteConversation(ctx context.Context, owner id.User, conversation id.Conversation) error
	Follow(ctx context.Context, owner id.User, message id.Message, emit func(ask.Event)) error
	SoFar(owner id.User, message id.Message) (ask.Answer, bool)
	Stop(ctx context.Context, owner id.User, message id.Message) error
}

// Search finds passages.
type Search interface {
	Search(ctx context.Context, owner id.User, q search.Query) (search.Result, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are signed in.
func Mount(r chi.Router, d Deps) {
	p := &pages{d}
	r.Get("/ask", frame.Do(p.ask))
	r.With(d.Stream).Post("/ask", frame.Do(p.answer))
	r.Get("/ask/scope", frame.Do(p.askScope))
	r.Post("/ask/scope", frame.Do(p.chooseScope))
	r.Post("/ask/stop", frame.Do(p.stopAnswer))
	r.Get("/ask/{id}", frame.Do(p.conversation))
	r.With(d.Stream).Get("/ask/{id}/answer", frame.Do(p.answerInWork))
	r.Get("/ask/{id}/delete", frame.Do(p.askDeleteConversation))
	r.Post("/ask/{id}/delete", frame.Do(p.deleteConversation))
	r.Get("/search", frame.Do(p.search))
}
