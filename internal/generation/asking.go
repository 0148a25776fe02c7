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
	told  *progress
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

func (r *asking) of(owner id.User, m id.Message) (asker, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, ok := r.list[m]
	return a, ok && a.owner == owner
}

const (
	askToStop = `update messages set stop_asked = true where id = @message and owner_id = @owner and status = 'running'`
	stopAsked = `select stop_asked from messages where id = @message and owner_id = @owner`
)

// Stop ends the writing of an answer, whichever process writes it: what is
// there is checked and kept. An answer that is complete stays as it is. It
// returns errs.NotFound where no such answer of the owner is being written.
func (s *Service) Stop(ctx context.Context, owner id.User, message id.Message) error {
	if a, ok := s.asking.of(owner, message); ok {
		a.stop()
		return nil
	}
	tag, err := s.o.Pool.Exec(ctx, askToStop, pgx.NamedArgs{"message": message, "owner": owner})
	if err != nil {
		return fmt.Errorf("asking to stop an answer: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errs.New(errs.NotFound, "This answer is not being written.")
	}
	s.wake(ctx, owner) // the process that writes it looks
	return nil
}

// heedStop calls stop when another process was asked to stop the answer. It
// returns when ctx ends.
func (s *Service) heedStop(ctx context.Context, owner id.User, message id.Message, stop func()) {
	for range s.o.Bus.Subscribe(ctx, owner) {
		var asked bool
		err := s.o.Pool.QueryRow(ctx, stopAsked, pgx.NamedArgs{"message": message, "owner": owner}).Scan(&asked)
		if err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "looking whether an answer is to stop", "message", message, "error", err)
		}
		if asked {
			stop()
			return
		}
	}
}

// mostTries is how often an answer is begun: one that ended the process twice
// would end it again.
const mostTries = 2

const takeBackAnswers = `
update messages set tries = tries + 1, begun_at = @now, status = case when stop_asked then 'stopped' when tries < @most then 'running' else 'failed' end
where node = @node and status = 'running'
returning owner_id, id, conversation_id, question, course_id, document_ids, k, created_at, status, tries`

// broken is an answer that its process did not end.
type broken struct {
	owner  id.User
	turn   turn
	status string
}

// TakeBack takes the answers back that the last process of this name was
// writing when it ended. It is called once, before the first question can come:
// a question that this process began is not taken from it.
func (s *Service) TakeBack(ctx context.Context) error {
	rows, err := s.o.Pool.Query(ctx, takeBackAnswers, pgx.NamedArgs{"node": s.o.Node, "now": s.o.Now().UTC(), "most": mostTries})
	if err != nil {
		return fmt.Errorf("taking back answers that broke off: %w", err)
	}
	s.broken, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (b broken, err error) {
		t := &b.turn
		err = row.Scan(&b.owner, &t.message, &t.conversation, &t.question, &t.scope.course, &t.scope.documents, &t.k, &t.created, &b.status, &t.attempt)
		return b, err
	})
	if err != nil {
		return fmt.Errorf("taking back answers that broke off: %w", err)
	}
	return nil
}

// ResumeAnswers answers the questions that TakeBack took back, one after the
// other, and returns when all are answered.
func (s *Service) ResumeAnswers(ctx context.Context) error {
	for _, b := range s.broken {
		if b.status == statusRunning {
			var err error
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
