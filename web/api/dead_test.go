package api_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"studyapp/web/api"
)

func TestDeadJobsAreRetriedByAdmins(t *testing.T) {
	s := newSite(t)
	pupil, admin := s.user("a@example.org", student), s.user("b@example.org", "admin")
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		want[api.Document](pupil, 202, "POST", "/documents", form(name, "Notes of "+name))
	}
	if _, err := s.Pool.Exec(t.Context(), `update river_job set state = 'discarded', finalized_at = now(), attempt = 3 where kind = 'extract'`); err != nil {
		t.Fatal(err)
	}
	dead := want[items[api.DeadJob]](admin, 200, "GET", "/admin/dead", nil).Items
	if len(dead) != 3 || dead[0].Kind != "extract" || dead[0].Attempts != 3 || !strings.Contains(string(dead[0].Args), "document_id") {
		t.Fatalf("%+v", dead)
	}
	path := "/admin/dead/" + strconv.FormatInt(dead[0].ID, 10) + "/retry"
	for _, r := range [][2]string{{"GET", "/admin/dead"}, {"POST", "/admin/dead/retry"}, {"POST", path}, {"GET", "/admin/models"}, {"POST", "/admin/models/x/try"}} {
		refused(pupil, http.StatusForbidden, "forbidden", r[0], r[1], nil)
	}
	if r := want[api.Retried](admin, 202, "POST", path, nil); r.Jobs != 1 {
		t.Errorf("%+v", r)
	}
	refused(admin, 404, "not_found", "POST", "/admin/dead/999999/retry", nil)
	if r := want[api.Retried](admin, 202, "POST", "/admin/dead/retry", nil); r.Jobs != 2 {
		t.Errorf("%+v", r)
	}
	if left := want[items[api.DeadJob]](admin, 200, "GET", "/admin/dead", nil); len(left.Items) != 0 {
		t.Errorf("%+v", left)
	}
	status := want[api.Status](admin, 200, "GET", "/admin/status", nil)
	if status.Users != 2 || status.Documents["queued"] != 3 || len(status.Jobs) == 0 || status.Jobs[0].Count == 0 {
		t.Errorf("%+v", status)
	}
	if models := want[items[api.Model]](admin, 200, "GET", "/admin/models", nil); len(models.Items) != 0 {
		t.Errorf("%+v", models)
	}
	refused(admin, 404, "not_found", "POST", "/admin/models/x/try", nil)
}
