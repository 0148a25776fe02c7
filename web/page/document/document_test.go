package document_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
)

func TestCardsMoveWithTheirDocument(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	if status, body := s.Upload("notes.txt", "Mitochondria make energy.\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	d := s.OnlyDocument()
	_, err := s.Learning.CreateNote(t.Context(), s.Account.ID, learning.NewNote{Kind: learning.Basic, Front: "q", Back: "a", Source: &learning.Source{Document: d.ID, Version: 1, Quote: "energy"}})
	if err != nil {
		t.Fatal(err)
	}
	course, err := s.Learning.CreateCourse(t.Context(), s.Account.ID, learning.NewCourse{Title: "Biology"})
	if err != nil {
		t.Fatal(err)
	}
	if status, body := s.Form("/documents/"+d.ID.String(), url.Values{"title": {"Cells"}, "course": {course.ID.String()}}); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	cards, _, err := s.Learning.Cards(t.Context(), s.Account.ID, learning.CardFilter{Document: d.ID})
	if err != nil || len(cards) != 1 || cards[0].Course != course.ID {
		t.Errorf("%+v, %v", cards, err)
	}
}

func TestRefusedUploadSaysWhy(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	status, body := s.Upload("picture.png", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00", 6<<20))
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "picture") {
		t.Errorf("%d %s", status, body)
	}
}

func TestTagOfAFileChangesWithItsBytes(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	if status, body := s.Upload("notes.txt", "Mitochondria make energy.\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	d := s.OnlyDocument()
	path := "/documents/" + d.ID.String() + "/file"
	status, header, _ := s.Send("GET", path, "", nil, false)
	if status != 200 || header.Get("ETag") == "" || header.Get("Last-Modified") != "" || !strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d %v", status, header)
	}
	if _, err := s.Pool.Exec(t.Context(), `update documents set status = 'failed', failure_kind = 'locked' where id = $1`, d.ID); err != nil {
		t.Fatal(err)
	}
	if status, body := s.Form("/documents/"+d.ID.String()+"/retry", url.Values{"password": {"secret"}}); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	if _, after, body := s.Send("GET", path, "", nil, false); body != "opened" || after.Get("ETag") == header.Get("ETag") {
		t.Errorf("%q has the tag %s, as the locked file", body, after.Get("ETag"))
	}
}

func TestFileOfSeveralMegabytesIsReplaced(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	doc := s.UploadAs("cells.txt", "Mitochondria make energy.\n")
	large := strings.Repeat("Ribosomes build proteins. ", 3<<20/26)
	if status, header, body := s.ReplaceFile(doc.ID, "large.txt", large, false); status != http.StatusSeeOther {
		t.Fatalf("%d %v %s", status, header, body)
	}
	if d := s.OnlyDocument(); d.Version != 2 || d.Bytes != int64(len(large)) {
		t.Errorf("%+v", d)
	}
	if status, _, body := s.ReplaceFile(doc.ID, "larger.txt", strings.Repeat(large, 4), true); status != http.StatusRequestEntityTooLarge || !strings.Contains(body, "larger than") {
		t.Errorf("a file over the limit: %d %s", status, body)
	}
}
