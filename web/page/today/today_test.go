package today_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
)

// due finds what Today's sentence and the sidebar say is due.
var due = regexp.MustCompile(`(?s)data-nav-due[^>]*>.*?</span><span>(\d+)</span>.*<h1[^>]*>(\d+) cards? today`)

// The day's limits hold for each course, and the sidebar adds the courses up.
func TestTheSidebarCountsWhatTodayCounts(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	for _, title := range []string{"Biology", "History"} {
		c, err := s.Learning.CreateCourse(t.Context(), s.Account.ID, learning.NewCourse{Title: title})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 25 {
			if _, err := s.Learning.CreateNote(t.Context(), s.Account.ID, learning.NewNote{Course: c.ID, Kind: learning.Basic, Front: fmt.Sprint(title, i), Back: "a"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, _, body := s.Send("GET", "/", "", http.NoBody, false)
	got := due.FindStringSubmatch(body)
	if got == nil || got[1] != got[2] || got[2] != "40" { // 20 new cards a day of each course
		t.Errorf("the sidebar and the sentence say %q", got)
	}
	_, _, body = s.Send("GET", "/cards", "", http.NoBody, false)
	if !strings.Contains(body, `</span><span>40</span>`) {
		t.Error("another page counts otherwise")
	}
}

// What needs the student stands on Today, however many documents came later.
func TestAFailedDocumentIsOnTodayBehindManyNewerOnes(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	first := s.UploadAs("failed.txt", "the first")
	waits := s.UploadAs("waits.txt", "the second")
	s.Exec("update documents set status = 'failed', failure_kind = 'timeout', failure_message = 'Too slow.' where id = $1", first.ID)
	s.Exec(`insert into documents (id, owner_id, course_id, title, file_name, kind, media_type, bytes, sha256, blob_key, version, status, created_at)
		select gen_random_uuid(), owner_id, course_id, 'many ' || n, 'm.txt', kind, media_type, bytes, sha256(n::text::bytea), blob_key, version, 'ready', created_at + n * interval '1 minute'
		from documents, generate_series(1, 300) n where id = $1`, waits.ID)
	_, _, body := s.Send("GET", "/", "", http.NoBody, false)
	for _, d := range []ingest.Document{first, waits} {
		if !strings.Contains(body, `id="doc-`+d.ID.String()) {
			t.Errorf("%s is not on Today", d.Title)
		}
	}

	// The course lists them in steps, down to the oldest.
	path, pages := "/courses/"+first.Course.String(), 0
	next := regexp.MustCompile(`href="(/courses/[^"]+after=[^"]+)"`)
	seen := 0
	for path != "" && pages < 20 {
		_, _, body = s.Send("GET", path, "", http.NoBody, false)
		seen += strings.Count(body, `id="doc-`)
		pages++
		path = ""
		if m := next.FindStringSubmatch(body); m != nil {
			path = m[1]
		}
	}
	if seen != 302 {
		t.Errorf("the course's %d pages list %d documents", pages, seen)
	}
}

// From the first file to the review, Today offers the next step by itself.
func TestTodayOffersTheNextStepByItself(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	s.Work()
	comes := s.Watch("/events?head=today")
	comes("head", "Put in what you must learn.")
	d := s.UploadAs("notes.md", "# A text\n\nWater boils at 100 degrees Celsius at sea level. Mitochondria make ATP by oxidative phosphorylation. Photosynthesis was first described by Jan Ingenhousz in 1779.\n")
	comes("head", `href="/documents/`+d.ID.String()+`/generate"`)
	if status, body := s.Form("/documents/"+d.ID.String()+"/generate", url.Values{"count": {"6"}, "kind": {"basic", "cloze"}}); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	comes("head", `href="/review"`)
}
