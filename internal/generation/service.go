package generation

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// Options are what a Service is made of.
type Options struct {
	Pool *pgxpool.Pool
	Log  *slog.Logger
	Now  func() time.Time
}

// Service answers questions and makes cards.
type Service struct{ o Options }

// New returns a Service.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{o: o}
}

var errSoon = errs.New(errs.Unavailable, "Answers are not ready yet. Try again in a while.")

// Ask answers a question from the owner's documents and stores question and
// answer in the conversation. It calls emit, when not nil, with the events
// passages, token (any number) and answer. When ctx ends while the answer is
// being written, what is there is checked, stored and returned with the
// status stopped.
func (s *Service) Ask(ctx context.Context, owner id.User, r AskRequest, emit func(Event)) (Answer, error) {
	return Answer{}, errSoon
}

// Conversation returns the answers of a conversation, oldest first, with boxes.
func (s *Service) Conversation(ctx context.Context, owner id.User, conversation id.Conversation) (Conversation, []Answer, error) {
	return Conversation{}, nil, errSoon
}

// Conversations lists the owner's conversations, latest first. cursor is empty
// or what the last call returned as next.
func (s *Service) Conversations(ctx context.Context, owner id.User, limit int, cursor string) (list []Conversation, next string, err error) {
	return nil, "", errSoon
}

// DeleteConversation removes a conversation with its messages and citations.
func (s *Service) DeleteConversation(ctx context.Context, owner id.User, conversation id.Conversation) error {
	return errSoon
}

// Citation returns one citation with its boxes and context.
func (s *Service) Citation(ctx context.Context, owner id.User, citation id.Citation) (Citation, error) {
	return Citation{}, errSoon
}

// Generate begins making something from a document: the row and its job are
// written in one transaction. count 0 lets the program decide.
func (s *Service) Generate(ctx context.Context, owner id.User, document id.Document, task Task, count int) (Generation, error) {
	return Generation{}, errSoon
}

// Generation returns one run.
func (s *Service) Generation(ctx context.Context, owner id.User, generation id.Generation) (Generation, error) {
	return Generation{}, errSoon
}

// Generations lists the runs of a document, latest first.
func (s *Service) Generations(ctx context.Context, owner id.User, document id.Document) ([]Generation, error) {
	return nil, errSoon
}

// Workers registers the worker of GenerateArgs.
func (s *Service) Workers(w *river.Workers) {}
