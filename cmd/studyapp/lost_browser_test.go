package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// A student replaces a PDF by a text that says it in other words, finds the
// cards whose quote is gone, and decides about each in its own way; every
// decision can be taken back.
func TestReplacingAFileBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server and a browser")
	}
	t.Parallel()
	s := startServer(t)
	lines := []string{"Mitochondria make energy from sugar.", "Ribosomes build proteins from amino acids.", "The nucleus keeps the genes of the cell.", "Vacuoles store water."}
	pdf := sheetPDF{box: "0 0 595 842"}
	for i, l := range lines {
		pdf.lines = append(pdf.lines, sheetLine{x: 60, y: 700 - 60*i, text: l})
	}
	d := s.upload("cells.pdf", string(pdf.bytes()))
	s.until(d.ID, "is ready", func(d documentView) bool { return d.Status == "ready" })

	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	for i, l := range lines {
		b.text(fmt.Sprintf(`(() => { fetch("/cards", {method: "POST", body: new URLSearchParams({kind: "basic", front: "Question %d?", back: "Answer.", document: %q, page: "1", quote: %q})}).then(r => { if (r.ok) window.made = (window.made ?? 0) + 1 }); return "" })()`, i+1, d.ID, l))
	}
	b.until(`window.made == 4`)
	file := filepath.Join(t.TempDir(), "cells.md")
	if err := os.WriteFile(file, []byte("# Cells\n\nIt begins with a preface.\n\nSugar gives mitochondria their energy. Proteins are built by ribosomes. The genes of a cell lie in its nucleus.\n\nVacuoles store water.\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	var of struct {
		CourseID string `json:"course_id"`
	}
	s.call("GET", "/documents/"+d.ID, nil, "", &of)
	b.open("/courses/" + of.CourseID)
	b.until(armed)
	b.click(`.doc-m summary`)
	b.click(`.doc-m a[href$="/replace"]`)
	b.until(`document.querySelector("dialog[open] #f-file")`)
	b.check("the dialog that replaces a file")
	b.choose("dialog #f-file", file)
	b.click("dialog [data-submit]")
	b.until(`!document.querySelector("dialog[open]") && document.querySelector(".toast-one")?.innerText.includes("has a new file")`)
	b.until(`document.querySelector(".doc .lost")?.innerText == "3 cards lost their quote"`) // the row keeps itself current
	b.check("a course with cards that lost their quote")
	b.click(".doc .lost")

	left := func(n int) string {
		return fmt.Sprintf(armed+` && document.querySelectorAll("[data-card-row]").length == %d`, n)
	}
	row := func(question, then string) string {
		return fmt.Sprintf(`[...document.querySelectorAll("[data-card-row]")].find(r => r.innerText.includes(%q))?.querySelector(%q)`, question, then)
	}
	b.until(left(3) + ` && document.querySelectorAll("[data-lost]").length == 3`)
	b.until(`[...document.querySelectorAll("[data-lost]")].every(l => l.querySelector("s") && l.querySelector(".pick input:checked"))`)
	b.check("the list of lost quotes")
	if got := b.text(row("Question 1?", ".pick:has(:checked)") + `.innerText`); got != "Sugar gives mitochondria their energy." {
		t.Errorf("nearest to the first quote is %q", got)
	}
	for _, way := range []struct{ question, button, toast string }{
		{"Question 1?", "[data-use]", "Card has a new quote."},
		{"Question 2?", "[data-keep]", "Card kept as it is."},
		{"Question 3?", "[data-suspend]", "Card suspended."},
	} {
		for _, undo := range []bool{true, false} {
			b.until(row(way.question, way.button))
			before := b.text(`String(document.querySelectorAll("[data-card-row]").length)`)
			b.text(row(way.question, way.button) + `.click(), ""`)
			b.until(fmt.Sprintf(armed+` && document.querySelector(".toast-one")?.innerText.includes(%q) && !document.body.innerText.includes(%q)`, way.toast, way.question))
			if undo {
				b.click("[data-undo]")
				b.until(armed + ` && document.querySelectorAll("[data-card-row]").length == ` + before)
			}
		}
	}
	b.until(`document.body.innerText.includes("No card matches.")`)

	var cards struct {
		Items []struct {
			Front, Status string
			Source        struct {
				Quote   string
				Version int
				Stale   bool
			}
		}
	}
	s.call("GET", "/cards?document_id="+d.ID, nil, "", &cards)
	want := map[string]string{
		"Question 1?": "active 2 false Sugar gives mitochondria their energy.",
		"Question 2?": "active 1 false " + lines[1],
		"Question 3?": "suspended 1 true " + lines[2],
		"Question 4?": "active 2 false " + lines[3],
	}
	for _, c := range cards.Items {
		if got := fmt.Sprintf("%s %d %t %s", c.Status, c.Source.Version, c.Source.Stale, c.Source.Quote); got != want[c.Front] {
			t.Errorf("%s is %q, want %q", c.Front, got, want[c.Front])
		}
	}
	if len(cards.Items) != 4 {
		t.Errorf("%d cards", len(cards.Items))
	}
	b.open("/documents/" + d.ID)
	b.until(`/^Replaced on .*\.$/.test(document.querySelector("[data-note]")?.innerText) && !document.body.innerText.includes("lost")`)
	b.verdict()
}
