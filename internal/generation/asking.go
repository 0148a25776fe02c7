package generation

import (
	"context"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// asking is what is being answered in this process.
type asking struct {
	mu   sync.Mutex
	list map[id.Message]asker
}

type asker struct {
	owner id.User
	stop  context.CancelFunc
}

func (r *asking) add(m id.Message, a asker) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.list == nil {
		r.list = map[id.Message]asker{}
	}
	r.list[m] = a
}

func (r *asking) remove(m id.Message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.list, m)
}

// Stop ends the writing of an answer: what is there is checked and kept. An
// answer that is complete stays as it is. It returns errs.NotFound where this
// process writes no such answer of the owner.
func (s *Service) Stop(owner id.User, message id.Message) error {
	s.asking.mu.Lock()
	a, ok := s.asking.list[message]
	s.asking.mu.Unlock()
	if !ok || a.owner != owner {
		return errs.New(errs.NotFound, "This answer is not being written.")
	}
	a.stop()
	return nil
}

// mostTries is how often an answer is begun: one that ended the process twice
// would end it again.
const mostTries = 2

const takeBackAnswers = `
update messages set tries = tries + 1, begun_at = @now, status = case when tries < @most then 'running' else 'failed' end
where node = @node and status = 'running'
returning owner_id, id, conversation_id, question, course_id, document_ids, k, created_at, status`

// ResumeAnswers answers the questions that this process was answering when it
// ended, one after the other, and returns when all are answered. It is called
// once, at start.
func (s *Service) ResumeAnswers(ctx context.Context) error {
	type broken struct {
		owner  id.User
		turn   turn
		status string
	}
	rows, err := s.o.Pool.Query(ctx, takeBackAnswers, pgx.NamedArgs{"node": s.o.Node, "now": s.o.Now().UTC(), "most": mostTries})
	if err != nil {
		return fmt.Errorf("looking for answers that broke off: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (b broken, err error) {
		t := &b.turn
		err = row.Scan(&b.owner, &t.message, &t.conversation, &t.question, &t.scope.course, &t.scope.documents, &t.k, &t.created, &b.status)
		return b, err
	})
	if err != nil {
		return fmt.Errorf("looking for answers that broke off: %w", err)
	}
	for _, b := range list {
		if b.status == statusRunning {
			if b.turn.history, err = history(ctx, s.o.Pool, b.owner, b.turn.conversation); err != nil {
				return err
			}
			if _, err := s.work(ctx, b.owner, b.turn, func(Event) {}); err != nil && ctx.Err() == nil {
				s.log.WarnContext(ctx, "an answer that broke off is given up", "message", b.turn.message, "error", err)
			}
		}
		s.wake(ctx, b.owner)
	}
	return nil
}
