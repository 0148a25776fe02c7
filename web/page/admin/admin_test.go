package admin_test

import (
	"net/http"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
)

func TestOnlyAdminsSeeAdminPages(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	for _, c := range [][2]string{{"GET", "/admin"}, {"POST", "/admin/dead/1/retry"}} {
		if status, _, body := s.Send(c[0], c[1], "", nil, false); status != http.StatusForbidden {
			t.Errorf("%v: %d %s", c, status, body)
		}
	}
}

// An admin sees what died, whose it was and why, and makes it run again.
func TestAdminsSeeWhatDiedAndRetryIt(t *testing.T) {
	s := pagetest.New(t, auth.RoleAdmin)
	s.UploadAs("First notes.txt", "Mitochondria make ATP.")
	s.UploadAs("Second notes.txt", "Water boils at 100 degrees.")
	_, _, body := s.Send("GET", "/admin", "", http.NoBody, false)
	if !strings.Contains(body, "All is well.") || !strings.Contains(body, "2 documents, 49 bytes") {
		t.Error("before: not well, or not what the user keeps")
	}
	s.Exec(`update river_job set state = 'discarded', finalized_at = now(), attempt = 5, max_attempts = 5, errors = array['{"error": "page 17 took too long"}'::jsonb] where kind = 'extract'`)
	_, _, body = s.Send("GET", "/admin", "", http.NoBody, false)
	for _, want := range []string{"One thing needs you.", "2 jobs were given up on", "First notes", "Second notes", "ann@example.org", "page 17 took too long", "Retry all 2"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if status, _ := s.Form("/admin/dead/retry", nil); status != http.StatusSeeOther {
		t.Errorf("retrying: %d", status)
	}
	var dead int
	if err := s.Pool.QueryRow(t.Context(), `select count(*) from river_job where state = 'discarded'`).Scan(&dead); err != nil || dead != 0 {
		t.Errorf("%d are still dead, %v", dead, err)
	}
	_, _, body = s.Send("GET", "/admin", "", http.NoBody, false)
	if !strings.Contains(body, "All is well.") {
		t.Error("after: not well")
	}
}

// Where several nodes work, each is named with what it does, the one that died
// needs a person, and a dead letter says where it died.
func TestAdminsSeeSeveralNodes(t *testing.T) {
	s := pagetest.New(t, auth.RoleAdmin)
	s.UploadAs("First notes.txt", "Mitochondria make ATP.")
	s.Exec(`insert into nodes (name, seen_at) values ('east-1', now())`)
	if _, _, body := s.Send("GET", "/admin", "", http.NoBody, false); strings.Contains(body, "east-1") {
		t.Error("one node is named")
	}
	s.Exec(`insert into nodes (name, seen_at) values ('west-1', now() - interval '10 minutes')`)
	s.Exec(`update river_job set state = 'discarded', finalized_at = now(), attempt = 5, max_attempts = 5, attempted_by = array['east-1', 'west-1'], errors = array['{"error": "too long"}'::jsonb] where kind = 'extract'`)
	_, _, body := s.Send("GET", "/admin", "", http.NoBody, false)
	for _, want := range []string{"Two things need you.", "west-1 is silent", `<span class="block text-xs">west-1</span>`, "Heard of"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not there", want)
		}
	}
}
