package cards_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
)

func basic(t *testing.T, s *pagetest.Site, front string) learning.Card {
	t.Helper()
	cards, err := s.Learning.CreateNote(t.Context(), s.Account.ID, learning.NewNote{Front: front, Back: "answer"})
	if err != nil {
		t.Fatal(err)
	}
	return cards[0]
}

func TestTheMenusOfTheFilterWriteItsWords(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	course, err := s.Learning.CreateCourse(t.Context(), s.Account.ID, learning.NewCourse{Title: "Cell Biology"})
	if err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]string{
		"/cards?course=" + course.ID.String():                             `course:"Cell Biology"`,
		"/cards?status=draft":                                             "is:draft",
		"/cards?q=is:new+heart&was=is:new+heart&in=Cell+Biology&is=stale": `course:"Cell Biology" is:stale heart`,
		"/cards?q=is:new+liver&was=is:new+heart&in=&is=stale":             "is:new liver",
		"/cards?q=is:new&was=is:new&in=&is=":                              "",
	} {
		status, header, _ := s.Look(from)
		to, err := url.Parse(header.Get("Location"))
		if err != nil || status != http.StatusSeeOther || to.Path != "/cards" || to.Query().Get("q") != want {
			t.Errorf("%s leads to %q (%d), want the filter %q", from, header.Get("Location"), status, want)
		}
	}
	_, _, body := s.Look("/cards?q=" + url.QueryEscape("course:biology is:new"))
	for _, part := range []string{`<option value="Cell Biology" selected>`, `<option value="new" selected>`} {
		if !strings.Contains(body, part) {
			t.Errorf("the menus do not show %s", part)
		}
	}
}

func TestTheFilterSaysAtItsFieldWhatItDoesNotKnow(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	basic(t, s, "question")
	for filter, want := range map[string]string{
		"is:lost":       "It can be due, new, active",
		"colour:red":    "Known are course:",
		"course:botany": "No course is called “botany”. There are “",
	} {
		status, _, body := s.Look("/cards?q=" + url.QueryEscape(filter))
		if status != http.StatusUnprocessableEntity || !strings.Contains(body, `aria-invalid="true"`) || !strings.Contains(body, want) || !strings.Contains(body, `value="`+filter+`"`) {
			t.Errorf("%s: %d, and no %q at the field", filter, status, want)
		}
	}
}

func TestTheScreenShowsBothTextsOfACardEditedOnTwoDevices(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	c := basic(t, s, "question")
	path := "/cards/" + c.ID.String()
	_, _, drawn := s.Look(path + "/edit")
	seen := regexp.MustCompile(`name="seen" value="([^"]+)"`)
	first := seen.FindStringSubmatch(drawn)
	if first == nil {
		t.Fatal("the form does not know what it was drawn from")
	}
	edit := func(front, seen string) (int, string) {
		return s.Form(path, url.Values{"front": {front}, "back": {"answer"}, "seen": {seen}})
	}
	if status, body := edit("from the phone", first[1]); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	status, body := edit("from the desk", first[1])
	if status != http.StatusConflict || !strings.Contains(body, "from the phone") || !strings.Contains(body, "from the desk") {
		t.Fatalf("the second save shows not both (%d): %s", status, body)
	}
	second := seen.FindStringSubmatch(body)
	if status, body := edit("from the desk", second[1]); status != http.StatusSeeOther {
		t.Fatalf("the chosen text is not saved: %d %s", status, body)
	}
	if now, err := s.Learning.Card(t.Context(), s.Account.ID, c.ID); err != nil || now.Text != "from the desk" {
		t.Errorf("the card says %q, %v", now.Text, err)
	}
}

func TestWhatIsDoneWithManyCardsCanBeUndoneByAForm(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	a, b := basic(t, s, "a"), basic(t, s, "b")
	done, err := s.Learning.ChangeCards(t.Context(), s.Account.ID, nil, learning.Change{Delete: true})
	if err == nil {
		t.Fatalf("nothing was changed: %+v", done)
	}
	if status, body := s.Form("/cards/many", url.Values{"card": {a.ID.String(), b.ID.String()}, "do": {"delete"}, "back": {"/cards?q=a"}}); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	if list, _, err := s.Learning.Cards(t.Context(), s.Account.ID, learning.CardFilter{}); err != nil || len(list) != 0 {
		t.Fatalf("%d cards are left, %v", len(list), err)
	}
	var change string
	if err := s.Pool.QueryRow(t.Context(), `select id::text from card_changes where owner_id = $1`, s.Account.ID).Scan(&change); err != nil {
		t.Fatal(err)
	}
	if status, body := s.Form("/cards/undo?back=/cards", url.Values{"id": {change}}); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	if list, _, err := s.Learning.Cards(t.Context(), s.Account.ID, learning.CardFilter{}); err != nil || len(list) != 2 {
		t.Fatalf("%d cards are back, %v", len(list), err)
	}
	if status, _ := s.Form("/cards/many", url.Values{"card": {a.ID.String()}, "do": {"nonsense"}}); status != http.StatusUnprocessableEntity {
		t.Errorf("a deed that there is not: %d", status)
	}
}
