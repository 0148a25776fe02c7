package ask_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/pagetest"
)

// A scope of which something is deleted never becomes wider by itself.
func TestADeletedScopeDoesNotWiden(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	course, err := s.Learning.CreateCourse(t.Context(), s.Account.ID, learning.NewCourse{Title: "Biology"})
	if err != nil {
		t.Fatal(err)
	}
	cells, bees := s.UploadAs("cells.txt", "Cells divide.\n"), s.UploadAs("bees.txt", "Bees fly.\n")
	s.UploadAs("wax.txt", "Wax melts.\n")
	s.Exec(`update documents set course_id = $1, status = 'ready' where id <> $2`, course.ID, bees.ID)
	s.Exec(`update documents set status = 'ready' where id = $1`, bees.ID)
	both := "/ask?document=" + cells.ID.String() + "&document=" + bees.ID.String()
	if body := s.Get(both); strings.Contains(body, "deleted") || !strings.Contains(body, `value="document:`) {
		t.Error("what is there is said to be deleted, or is not asked")
	}

	s.Exec(`update documents set deleted_at = now() where id = $1`, cells.ID)
	body := s.Get(both)
	if !strings.Contains(body, "1 of the 2 chosen documents is deleted. The answer comes from the other one.") || !strings.Contains(body, `name="scope" value="document:`+bees.ID.String()+`"`) {
		t.Errorf("one of two is deleted:\n%s", body)
	}
	body = s.Get("/ask?document=" + cells.ID.String() + "&q=Why%3F")
	if !strings.Contains(body, "This document is deleted.") || strings.Contains(body, "data-ask ") {
		t.Errorf("nothing is left, and a question can be asked of everything:\n%s", body)
	}
	for _, href := range []string{"/ask?course=" + course.ID.String() + "&amp;q=Why%3F", "/ask?q=Why%3F"} {
		if !strings.Contains(body, `href="`+href+`"`) {
			t.Errorf("%s is not offered:\n%s", href, body)
		}
	}
	if body := s.Get("/ask?course=" + id.New[id.Course]().String()); !strings.Contains(body, "This course is deleted.") || strings.Contains(body, "data-ask ") {
		t.Error("a course that is not there became everything")
	}
	status, body := s.Form("/ask", url.Values{"question": {"Why so?"}, "scope": {"document:" + cells.ID.String()}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "This document is deleted.") || !strings.Contains(body, "q=Why+so%3F") {
		t.Errorf("deleted between page and question: %d\n%s", status, body)
	}
	status, body = s.Form("/ask", url.Values{"question": {"Why so?"}, "scope": {"document:" + cells.ID.String() + "," + bees.ID.String()}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "was deleted meanwhile") || !strings.Contains(body, ">Why so?</textarea>") {
		t.Errorf("one of two deleted between page and question: %d\n%s", status, body)
	}
}

func TestTheAskPageSaysWhatIsStillBeingRead(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	cells, bees := s.UploadAs("cells.txt", "Cells divide.\n"), s.UploadAs("bees.txt", "Bees fly.\n")
	s.Exec(`update documents set status = 'extracting'`)
	if body := s.Get("/ask"); !strings.Contains(body, "2 documents are still being read. The answer knows what can be searched so far.") {
		t.Error("two that are being read are not named")
	}
	if body := s.Get("/documents/" + cells.ID.String()); !strings.Contains(body, "This document is still being read. The answer knows what can be searched so far.") {
		t.Error("the panel of a document does not say that it is being read")
	}
	s.Exec(`update documents set status = 'ready' where id = $1`, cells.ID)
	if body := s.Get("/ask?document=" + cells.ID.String()); strings.Contains(body, "still being read") {
		t.Error("what is asked is read, and said not to be")
	}
	if body := s.Get("/ask?document=" + bees.ID.String()); !strings.Contains(body, "1 document is still being read.") {
		t.Error("the one that is asked is not said to be read still")
	}
}

func TestAllConversationsCanBeReached(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	d := s.UploadAs("bees.txt", "Bees fly.\n")
	for i := range 65 {
		s.Exec(`insert into conversations (id, owner_id, title, updated_at) values ($1, $2, $3, now() - make_interval(mins => $4))`,
			id.New[id.Conversation](), s.Account.ID, fmt.Sprintf("Question %d?", i), i)
	}
	seen := 0
	at := "/ask?document=" + d.ID.String()
	for pages := 0; at != "" && pages < 5; pages++ {
		body := s.Get(at)
		for strings.Contains(body, fmt.Sprintf(">Question %d?<", seen)) {
			seen++
		}
		if !strings.Contains(body, "document:"+d.ID.String()) {
			t.Error("the scope is lost on the way")
		}
		if pages > 0 && !strings.Contains(body, `href="/ask?document=`+d.ID.String()+`" class`) {
			t.Error("no way back to the latest ones")
		}
		at = ""
		if before, _, more := strings.Cut(body, `" rel="next"`); more {
			at = strings.ReplaceAll(before[strings.LastIndex(before, `"`)+1:], "&amp;", "&")
		}
	}
	if seen != 65 {
		t.Errorf("%d of 65 conversations are reached", seen)
	}
}
