package archtest

import (
	"regexp"
	"strings"
	"testing"
)

// owned are the tables whose rows belong to a student, by a column or by the
// row that they hang on.
var owned = []string{
	"documents", "document_versions", "document_pages", "chunks", "chunk_embeddings", "chunk_tokens",
	"courses", "notes", "cards", "reviews", "review_voids", "card_states", "queue", "card_changes",
	"conversations", "messages", "citations", "card_vectors", "runs",
}

// An owner is named by a condition on it, by a row that is written with it, or
// by an argument of that name.
var (
	namesOwner  = regexp.MustCompile(`\bowner_id\s*=|@owners?\b|\(\s*(?:\w+,\s*)*owner_id\b`)
	saysWhoever = regexp.MustCompile(`All|Any`)
)

// ownerless says why a statement breaks the rule that each names the owner of
// the rows it reads or writes, unless its own name says that it reaches over
// all or any of them; "" when it does not.
func ownerless(s statement) string {
	if namesOwner.MatchString(s.sql) || saysWhoever.MatchString(s.name) {
		return ""
	}
	for _, table := range tablesIn(s.sql) {
		for _, o := range owned {
			if table == o {
				return "names no owner of " + table + "; say owner_id = @owner, or OfAll or OfAny in the constant's name"
			}
		}
	}
	return ""
}

// The second invariant of ARCHITECTURE.md.
func TestStatementsNameTheOwner(t *testing.T) {
	t.Parallel()
	for _, s := range ownStatements(sources(t)) {
		if why := ownerless(s.statement); why != "" {
			t.Errorf("%s %s", s.at, why)
		}
	}
}

func TestOwnerlessKnowsStatements(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, constant, sql string
		allowed             bool
	}{
		{"a condition", "cardByID", `select id from cards where id = @id and owner_id = $2`, true},
		{"another's row", "cardByID", `select id from cards where id = @id`, false},
		{"a column that is only read", "cardByID", `select id, owner_id from cards where id = @id`, false},
		{"a row that is written", "insertCard", `insert into cards (id, owner_id, note_id) values ($1, $2, $3)`, true},
		{"a sweep that says so", "purgeAll", `delete from documents where deleted_at < @before`, true},
		{"a table without owners", "activeModel", `select id from embedding_models`, true},
	} {
		if why := ownerless(statement{c.constant, c.sql}); (why == "") != c.allowed {
			t.Errorf("%s: %q", c.name, why)
		}
	}
	if !strings.Contains(ownerless(statement{"x", `delete from notes`}), "notes") {
		t.Error("the table is not named")
	}
}
