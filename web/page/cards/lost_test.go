package cards_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/pagetest"
)

func TestALostQuoteIsShownAndDecidedAbout(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	s.Work()
	if status, body := s.Upload("cells.md", "# Cells\n\nMitochondria make energy from sugar.\n\nRibosomes build proteins.\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	doc := s.OnlyDocument()
	s.Ready(doc.ID, 1)
	lost, moved := s.Quoting(doc.ID, "Mitochondria make energy from sugar."), s.Quoting(doc.ID, "Ribosomes build proteins.")

	doc = s.OnlyDocument() // with the title that was found in it
	if _, _, body := s.Look("/documents/" + doc.ID.String() + "/replace"); !strings.Contains(body, doc.Title) || !strings.Contains(body, "those whose quote is gone from the new file are flagged") ||
		!strings.Contains(body, `enctype="multipart/form-data"`) {
		t.Error("the dialog does not name the document and what happens to its cards, or is no form")
	}
	if status, _, body := s.ReplaceFile(doc.ID, "", "", true); status != http.StatusUnprocessableEntity || !strings.Contains(body, "No file was chosen.") {
		t.Errorf("no file: %d %s", status, body)
	}
	status, header, body := s.ReplaceFile(doc.ID, "cells2.md", "# Cells\n\nA new preface.\n\nRibosomes build proteins.\n\nSugar gives mitochondria their energy. It is burnt there.\n", false)
	if status != http.StatusSeeOther || header.Get("Location") != "/courses/"+doc.Course.String() {
		t.Fatalf("%d %s %s", status, header.Get("Location"), body)
	}
	s.Ready(doc.ID, 2)
	s.Lost(doc.ID, 1)

	if _, _, body := s.Look("/courses/" + doc.Course.String()); !strings.Contains(body, "1 card lost its quote") || !strings.Contains(body, "/cards?document="+doc.ID.String()+"&status=stale") {
		t.Error("the course does not link to the card that lost its quote")
	}
	if _, _, body := s.Look("/documents/" + doc.ID.String()); !strings.Contains(body, "1 card lost its quote.") || !strings.Contains(body, "Replaced on ") {
		t.Error("the reader does not say that its document was replaced")
	}
	if c, err := s.Learning.Card(t.Context(), s.Account.ID, moved.ID); err != nil || c.Source.Stale || c.Source.Version != 2 {
		t.Errorf("the card whose quote stands in both: %+v, %v", c.Source, err)
	}
	path := "/cards/" + lost.ID.String()
	list := "/cards?q=is%3Astale"
	if _, _, body := s.Look(list); !strings.Contains(body, "<s>Mitochondria make energy from sugar.</s>") || !strings.Contains(body, `formaction="`+path+`/keep"`) {
		t.Error("the list of lost quotes compares none")
	}
	if status, _, body := s.Send("GET", path+"/nearest", "", nil, true); status != http.StatusOK || !strings.Contains(body, `formaction="`+path+`/quote"`) {
		t.Errorf("the comparison alone: %d %s", status, body)
	}
	_, _, body = s.Look(path)
	picks := regexp.MustCompile(`value="(\d+:\d+:\d+)"( checked)?[^>]*><span><span>([^<]*)`).FindAllStringSubmatch(body, -1)
	var best []string
	for _, p := range picks {
		if p[2] != "" {
			best = p
		}
	}
	if !strings.Contains(body, "<s>Mitochondria make energy from sugar.</s>") || best == nil || best[3] != "Sugar gives mitochondria their energy." {
		t.Fatalf("the card is not compared: %q", picks)
	}

	use := url.Values{"back": {list}, "v-" + lost.ID.String(): {"2"}, "s-" + lost.ID.String(): {best[1]}}
	for _, c := range []struct {
		path  string
		form  url.Values
		holds func(c learning.Card) bool
	}{
		{"/quote", use, func(c learning.Card) bool {
			return c.Source.Quote == best[3] && !c.Source.Stale && c.Source.Version == 2
		}},
		{"/keep", url.Values{"back": {list}}, func(c learning.Card) bool { return c.Source.KeptAt != nil && !c.Source.Stale }},
		{"/status", url.Values{"back": {list}, "status": {"suspended"}}, func(c learning.Card) bool { return c.Status == learning.Suspended && c.Source.Stale }},
	} {
		if status, body := s.Form(path+c.path, c.form); status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", c.path, status, body)
		}
		got, err := s.Learning.Card(t.Context(), s.Account.ID, lost.ID)
		if err != nil || !c.holds(got) {
			t.Errorf("%s: %+v %+v, %v", c.path, got.Status, got.Source, err)
		}
		s.Lost(doc.ID, 0)
		var change id.Change
		if err := s.Pool.QueryRow(t.Context(), `select id from card_changes order by id desc limit 1`).Scan(&change); err != nil {
			t.Fatal(err)
		}
		if status, body := s.Form("/cards/undo", url.Values{"id": {change.String()}}); status != http.StatusSeeOther {
			t.Errorf("%s, undone: %d %s", c.path, status, body)
		}
		s.Lost(doc.ID, 1)
	}
	if status, body := s.Form(path+"/quote", url.Values{"back": {list}, "v-" + lost.ID.String(): {"2"}}); status != http.StatusSeeOther {
		t.Errorf("no sentence was chosen: %d %s", status, body)
	}
	if status, _ := s.Form("/cards/"+id.New[id.Card]().String()+"/quote", use); status != http.StatusNotFound {
		t.Errorf("no such card: %d", status)
	}
}
