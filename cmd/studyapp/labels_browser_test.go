package main

import (
	"fmt"
	"strings"
	"testing"
)

// Where pages have numbers of their own printed on them, these are what a
// student sees and types, everywhere; links go by the place in the file.
func TestPagesAreReadByTheirPrintedNumber(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server and a browser")
	}
	t.Parallel()
	var pages [][]string
	for i := range 12 {
		pages = append(pages, []string{fmt.Sprintf("Sheet %d", i+1), fmt.Sprintf("The keeper number %d lit the amber lantern on the northern mole.", i+1)})
	}
	s := startServer(t)
	d := s.upload("harbour.pdf", labelled(pages))
	s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	var card struct{ ID string }
	s.call("POST", "/cards", strings.NewReader(fmt.Sprintf(`{"front": "Who lit it?", "back": "The keeper", "source": {"document_id": %q, "quote": "The keeper number 3 lit the amber lantern"}}`, d.ID)), "application/json", &card)
	var got struct {
		Source struct {
			Page  int
			Label string `json:"page_label"`
		}
	}
	if s.call("GET", "/cards/"+card.ID, nil, "", &got); got.Source.Page != 3 || got.Source.Label != "iii" {
		t.Errorf("the card's source is %+v", got.Source)
	}

	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	b.open("/documents/" + d.ID)
	b.until(`document.querySelector("[data-reader][data-ready] .pdf-page[data-drawn]")`)
	at := func(page int, label, after string) {
		t.Helper()
		b.until(fmt.Sprintf(`document.querySelector("#page-no").value == %q && document.querySelector("[data-of-pages]").textContent == %q && document.querySelector('.pdf-page[data-page="%d"][data-drawn]')`, label, after, page))
	}
	at(1, "i", "(1 of 12)")
	for _, c := range []struct {
		typed        string
		page         int
		label, after string
	}{{"IV", 4, "iv", "(4 of 12)"}, {"3", 7, "3", "(7 of 12)"}, {"12", 12, "8", "(12 of 12)"}, {"nowhere", 12, "8", "(12 of 12)"}, {"iii", 3, "iii", "(3 of 12)"}} {
		b.fill("#page-no", c.typed)
		b.press("\r")
		at(c.page, c.label, c.after)
	}
	if name := b.text(`document.querySelector('.pdf-page[data-page="3"]').getAttribute("aria-label")`); name != "Page iii (3 in the file)" {
		t.Errorf("the page is called %q", name)
	}
	b.until(`new URLSearchParams(location.search).get("page") == "3"`)
	b.check("the reader of a book with printed numbers")
	b.press("2")
	b.until(`document.querySelector("#p-cards").textContent.includes("page iii (3 in the file)")`)

	b.open("/documents/" + d.ID + "?as=text&printed=ii")
	b.until(`document.querySelector('[data-part="2"]').textContent.includes("Page ii (2 in the file)")`)
	b.open("/cards/" + card.ID)
	b.until(`document.body.textContent.includes("harbour, page iii (3 in the file)")`)
	b.open("/search?q=keeper+number+3")
	b.until(`document.body.textContent.includes("page i (1 in the file)")`)
	b.check("passages of a book with printed numbers")
	s.call("PATCH", "/documents/"+d.ID, strings.NewReader(`{"read_page": 2}`), "application/json", nil)
	b.open("/")
	b.until(`document.body.textContent.includes("Page ii (2 of 12)")`)
	b.verdict()
}

// labelled is a PDF with the lines on each page; four pages in Roman numbers
// stand before page 1.
func labelled(pages [][]string) string {
	return strings.Replace(string(manyPages(pages)), "/Type /Catalog", "/Type /Catalog /PageLabels << /Nums [0 << /S /r >> 4 << /S /D >>] >>", 1)
}
