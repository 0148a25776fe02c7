package main

import (
	"os"
	"path/filepath"
	"testing"
)

// mostClicks is what a student needs at most from an empty database to a
// reviewed card of their own PDF, one password typed.
const mostClicks = 8

// TestFewClicksToTheFirstReview goes the shortest way that the pages offer to
// someone who has never seen them, and counts. Choosing a file in the system's
// own dialog and a key that presses a button are clicks too.
func TestFewClicksToTheFirstReview(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	s := newServer(t)
	b := newBrowser(t, "http://"+s.addr)
	file := filepath.Join(t.TempDir(), "heart.pdf")
	lines := []string{"The human heart", "", "The heart of an adult beats about 70 times a minute at rest.", "The left ventricle is the chamber that pumps blood into the aorta.",
		"A heart valve is a flap that keeps the blood from flowing back.", "The pericardium is a sac of two layers around the heart."}
	if err := os.WriteFile(file, onePage(lines...), 0o600); err != nil {
		t.Fatal(err)
	}
	clicks := 0
	click := func(css string) {
		t.Helper()
		b.click(css)
		clicks++
	}
	b.open(s.setUpPath())
	b.fill("#f-email", "lena@example.org")
	b.fill("#f-password", "correct horse battery")
	click("form button.btn-primary")
	b.until(`location.pathname == "/" && document.querySelector("[data-files]")`)
	b.choose("[data-files]", file)
	clicks += 2 // Choose files, and the file in the system's dialog
	b.until(`[...document.querySelectorAll("li.doc")].some(d => d.innerText.includes("no cards yet"))`)
	click(`li.doc a[href$="/generate"]`)
	click("dialog[open] [data-submit]")
	b.until(`!document.querySelector("dialog[open]") && [...document.querySelectorAll("li.doc")].some(d => / [1-9][0-9]* cards?/.test(d.innerText))`)
	click(`a[href^="/review"]`)
	click("[data-show]")
	click("button[name=rating][value='3']")
	b.until(`document.querySelector("[data-review-end]") || document.querySelector("[data-position]")?.textContent.startsWith("2 of")`)
	t.Logf("%d clicks", clicks)
	if clicks > mostClicks {
		t.Errorf("it took %d clicks, at most %d are promised", clicks, mostClicks)
	}
	b.verdict()
}
