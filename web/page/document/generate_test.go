package document_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
)

// What is wrong in the form of a run is said at its field, with what was
// chosen kept; nothing begins.
func TestTheFormOfARunSaysWhatIsWrong(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	s.Work()
	comes := s.Watch("/events?head=today")
	d := s.UploadAs("notes.md", "# A text\n\nWater boils at 100 degrees Celsius at sea level.\n")
	comes("head", `href="/documents/`+d.ID.String()+`/generate"`)
	path := "/documents/" + d.ID.String() + "/generate"
	for name, c := range map[string]struct {
		fields url.Values
		says   []string
	}{
		"no kind":        {url.Values{"count": {"18"}}, []string{"Choose at least one kind of card.", `value="18"`}},
		"no number":      {url.Values{"count": {"many"}, "kind": {"cloze"}}, []string{"Choose between 1 and 200 cards.", `value="cloze" checked`}},
		"pages of notes": {url.Values{"count": {"6"}, "kind": {"cloze"}, "from": {"1"}, "to": {"2"}}, []string{`value="cloze" checked`}},
	} {
		status, body := s.Form(path, c.fields)
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, status)
		}
		for _, want := range c.says {
			if !strings.Contains(body, want) {
				t.Errorf("%s: the page does not say %q", name, want)
			}
		}
	}
	if g, err := s.MakeCards.Generations(t.Context(), s.Account.ID, d.ID); err != nil || len(g) != 0 {
		t.Errorf("%d runs, %v", len(g), err)
	}
	// Stopping what has ended, or never began, is no error.
	if status, _ := s.Form(path+"/stop", nil); status != http.StatusSeeOther {
		t.Errorf("stopping nothing: %d", status)
	}
}
