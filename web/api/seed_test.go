package api_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/url"
	"time"

	"studyapp/internal/generation/cards"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/api"
)

// seed makes one of everything that has an id in a path, by the path's first
// part.
func seed(c *client) map[string]string {
	c.t.Helper()
	course := want[api.Course](c, 201, "POST", "/courses", object{"title": "Biology"})
	card := want[api.NewCards](c, 201, "POST", "/cards", object{"front": "q", "back": "a", "course_id": course.ID})
	review := newID()
	want[items[api.ReviewOutcome]](c, 200, "POST", "/reviews", []object{{"id": review, "card_id": card.ID, "rating": 3, "reviewed_at": time.Now().UTC().Format(time.RFC3339)}})
	token := want[api.NewToken](c, 201, "POST", "/tokens", object{"name": "t"})
	document := want[api.Document](c, 202, "POST", "/documents", form("notes.txt", "Mitochondria make the energy of a cell.\n"))
	exec := func(sql string, args ...any) {
		c.t.Helper()
		if _, err := c.Pool.Exec(c.t.Context(), sql, args...); err != nil {
			c.t.Fatal(err)
		}
	}
	exec(`update documents set status = 'ready', chunks = 1 where id = $1`, document.ID)
	run := want[cards.Generation](c, 202, "POST", "/documents/"+document.ID.String()+"/generate", object{"task": "flashcards"})
	conversation, message, citation := id.New[id.Conversation](), id.New[id.Message](), id.New[id.Citation]()
	exec(`insert into conversations (id, owner_id, title) values ($1, $2, 'Why?')`, conversation, c.account.ID)
	exec(`insert into messages (id, conversation_id, owner_id, ordinal, question) values ($1, $2, $3, 0, 'Why?')`, message, conversation, c.account.ID)
	exec(`insert into citations (id, message_id, owner_id, n, chunk_id, document_id, version, title, quote, segments)
		values ($1, $2, $3, 1, 1, $4, 1, 'notes', 'energy', '[{"page":1,"start":0,"end":6}]')`, citation, message, c.account.ID, document.ID)
	change, err := c.Learning.ChangeCards(c.t.Context(), c.account.ID, []id.Card{card.ID}, learning.Change{Status: learning.Active})
	if err != nil {
		c.t.Fatal(err)
	}
	return map[string]string{
		"changes":     change.ID.String(),
		"generations": run.ID.String(), "conversations": conversation.String(), "citations": citation.String(), "messages": message.String(),
		"documents": document.ID.String(),
		"courses":   course.ID.String(), "cards": card.ID.String(), "reviews": review, "tokens": token.ID.String(),
	}
}

// skipsOwner are calls whose success needs more than the id.
var skipsOwner = map[string]bool{
	"watch-document":   true, // runs until the document is ready
	"restore-document": true, // it is not in the bin
	"retry-document":   true, // it has not failed
	"replace-file":     true, // see TestDocuments
	// The card has no quote that was lost, see TestLostQuotesAreDecidedAboutThroughTheAPI.
	"nearest-passage": true,
	"quote-anew":      true,
	"stop-answer":     true, // it is not being written, see TestAnAnswerIsStopped
	"keep-card":       true,
}

// form is an upload of one file, with the fields behind it as they come.
func form(name, content string, fields ...string) raw {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, _ := w.CreateFormFile("file", name) // a buffer takes everything
	_, _ = io.WriteString(part, content)
	for i := 0; i+1 < len(fields); i += 2 {
		_ = w.WriteField(fields[i], fields[i+1])
	}
	_ = w.Close()
	return raw{w.FormDataContentType(), b.Bytes()}
}

func escape(s string) string { return url.QueryEscape(s) }
