package main

import (
	"strings"
	"testing"
)

// TestSample is the way of a student without a document at hand: try the
// sample, ask it, review one of its cards, remove it, take that back.
func TestSample(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	s := newServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.open("/")
	b.until(`location.pathname == "/setup"`)
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

	b.open("/")
	b.click(`form[action="/sample/remove"] button`)
	b.until(`document.querySelector("form[action='/sample']") && document.querySelector("[data-undo]")`)
	b.check("sample removed")
	b.click("[data-undo]")
	b.until(`location.pathname.startsWith("/courses/") && document.querySelector("h1").textContent == "A first look" && document.querySelector("a[href^='/review']")`)

	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		t.Error(p)
	}
}
