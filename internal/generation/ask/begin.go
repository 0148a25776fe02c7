package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

// turn is a question being answered.
type turn struct {
	conversation id.Conversation
	message      id.Message
	resumed      bool // after the process that was asked ended
	created      time.Time
	question     string
	scope        evidence.Scope
	k            int    // passages to read
	history      []past // oldest first, the last few
}

type past struct {
	message          id.Message
	question, answer string
	outcome          Outcome
	quotes           []string      // that the answer rests on, in order
	documents        []id.Document // they are from
}

// said is the answer that a model is told of; empty where none was found, and
// passages or a word of regret stand in its place.
func (p past) said() string {
	if p.outcome == Nearest || p.outcome == Nothing {
		return ""
	}
	return p.answer
}

// How much of a conversation a follow-up question takes along.
const historyTurns = 4

const (
	lockConversation = `
select course_id, document_ids from conversations where id = @conversation and owner_id = @owner for update`

	insertConversation = `
insert into conversations (id, owner_id, title, course_id, document_ids, created_at, updated_at)
values (@conversation, @owner, @title, @course, @documents, @now, @now)`

	recentMessages = `
select id, question, answer, coalesce(outcome, '') from
    (select id, question, answer, outcome, ordinal from messages
     where conversation_id = @conversation and owner_id = @owner and status in ('done', 'stopped')
     order by ordinal desc limit @limit) m
order by ordinal`

	recentQuotes = `
select message_id, quote, document_id from citations
where message_id = any(@messages) and owner_id = @owner and cited order by message_id, n`

	insertMessage = `
insert into messages (id, conversation_id, owner_id, ordinal, question, status, course_id, document_ids, k, created_at)
select @message::uuid, @conversation::uuid, @owner::uuid, coalesce(max(ordinal) + 1, 0), @question::text, 'running',
       @course::uuid, @documents::uuid[], @k::smallint, @now::timestamptz
from messages where conversation_id = @conversation
on conflict (id) do nothing`

	messageThere = `select conversation_id from messages where id = @message and owner_id = @owner`

	touchConversation = `
update conversations set updated_at = @now where id = @conversation and owner_id = @owner`
)

// begin stores the question, in its conversation or a new one, with the run that
// answers it. A question that is there already is errs.Conflict, with the
// conversation's id in its data; so is an id that another's message has.
func (s *Service) begin(ctx context.Context, owner id.User, r Request) (t turn, run runs.Run, err error) {
	t = turn{conversation: r.Conversation, message: r.Message, created: s.o.Now().UTC(), question: r.Question, scope: evidence.Scope{Course: r.Course, Documents: r.Documents}, k: r.K}
	if t.message.IsZero() {
		t.message = id.New[id.Message]()
	}
	args := pgx.NamedArgs{"owner": owner, "message": t.message, "question": r.Question, "k": r.K, "now": t.created, "limit": historyTurns}
	err = postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		if err := asked(ctx, tx, args); err != nil {
			return err
		}
		if err := s.checkScope(ctx, tx, owner, t.scope); err != nil {
			return err
		}
		if t.conversation.IsZero() {
			t.conversation = id.New[id.Conversation]()
			args["conversation"], args["title"] = t.conversation, title(r.Question)
			args["course"], args["documents"] = r.Course, nonNil(r.Documents)
			if _, err := tx.Exec(ctx, insertConversation, args); err != nil {
				return fmt.Errorf("beginning a conversation: %w", err)
			}
		} else {
			args["conversation"] = t.conversation
			var kept evidence.Scope
			err := tx.QueryRow(ctx, lockConversation, args).Scan(&kept.Course, &kept.Documents)
			if errors.Is(err, pgx.ErrNoRows) {
				return errs.New(errs.NotFound, "There is no such conversation.")
			} else if err != nil {
				return fmt.Errorf("opening the conversation: %w", err)
			}
			if t.scope.Course.IsZero() && len(t.scope.Documents) == 0 {
				if err := stillThere(ctx, tx, owner, kept); err != nil {
					return err
				}
				t.scope = kept
			}
			if t.history, err = history(ctx, tx, owner, t.conversation); err != nil {
				return err
			}
		}
		args["course"], args["documents"] = t.scope.Course, nonNil(t.scope.Documents)
		tag, err := tx.Exec(ctx, insertMessage, args)
		if err != nil {
			return fmt.Errorf("storing the question: %w", err)
		}
		if tag.RowsAffected() == 0 {
			if err := asked(ctx, tx, args); err != nil { // this very moment
				return err
			}
			return errs.New(errs.Conflict, "This message id is taken. Ask with another one.").At("message_id")
		}
		if _, err := tx.Exec(ctx, touchConversation, args); err != nil {
			return fmt.Errorf("storing the question: %w", err)
		}
		run, err = s.o.Runs.BeginHereTx(ctx, tx, runs.Asked{ID: id.Run(t.message), Owner: owner, Task: answering, Subject: uuid.UUID(t.message)})
		return err
	})
	return t, run, err
}

// asked refuses a question that was stored before.
func asked(ctx context.Context, tx pgx.Tx, args pgx.NamedArgs) error {
	var there id.Conversation
	err := tx.QueryRow(ctx, messageThere, args).Scan(&there)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for the question: %w", err)
	}
	return elsewhere(there)
}

// history is the last turns of a conversation that have an answer.
func history(ctx context.Context, db postgres.DB, owner id.User, conversation id.Conversation) ([]past, error) {
	rows, err := db.Query(ctx, recentMessages, pgx.NamedArgs{"owner": owner, "conversation": conversation, "limit": historyTurns})
	if err != nil {
		return nil, fmt.Errorf("reading the conversation: %w", err)
	}
	turns, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p past, err error) {
		return p, row.Scan(&p.message, &p.question, &p.answer, &p.outcome)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the conversation: %w", err)
	}
	return turns, giveQuotes(ctx, db, owner, turns)
}

// giveQuotes adds to turns what was quoted for them.
func giveQuotes(ctx context.Context, db postgres.DB, owner id.User, turns []past) error {
	at := map[id.Message]*past{}
	messages := make([]id.Message, len(turns))
	for i := range turns {
		messages[i] = turns[i].message
		at[turns[i].message] = &turns[i]
	}
	rows, err := db.Query(ctx, recentQuotes, pgx.NamedArgs{"owner": owner, "messages": messages})
	if err != nil {
		return fmt.Errorf("reading what was quoted: %w", err)
	}
	var message id.Message
	var quote string
	var document *id.Document
	_, err = pgx.ForEachRow(rows, []any{&message, &quote, &document}, func() error {
		p := at[message]
		p.quotes = append(p.quotes, quote)
		if document != nil && !slices.Contains(p.documents, *document) {
			p.documents = append(p.documents, *document)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("reading what was quoted: %w", err)
	}
	return nil
}

func (s *Service) checkScope(ctx context.Context, tx pgx.Tx, owner id.User, sc evidence.Scope) error {
	if !sc.Course.IsZero() {
		if ok, err := s.o.Courses.HasCourseTx(ctx, tx, owner, sc.Course); err != nil {
			return err
		} else if !ok {
			return errs.New(errs.NotFound, "There is no such course.").At("course_id")
		}
	}
	if len(sc.Documents) > 0 {
		n, err := passage.CountThere(ctx, tx, owner, sc.Documents)
		if err != nil {
			return err
		}
		distinct := map[id.Document]bool{}
		for _, d := range sc.Documents {
			distinct[d] = true
		}
		if n < len(distinct) {
			return errs.New(errs.NotFound, passage.NoSuchDocument).At("document_ids")
		}
	}
	return nil
}

// stillThere refuses a conversation about chosen documents of which none is left.
func stillThere(ctx context.Context, tx pgx.Tx, owner id.User, kept evidence.Scope) error {
	if len(kept.Documents) == 0 {
		return nil
	}
	n, err := passage.CountThere(ctx, tx, owner, kept.Documents)
	if err == nil && n == 0 {
		err = errs.New(errs.Invalid, "The documents of this conversation are deleted. Begin a new question.").At("document_ids")
	}
	return err
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// title is what a conversation is called: its first question, cut at a word.
func title(question string) string {
	const most = 120
	rs := []rune(strings.Join(strings.Fields(question), " "))
	if len(rs) <= most {
		return string(rs)
	}
	cut := string(rs[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return cut + "…"
}
