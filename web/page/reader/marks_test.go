package reader_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/pagetest"
)

// cited is a citation of an answer, at a place of the document's first version.
func cited(t *testing.T, s *pagetest.Site, doc id.Document, quote string, start int) id.Citation {
	t.Helper()
	citation, conversation, message := id.New[id.Citation](), id.New[id.Conversation](), id.New[id.Message]()
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{`insert into conversations (id, owner_id, title) values ($1, $2, 'q')`, []any{conversation, s.Account.ID}},
		{`insert into messages (id, conversation_id, owner_id, ordinal, question, outcome, status) values ($1, $2, $3, 0, 'q', 'answered', 'done')`, []any{message, conversation, s.Account.ID}},
		{`insert into citations (id, message_id, owner_id, n, chunk_id, document_id, version, title, quote, segments)
			values ($1, $2, $3, 1, 1, $4, 1, 'd', $5, jsonb_build_array(jsonb_build_object('page', 1, 'start', $6::int, 'end', $6::int + length($5))))`,
			[]any{citation, message, s.Account.ID, doc, quote, start}},
	} {
		if _, err := s.Pool.Exec(t.Context(), q.sql, q.args...); err != nil {
			t.Fatal(err)
		}
	}
	return citation
}

func TestOldPlacesNeverMarkOtherWords(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	s.Work()
	const stays, goes = "Ribosomes build proteins.", "Mitochondria make energy."
	if status, body := s.Upload("cells.txt", goes+" "+stays+"\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	doc := s.OnlyDocument()
	s.Ready(doc.ID, 1)
	moved, lost := cited(t, s, doc.ID, stays, len(goes)+1), cited(t, s, doc.ID, goes, 0)
	card := s.Quoting(doc.ID, stays)
	read := "/documents/" + doc.ID.String()
	marked := regexp.MustCompile(`<mark[^>]*>([^<]*)</mark>`)
	onPage := func(path string) string {
		t.Helper()
		_, _, body := s.Look(path)
		_, text, _ := strings.Cut(body, "data-text")
		text, _, _ = strings.Cut(text, "</article>")
		var words []string
		for _, m := range marked.FindAllStringSubmatch(text, -1) {
			words = append(words, m[1])
		}
		return strings.Join(words, "|")
	}
	old := "?v=1&page=1&from=0&to=" + "25"
	if got := onPage(read + old); got != goes {
		t.Errorf("before, the stretch marks %q", got)
	}
	if status, _, body := s.ReplaceFile(doc.ID, "cells.txt", "A preface.\n\nVacuoles store water. "+stays+"\n", true); status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	s.Ready(doc.ID, 2)
	for path, want := range map[string]string{
		read + old:                                              "",
		read + "?cite=" + lost.String():                         "",
		read + "?cite=" + moved.String():                        stays,
		read + "?v=2&page=1&from=0&to=10":                       "A preface.",
		read + "?page=1&cite=" + id.New[id.Citation]().String(): "",
	} {
		if got := onPage(path); got != want {
			t.Errorf("%s marks %q, want %q", path, got, want)
		}
	}
	if _, _, body := s.Look(read + "?cite=" + lost.String()); !strings.Contains(body, "from the version before and does not stand in this one") {
		t.Error("the reader does not say that the quote is gone")
	}

	// A card made from an old answer quotes what stands there now.
	for citation, want := range map[id.Citation]struct {
		version int
		stale   bool
	}{moved: {2, false}, lost: {1, true}} {
		if status, body := s.Form("/cards", url.Values{"front": {"from " + citation.String()}, "back": {"b"}, "citation": {citation.String()}}); status != http.StatusSeeOther {
			t.Fatalf("%d %s", status, body)
		}
		list, _, err := s.Learning.Cards(t.Context(), s.Account.ID, learning.CardFilter{Text: citation.String()})
		if err != nil || len(list) != 1 || list[0].Source.Version != want.version || list[0].Source.Stale != want.stale {
			t.Errorf("%+v, %v; want %+v", list, err, want)
		}
	}
	for {
		c, err := s.Learning.Card(t.Context(), s.Account.ID, card.ID)
		if err != nil {
			t.Fatal(err)
		}
		if c.Source.Version == 2 {
			break
		}
		time.Sleep(20 * time.Millisecond) // the job is on its way
	}
	_, _, body := s.Look("/cards/" + card.ID.String())
	link := regexp.MustCompile(`href="(/documents/[^"]*from=[^"]*)"`).FindStringSubmatch(body)
	if link == nil || onPage(link[1]) != stays {
		t.Errorf("the card leads to %q", link)
	}
}
