package ask

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

const conversationOfCitation = `
select m.conversation_id from citations t join messages m on m.id = t.message_id
where t.id = @citation and t.owner_id = @owner`

// ConversationOf returns the conversation that holds the answer of a citation.
// It returns errs.NotFound if there is none.
func (s *Service) ConversationOf(ctx context.Context, owner id.User, citation id.Citation) (id.Conversation, error) {
	var found id.Conversation
	err := s.o.Pool.QueryRow(ctx, conversationOfCitation, pgx.NamedArgs{"owner": owner, "citation": citation}).Scan(&found)
	if errors.Is(err, pgx.ErrNoRows) {
		return found, errs.New(errs.NotFound, "There is no such citation.")
	}
	if err != nil {
		return found, fmt.Errorf("finding the answer of a citation: %w", err)
	}
	return found, nil
}
