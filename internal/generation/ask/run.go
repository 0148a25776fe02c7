package ask

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/runs"
)

// answering is the task of the runs that write answers. A run bears the id of
// its message. Usually the process that was asked works it; one that broke off
// is tried once more: what ended the process twice would end it again.
const answering = "answer"

func (s *Service) answerTask() runs.Task {
	return runs.Task{Name: answering, Queue: jobs.QueueDefault, Attempts: 1, Work: s.goOn, Ended: s.abandon}
}

const messageOfRun = `
select conversation_id, question, course_id, document_ids, k, created_at
from messages where id = @message and owner_id = @owner`

// goOn answers a question whose process ended, as runs.Task has it.
func (s *Service) goOn(ctx context.Context, w *runs.Work) error {
	t := turn{message: id.Message(w.Subject), resumed: true}
	err := s.o.Pool.QueryRow(ctx, messageOfRun, pgx.NamedArgs{"message": t.message, "owner": w.Owner}).
		Scan(&t.conversation, &t.question, &t.scope.Course, &t.scope.Documents, &t.k, &t.created)
	if errors.Is(err, pgx.ErrNoRows) {
		return errs.New(errs.NotFound, "The question was deleted.")
	} else if err != nil {
		return fmt.Errorf("reading the question: %w", err)
	}
	if t.history, err = history(ctx, s.o.Pool, w.Owner, t.conversation); err != nil {
		return err
	}
	_, err = s.answer(ctx, w, t, s.telling(w, func(Event) {}))
	return err
}

const abandonMessage = `
update messages set status = @status
where id = @message and owner_id = @owner and status = 'running'`

// abandon marks the question of a run that ended without an answer.
func (s *Service) abandon(ctx context.Context, tx pgx.Tx, r runs.Run) error {
	status := statusStopped
	if r.Status == runs.Failed {
		status = statusFailed
	}
	_, err := tx.Exec(ctx, abandonMessage, pgx.NamedArgs{"message": r.Subject, "owner": r.Owner, "status": status})
	return err
}

// elsewhere says that another process answers a question, or has answered it.
func elsewhere(conversation id.Conversation) error {
	e := errs.New(errs.Conflict, "This question was asked already.")
	e.Data = map[string]string{"conversation_id": conversation.String()}
	return e
}

// Stop ends the writing of an answer, whichever process writes it: what is
// there is checked and kept. An answer that is complete stays as it is. It
// returns errs.NotFound where no such answer of the owner is being written.
func (s *Service) Stop(ctx context.Context, owner id.User, message id.Message) error {
	err := s.o.Runs.AskToEnd(ctx, owner, answering, id.Run(message))
	if errors.Is(err, errs.NotFound) {
		return errs.New(errs.NotFound, "This answer is not being written.")
	}
	return err
}

// asking is what is being answered in this process.
type asking struct {
	mu   sync.Mutex
	list map[id.Message]asker
}

type asker struct {
	owner id.User
	told  *progress
}

// telling keeps what an answer tells for those who come later, while this
// process works on it, and passes it on to emit.
func (s *Service) telling(w *runs.Work, emit func(Event)) func(Event) {
	message := id.Message(w.ID)
	told := newProgress()
	s.asking.add(message, asker{w.Owner, told})
	w.OnLeave(func() {
		s.asking.remove(message)
		told.end() // stored, or marked
	})
	return func(e Event) {
		told.add(e)
		emit(e)
	}
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
