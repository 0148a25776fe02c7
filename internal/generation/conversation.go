package generation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

// scope is where answers may come from; empty means everywhere.
type scope struct {
	course    id.Course
	documents []id.Document
}

// turn is a question being answered.
type turn struct {
	conversation id.Conversation
	message      id.Message
	resumed      bool // after the process that was asked ended
	created      time.Time
	question     string
	scope        scope
	k            int    // passages to read
	history      []past // oldest first, the last few
}

type past struct {
	question, answer string
	answered         bool
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
select question, answer, answered from
    (select question, answer, answered, ordinal from messages
     where conversation_id = @conversation and owner_id = @owner and status in ('done', 'stopped')
     order by ordinal desc limit @limit) m
order by ordinal`

	insertMessage = `
insert into messages (id, conversation_id, owner_id, ordinal, question, status, course_id, document_ids, k, created_at)
select @message::uuid, @conversation::uuid, @owner::uuid, coalesce(max(ordinal) + 1, 0), @question::text, 'running',
       @course::uuid, @documents::uuid[], @k::smallint, @now::timestamptz
from messages where conversation_id = @conversation
on conflict (id) do nothing`

	messageThere = `select conversation_id from messages where id = @message and owner_id = @owner`

	touchConversation = `
update conversations set updated_at = @now where id = @conversation and owner_id = @owner`

	ownCourse    = `select exists (select from courses where id = @course and owner_id = @owner)`
	ownDocuments = `select count(*) from documents where id = any(@documents) and owner_id = @owner and deleted_at is null`
)

// begin stores the question, in its conversation or a new one, with the run that
// answers it. A question that
// is there already is errs.Conflict, with the conversation's id in its data.
func (s *Service) begin(ctx context.Context, owner id.User, r AskRequest) (t turn, run runs.Run, err error) {
	t = turn{conversation: r.Conversation, message: r.Message, created: s.o.Now().UTC(), question: r.Question, scope: scope{r.Course, r.Documents}, k: r.K}
	if t.message.IsZero() {
		t.message = id.New[id.Message]()
	}
	args := pgx.NamedArgs{"owner": owner, "message": t.message, "question": r.Question, "k": r.K, "now": t.created, "limit": historyTurns}
	err = postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		if err := asked(ctx, tx, args); err != nil {
			return err
		}
		if err := checkScope(ctx, tx, owner, t.scope); err != nil {
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
			var kept scope
			err := tx.QueryRow(ctx, lockConversation, args).Scan(&kept.course, &kept.documents)
			if errors.Is(err, pgx.ErrNoRows) {
				return errs.New(errs.NotFound, "There is no such conversation.")
			} else if err != nil {
				return fmt.Errorf("opening the conversation: %w", err)
			}
			if t.scope.course.IsZero() && len(t.scope.documents) == 0 {
				if err := stillThere(ctx, tx, owner, kept); err != nil {
					return err
				}
				t.scope = kept
			}
			if t.history, err = history(ctx, tx, owner, t.conversation); err != nil {
				return err
			}
		}
		args["course"], args["documents"] = t.scope.course, nonNil(t.scope.documents)
		tag, err := tx.Exec(ctx, insertMessage, args)
		if err != nil {
			return fmt.Errorf("storing the question: %w", err)
		}
		if tag.RowsAffected() == 0 { // this very moment
			return asked(ctx, tx, args)
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
		return p, row.Scan(&p.question, &p.answer, &p.answered)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the conversation: %w", err)
	}
	return turns, nil
}

func checkScope(ctx context.Context, db postgres.DB, owner id.User, sc scope) error {
	args := pgx.NamedArgs{"owner": owner, "course": sc.course, "documents": nonNil(sc.documents)}
	if !sc.course.IsZero() {
		var ok bool
		if err := db.QueryRow(ctx, ownCourse, args).Scan(&ok); err != nil {
			return fmt.Errorf("looking for the course: %w", err)
		} else if !ok {
			return errs.New(errs.NotFound, "There is no such course.").At("course_id")
		}
	}
	if len(sc.documents) > 0 {
		var n int
		if err := db.QueryRow(ctx, ownDocuments, args).Scan(&n); err != nil {
			return fmt.Errorf("looking for the documents: %w", err)
		}
		distinct := map[id.Document]bool{}
		for _, d := range sc.documents {
			distinct[d] = true
		}
		if n < len(distinct) {
			return errs.New(errs.NotFound, "There is no such document.").At("document_ids")
		}
	}
	return nil
}

// stillThere refuses a conversation about chosen documents of which none is left.
func stillThere(ctx context.Context, db postgres.DB, owner id.User, kept scope) error {
	if len(kept.documents) == 0 {
		return nil
	}
	var n int
	if err := db.QueryRow(ctx, ownDocuments, pgx.NamedArgs{"owner": owner, "documents": kept.documents}).Scan(&n); err != nil {
		return fmt.Errorf("looking for the documents: %w", err)
	}
	if n == 0 {
		return errs.New(errs.Invalid, "The documents of this conversation are deleted. Begin a new question.").At("document_ids")
	}
	return nil
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

const (
	finishMessage = `
update messages set answered = @answered, answer = @answer, sentences = @sentences, provider = @provider,
    model = @model, usage = @usage, status = @status
where id = @message and owner_id = @owner and status = 'running'`

	insertCitation = `
insert into citations (id, message_id, owner_id, n, chunk_id, document_id, version, title, quote, page, segments, start_s, cited)
values (@id, @message, @owner, @n, @chunk, @document, @version, @title, @quote, @page, @segments, @start, @cited)`
)

// storedUsage is the usage column: what the contract shows and the note.
type storedUsage struct {
	Usage
	Note      string `json:"note,omitempty"`
	WordsOnly bool   `json:"words_only,omitempty"`
	Prompt    string `json:"prompt,omitempty"` // the prompt's version
}

// finish stores the answer with the end of its run. It runs also when the asker
// has gone. It writes nothing and returns runs.ErrOver where another process
// answers, or the question was deleted.
func (s *Service) finish(ctx context.Context, w *runs.Work, a Answer, prompt string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	sentences, err := json.Marshal(a.Sentences)
	if err != nil {
		return fmt.Errorf("storing the answer: %w", err)
	}
	usage, err := json.Marshal(storedUsage{a.Usage, a.Note, a.WordsOnly, prompt})
	if err != nil {
		return fmt.Errorf("storing the answer: %w", err)
	}
	return w.Finish(ctx, runs.Progress{}, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, finishMessage, pgx.NamedArgs{"message": a.MessageID, "owner": w.Owner, "answered": a.Answered, "answer": a.Answer,
			"sentences": sentences, "provider": a.Provider, "model": a.Model, "usage": usage, "status": a.Status})
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return runs.ErrOver
		}
		batch := &pgx.Batch{}
		for _, c := range a.Citations {
			segments, err := json.Marshal(c.Segments)
			if err != nil {
				return err
			}
			batch.Queue(insertCitation, pgx.NamedArgs{"id": c.ID, "message": a.MessageID, "owner": w.Owner, "n": c.N, "chunk": c.ChunkID,
				"document": c.DocumentID, "version": c.Version, "title": c.Title, "quote": c.Quote, "page": c.Page,
				"segments": segments, "start": c.StartS, "cited": c.Cited})
		}
		return tx.SendBatch(ctx, batch).Close()
	})
}

const (
	conversationByID = `
select c.id, c.title, c.course_id, c.document_ids, c.updated_at,
       (select count(*) from messages m where m.conversation_id = c.id)
from conversations c where c.id = @conversation and c.owner_id = @owner`

	messagesOf = `
select id, question, answered, answer, sentences, provider, model, usage, status, created_at
from messages where conversation_id = @conversation and owner_id = @owner order by ordinal`

	listConversations = `
select c.id, c.title, c.course_id, c.document_ids, c.updated_at,
       (select count(*) from messages m where m.conversation_id = c.id)
from conversations c
where c.owner_id = @owner and (@before::timestamptz is null or (c.updated_at, c.id) < (@before::timestamptz, @before_id::uuid))
order by c.updated_at desc, c.id desc limit @limit`

	deleteConversation = `delete from conversations where id = @conversation and owner_id = @owner`
)

// Conversation returns the answers of a conversation, oldest first, with boxes.
func (s *Service) Conversation(ctx context.Context, owner id.User, conversation id.Conversation) (Conversation, []Answer, error) {
	args := pgx.NamedArgs{"owner": owner, "conversation": conversation}
	rows, err := s.o.Pool.Query(ctx, conversationByID, args)
	if err != nil {
		return Conversation{}, nil, fmt.Errorf("reading the conversation: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanConversation)
	if errors.Is(err, pgx.ErrNoRows) {
		return Conversation{}, nil, errs.New(errs.NotFound, "There is no such conversation.")
	} else if err != nil {
		return Conversation{}, nil, fmt.Errorf("reading the conversation: %w", err)
	}
	if rows, err = s.o.Pool.Query(ctx, messagesOf, args); err != nil {
		return Conversation{}, nil, fmt.Errorf("reading the answers: %w", err)
	}
	answers, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a Answer, err error) {
		a.ConversationID = conversation
		var sentences, usage []byte
		if err := row.Scan(&a.MessageID, &a.Question, &a.Answered, &a.Answer, &sentences, &a.Provider, &a.Model, &usage, &a.Status, &a.CreatedAt); err != nil {
			return a, err
		}
		var u storedUsage
		if err := errors.Join(json.Unmarshal(sentences, &a.Sentences), json.Unmarshal(usage, &u)); err != nil {
			return a, err
		}
		a.Usage, a.Note, a.WordsOnly, a.Citations = u.Usage, u.Note, u.WordsOnly, []Citation{}
		return a, nil
	})
	if err != nil {
		return Conversation{}, nil, fmt.Errorf("reading the answers: %w", err)
	}
	messages := make([]id.Message, len(answers))
	for i, a := range answers {
		messages[i] = a.MessageID
	}
	citations, err := s.citationsOf(ctx, owner, messages)
	if err != nil {
		return Conversation{}, nil, err
	}
	for i := range answers {
		answers[i].Citations = nonNil(citations[answers[i].MessageID])
	}
	return c, answers, nil
}

func scanConversation(row pgx.CollectableRow) (c Conversation, err error) {
	err = row.Scan(&c.ID, &c.Title, &c.Course, &c.Documents, &c.UpdatedAt, &c.Messages)
	return c, err
}

// Conversations lists the owner's conversations, latest first. cursor is empty
// or what the last call returned as next.
func (s *Service) Conversations(ctx context.Context, owner id.User, limit int, cursor string) (list []Conversation, next string, err error) {
	if limit <= 0 || limit > 200 {
		limit = 50
	}
	args := pgx.NamedArgs{"owner": owner, "limit": limit + 1, "before": nil, "before_id": nil}
	if cursor != "" {
		at, last, ok := strings.Cut(cursor, "_")
		before, err1 := time.Parse(time.RFC3339Nano, at)
		beforeID, err2 := uuid.Parse(last)
		if !ok || err1 != nil || err2 != nil {
			return nil, "", errs.New(errs.Invalid, "That page of the list does not exist. Start from the first.").At("cursor")
		}
		args["before"], args["before_id"] = before, id.Conversation(beforeID)
	}
	rows, err := s.o.Pool.Query(ctx, listConversations, args)
	if err != nil {
		return nil, "", fmt.Errorf("listing conversations: %w", err)
	}
	if list, err = pgx.CollectRows(rows, scanConversation); err != nil {
		return nil, "", fmt.Errorf("listing conversations: %w", err)
	}
	if len(list) > limit {
		list = list[:limit]
		last := list[limit-1]
		next = last.UpdatedAt.UTC().Format(time.RFC3339Nano) + "_" + last.ID.String()
	}
	return list, next, nil
}

// DeleteConversation removes a conversation with its messages and citations.
func (s *Service) DeleteConversation(ctx context.Context, owner id.User, conversation id.Conversation) error {
	tag, err := s.o.Pool.Exec(ctx, deleteConversation, pgx.NamedArgs{"owner": owner, "conversation": conversation})
	if err != nil {
		return fmt.Errorf("deleting the conversation: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errs.New(errs.NotFound, "There is no such conversation.")
	}
	return nil
}
