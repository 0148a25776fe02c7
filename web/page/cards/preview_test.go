package cards_test

import (
	"net/url"
	"strings"
	"testing"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
)

// A note is drawn while it is written: its formulas for the browser to draw,
// each question, and what it lacks.
func TestThePreviewDrawsWhatIsWritten(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	for name, c := range map[string]struct {
		fields url.Values
		says   []string
	}{
		"a formula":     {url.Values{"kind": {"basic"}, "front": {`Why $a<b_1$?`}, "back": {`So \(c\).`}}, []string{`<span class="math">a&lt;b_1</span>`, `<span class="math">c</span>`}},
		"gaps":          {url.Values{"kind": {"cloze"}, "front": {`{{c1::Rubisco}} binds $CO_{{c2::2}}$.`}}, []string{`<span class="gap">…</span> binds <span class="math">CO_{2}</span>`, `CO_{\underline{…}}`}},
		"no gap yet":    {url.Values{"kind": {"cloze"}, "front": {"Rubisco binds"}}, []string{"Rubisco binds", "The text has no gap."}},
		"nothing harms": {url.Values{"kind": {"basic"}, "front": {`<script>alert(1)</script>x`}}, nil},
	} {
		status, body := s.Form("/cards/preview", c.fields)
		if status != 200 || strings.Contains(body, "<script>alert") {
			t.Errorf("%s: %d %s", name, status, body)
		}
		for _, want := range c.says {
			if !strings.Contains(body, want) {
				t.Errorf("%s: %s does not stand in %s", name, want, body)
			}
		}
	}
}

func TestFormulasSurviveInTheListAndInTheEditor(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	cards, err := s.Learning.CreateNote(t.Context(), s.Account.ID, learning.NewNote{Kind: learning.Cloze, Front: `Ohm: $U_1 = {{c1::R_1}} \cdot I_1$.`})
	if err != nil {
		t.Fatal(err)
	}
	if body := s.Get("/cards"); !strings.Contains(body, `Ohm: <span class="math">U_1 = […] \cdot I_1</span>.`) || !strings.Contains(body, `aria-label="Select: Ohm: U_1 = […] \cdot I_1."`) {
		t.Errorf("the list: %s", body)
	}
	if body := s.Get("/cards/" + cards[0].ID.String() + "/edit"); !strings.Contains(body, `U_1 = {\underline{…}} \cdot I_1`) || !strings.Contains(body, `data-gap`) {
		t.Errorf("the editor: %s", body)
	}
}
