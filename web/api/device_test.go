package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"studyapp/internal/learning"
	"studyapp/web/api"
)

// What a device kept for one account is refused while another one is signed
// in, so that the device keeps it.
func TestAnswersOfAnotherAccountAreRefused(t *testing.T) {
	s := newSite(t)
	ann, ben := s.user("ann@example.org", student), s.user("ben@example.org", student)
	card := want[api.NewCards](ann, 201, "POST", "/cards", object{"front": "q", "back": "a"})
	body := `[{"id":"` + newID() + `","card_id":"` + card.ID.String() + `","rating":3,"reviewed_at":"` + time.Now().UTC().Format(time.RFC3339) + `"}]`
	for account, status := range map[*client]int{ann: http.StatusOK, ben: http.StatusUnauthorized} {
		req, err := http.NewRequestWithContext(t.Context(), "POST", s.url+"/reviews", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Authorization", "Bearer "+ann.token)
		req.Header.Set("X-Account", account.account.ID.String())
		if r := ann.send(req); r.status != status {
			t.Errorf("for %s: %d %s, want %d", account.account.Email, r.status, r.body, status)
		}
	}
}

func TestBuryFromADeviceHoldsForItsDay(t *testing.T) {
	c := newSite(t).user("a@example.org", student)
	card := want[api.NewCards](c, 201, "POST", "/cards", object{"front": "q", "back": "a"})
	path := "/cards/" + card.ID.String()
	for days, status := range map[int]learning.Status{0: learning.Buried, -2: learning.Active} {
		got := want[api.Card](c, 200, "PATCH", path, object{"status": "buried", "buried_at": time.Now().AddDate(0, 0, days).UTC().Format(time.RFC3339)})
		if got.Status != string(status) {
			t.Errorf("buried %d days ago: %s, want %s", -days, got.Status, status)
		}
	}
}
