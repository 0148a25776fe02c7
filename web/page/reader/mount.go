package reader

import (
	"context"
	"io"
	"time"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/page/answerview"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
)

// Deps is what the reader needs.
type Deps struct {
	*frame.Pages
	Lists    *doclist.Lists
	Marks    *answerview.Marks
	Ingest   Ingest
	Learning Learning
	Answers  Answers
}

// Ingest has the document and its text.
type Ingest interface {
	Binned(ctx context.Context, owner id.User, doc id.Document) (ingest.Document, error)
	File(ctx context.Context, owner id.User, doc id.Document) (io.ReadSeekCloser, ingest.Document, error)
	PageLabels(ctx context.Context, owner id.User, doc id.Document) (map[int]string, error)
	PageProblems(ctx context.Context, owner id.User, doc id.Document) (map[int]string, error)
	Pages(ctx context.Context, owner id.User, doc id.Document, r ingest.PageRange) ([]ingest.PageText, error)
	ReplacedAt(ctx context.Context, owner id.User, doc id.Document) (time.Time, error)
	Update(ctx context.Context, owner id.User, doc id.Document, p ingest.Patch) (ingest.Document, error)
}

// Learning has its cards.
type Learning interface {
	CardCounts(ctx context.Context, owner id.User, documents ...id.Document) (map[id.Document]int, error)
	Cards(ctx context.Context, owner id.User, f learning.CardFilter) ([]learning.Card, string, error)
	StaleCounts(ctx context.Context, owner id.User, documents ...id.Document) (map[id.Document]int, error)
}

// Answers has the answers that quote it.
type Answers interface {
	Citation(ctx context.Context, owner id.User, citation id.Citation) (evidence.Citation, error)
	Conversation(ctx context.Context, owner id.User, conversation id.Conversation) (ask.Conversation, []ask.Answer, error)
	ConversationOf(ctx context.Context, owner id.User, citation id.Citation) (id.Conversation, error)
	SoFar(owner id.User, message id.Message) (ask.Answer, bool)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are signed in.
func Mount(r chi.Router, d Deps) {
	p := &pages{d}
	r.Get("/documents/{id}", frame.Do(p.reader))
	r.Get("/documents/{id}/part/{page}", frame.Do(p.part))
	r.Get("/documents/{id}/find", frame.Do(p.find))
	r.Post("/documents/{id}/read", frame.Do(p.markRead))
}
