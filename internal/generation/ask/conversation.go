package ask

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const (
	// The outcomes are in the order of the alphabet, the best one first.
	ofMessages = `(select count(*) as messages, min(outcome) as outcome from messages where conversation_id = c.id and owner_id = @owner) m`

	conversationByID = `
select c.id, c.title, c.course_id, c.document_ids, c.updated_at, m.messages, coalesce(m.outcome, '')
from conversations c cross join lateral ` + ofMessages + ` where c.id = @conversation and c.owner_id = @owner`

	messagesOf = `
select id, question, coalesce(outcome, ''), answer, sentences, provider, model, usage, status, created_at
from messages where conversation_id = @conversation and owner_id = @owner order by ordinal`

	listConversations = `
select c.id, c.title, c.course_id, c.document_ids, c.updated_at, m.messages, coalesce(m.outcome, '')
from conversations c cross join lateral ` + ofMessages + `
where c.owner_id = @owner and (@before::timestamptz is null or (c.updated_at, c.id) < (@before::timestamptz, @before_id::uuid))
order by c.updated_at desc, c.id desc limit @limit`

	messagesGone = `delete from messages where conversation_id = @conversation and owner_id = @owner returning id`

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
		if err := row.Scan(&a.MessageID, &a.Question, &a.Outcome, &a.Answer, &sentences, &a.Provider, &a.Model, &usage, &a.Status, &a.CreatedAt); err != nil {
			return a, err
		}
		var u storedUsage
		if err := errors.Join(json.Unmarshal(sentences, &a.Sentences), json.Unmarshal(usage, &u)); err != nil {
			return a, err
		}
		a.Usage, a.Note, a.WordsOnly, a.Understood, a.Citations = u.Usage, u.Note, u.WordsOnly, u.Understood, []evidence.Citation{}
		a.Answered = a.Outcome == Answered
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
	err = row.Scan(&c.ID, &c.Title, &c.Course, &c.Documents, &c.UpdatedAt, &c.Messages, &c.Outcome)
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

// DeleteConversation removes a conversation with its messages, their citations
// and the runs that answer or answered them: what is being written ends. It
// returns errs.NotFound if the owner has no such conversation.
func (s *Service) DeleteConversation(ctx context.Context, owner id.User, conversation id.Conversation) error {
	args := pgx.NamedArgs{"owner": owner, "conversation": conversation}
	var gone []id.Run
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, messagesGone, args)
		if err != nil {
			return err
		}
		if gone, err = pgx.CollectRows(rows, pgx.RowTo[id.Run]); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, deleteConversation, args)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return errs.New(errs.NotFound, "There is no such conversation.")
		}
		return s.o.Runs.ForgetTx(ctx, tx, owner, answering, gone)
	})
	if err != nil {
		return fmt.Errorf("deleting the conversation: %w", err)
	}
	s.o.Runs.Forgotten(gone)
	return nil
}
