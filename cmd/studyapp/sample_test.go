package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestSample is the way of a student without a document at hand: try the
// sample, ask it, review one of its cards, remove it, take that back. The
// browser's clock is years behind the server's: a review has the server's time.
func TestSample(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	const year = "2031"
	s := newServer(t, "STUDYAPP_CLOCK="+year+"-05-19T09:30:00Z")
	b := newBrowser(t, "http://"+s.addr)
	b.open(s.setUpPath())
	b.fill("#f-email", "lena@example.org")
	b.fill("#f-password", "correct horse battery")
	b.press("\r")
	b.until(`location.pathname == "/" && document.querySelector("form[action='/sample']")`)
	b.click(`form[action="/sample"] button`)
	b.until(`location.pathname.startsWith("/courses/") && document.querySelector("h1").textContent == "A first look" && document.querySelector("a[href^='/review']")`)
	b.check("course of the sample")

	b.click(`a[href*="q=What+is+the+testing+effect"]`)
	b.until(`location.pathname == "/ask" && document.querySelector("#q").value == "What is the testing effect?"`)
	b.click("[data-send]")
	b.until(`location.pathname.startsWith("/ask/") && document.querySelector(".s-supported mark")`)
	if said := b.text(`document.querySelector("[data-thread]").innerText`); !strings.Contains(said, "strengthens memory more than reading it again") {
		t.Errorf("the answer is %q", said)
	}
	b.click("a.cite")
	b.until(`document.querySelector("[data-reader][data-ready] mark.mark-on")`)

	b.open("/")
	b.check("today with the sample")
	b.press("r")
	b.until(`document.querySelector("[data-review] [data-show]")`)
	first := b.text(`document.querySelector("[data-question]").innerText`)
	b.press(" ")
	b.until(`document.querySelector("[data-answer]").checkVisibility()`)
	b.press("3")
	b.until(`document.querySelector("[data-question]").innerText != ` + quoted(first))
	if cards := s.seenBy("lena@example.org", "/api/v1/cards"); !strings.Contains(cards, `"last_review":"`+year+`-05-19T`) {
		t.Errorf("no card was reviewed by the server's clock: %s", cards)
	}

	b.open("/")
	b.click(`form[action="/sample/remove"] button`)
	b.until(`location.pathname == "/" && document.querySelector("[data-undo]") && !document.querySelector("form[action='/sample/remove']")`)
	b.click("[data-undo]")
	b.until(`location.pathname.startsWith("/courses/") && document.querySelector("h1").textContent == "A first look" && document.querySelector("a[href^='/review']")`)

	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		t.Error(p)
	}
}

// seenBy is what the server answers to an account, as a page or as JSON.
func (s *server) seenBy(email, path string) string {
	s.t.Helper()
	code, token, bad := execute(s.t, map[string]string{"STUDYAPP_DATA": s.dir}, "", "token", "create", "--email", email)
	if code != exitOK {
		s.t.Fatal(bad)
	}
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, "http://"+s.addr+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(token))
	r.Header.Set("Accept", "text/html, application/json")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = w.Body.Close() }()
	body, err := io.ReadAll(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(body)
}
