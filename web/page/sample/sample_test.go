package sample_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/demo"
	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/pagetest"
)

func cardsOf(t *testing.T, s *pagetest.Site, doc id.Document) []learning.Card {
	t.Helper()
	cards, _, err := s.Learning.Cards(t.Context(), s.Account.ID, learning.CardFilter{Document: doc})
	if err != nil {
		t.Fatal(err)
	}
	return cards
}

func TestTheSampleCanBeTriedAndRemoved(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	s.Work()
	const button = "Try it with a sample"
	if !strings.Contains(s.Get("/"), button) {
		t.Fatal("the empty Today does not offer the sample")
	}
	course := s.Press("/sample", nil)
	if again := s.Press("/sample", nil); again != course {
		t.Errorf("pressed again it leads to %s, not to %s", again, course)
	}
	d := s.OnlyDocument()
	if !demo.IsSample(d) || d.Title != "How to study with this app, and why it works" || course != "/courses/"+d.Course.String() {
		t.Errorf("%+v at %s", d, course)
	}
	cards := cardsOf(t, s, d.ID)
	if len(cards) < 6 {
		t.Errorf("%d cards", len(cards))
	}
	pages, err := s.Ingest.Pages(t.Context(), s.Account.ID, d.ID, ingest.PageRange{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cards {
		if c.Course != d.Course || c.Source == nil || !strings.Contains(pages[0].Text, c.Source.Quote) || c.Source.Quote == "" || len(c.Source.HeadingPath) == 0 {
			t.Errorf("%q has the source %+v", c.Front, c.Source)
		}
	}
	today := s.Get("/")
	if strings.Contains(today, button) || !strings.Contains(today, "Start review") || !strings.Contains(today, "Remove the sample") {
		t.Error("Today does not offer the review of the sample and to remove it, or offers it anew")
	}
	page := s.Get(course)
	for _, q := range demo.SampleQuestions {
		if !strings.Contains(page, q) {
			t.Errorf("the course does not suggest %q", q)
		}
	}

	remove := func() string {
		t.Helper()
		if to := s.Press("/sample/remove", url.Values{"id": {d.ID.String()}}); to != "/" {
			t.Errorf("removing leads to %s", to)
		}
		courses, err := s.Learning.Courses(t.Context(), s.Account.ID)
		if err != nil || len(courses) != 1 || courses[0].Documents != 0 || courses[0].Cards != 0 {
			t.Errorf("what is left: %+v, %v", courses, err)
		}
		return s.Get("/")
	}
	if !strings.Contains(remove(), button) {
		t.Error("Today does not offer the sample again")
	}
}

func TestRemovingTheSampleCanBeTakenBack(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	s.Work()
	s.Press("/sample", nil)
	d := s.OnlyDocument()
	before := cardsOf(t, s, d.ID)
	if err := s.Learning.DeleteCard(t.Context(), s.Account.ID, before[0].ID); err != nil {
		t.Fatal(err)
	}
	sample := demo.Sample{Ingest: s.Ingest, Learning: s.Learning}
	key, err := sample.Remove(t.Context(), s.Account.ID, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	course := s.Press("/sample/restore", url.Values{"id": {key}})
	after := s.OnlyDocument()
	if after.ID != d.ID || course != "/courses/"+after.Course.String() {
		t.Errorf("%+v at %s", after, course)
	}
	cards := cardsOf(t, s, d.ID)
	if len(cards) != len(before)-1 {
		t.Errorf("%d cards came back of %d; one of them had been deleted before", len(cards), len(before))
	}
	for _, c := range cards {
		if c.Course != after.Course {
			t.Errorf("%q came back into another course", c.Front)
		}
	}
	if !regexp.MustCompile(`Review \d cards`).MatchString(s.Get(course)) {
		t.Error("the course does not offer its review")
	}
}

func TestOnlyTheSampleIsRemovedAsOne(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	if status, body := s.Upload("notes.txt", "Mitochondria make energy.\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	d := s.OnlyDocument()
	if status, body := s.Form("/sample/remove", url.Values{"id": {d.ID.String()}}); status != http.StatusNotFound {
		t.Errorf("%d %s", status, body)
	}
	s.OnlyDocument()
}
