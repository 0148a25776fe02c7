package document_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/document"
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

// The dialog says what cards cost before they are made, which sections are
// covered, and lets the student choose among them.
func TestTheFormOfARunSaysWhatItCostsAndWhatIsCovered(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	s.Work()
	comes := s.Watch("/events?head=today")
	d := s.UploadAs("notes.md", "# Heat\n\nWater boils at 100 degrees Celsius at sea level.\n\n# Light\n\nRefraction is the change of direction of light between two media.\n")
	comes("head", `href="/documents/`+d.ID.String()+`/generate"`)
	exam := time.Now().Add(40 * 24 * time.Hour)
	if _, err := s.Learning.UpdateCourse(t.Context(), s.Account.ID, d.Course, learning.CoursePatch{ExamAt: &exam}); err != nil {
		t.Fatal(err)
	}
	path := "/documents/" + d.ID.String() + "/generate"
	_, _, body := s.Send(http.MethodGet, path, "", nil, true)
	for _, want := range []string{"Up to 6 cards, less than a minute a day until ", `&#34;60&#34;:&#34;Up to 60 cards, about `, "Predicted with 12 s an answer", `name="section" value="Heat" checked`, "none yet", "about 3 more"} {
		if !strings.Contains(body, want) {
			t.Errorf("the dialog does not say %q: %s", want, body)
		}
	}
	fields := url.Values{"count": {"6"}, "kind": {"basic", "cloze"}, "sections": {"2"}}
	if status, body := s.Form(path, fields); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Choose at least one section.") {
		t.Errorf("no section: %d", status)
	}
	fields.Set("section", "Light")
	if status, _ := s.Form(path, fields); status != http.StatusSeeOther {
		t.Errorf("one section: %d", status)
	}
	g, err := s.MakeCards.Generations(t.Context(), s.Account.ID, d.ID)
	if err != nil || len(g) != 1 || len(g[0].Sections) != 1 || g[0].Sections[0] != "Light" {
		t.Errorf("%+v, %v", g, err)
	}
}

func TestTheSharesOfSectionsAddUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n             int
		weights, want []int
	}{
		{24, []int{100, 100, 100}, []int{8, 8, 8}},
		{6, []int{100, 0, 10}, []int{5, 0, 1}},
		{7, []int{1, 1, 1}, []int{3, 2, 2}},
		{6, []int{0, 0}, []int{0, 0}},
	} {
		if got := document.Shares(c.n, c.weights); !slices.Equal(got, c.want) {
			t.Errorf("%d by %v: %v", c.n, c.weights, got)
		}
	}
}
