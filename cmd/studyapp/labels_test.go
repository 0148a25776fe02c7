package main

import (
	"strings"
	"testing"
)

// A book whose preface is counted in Roman numbers is cited by the number that
// stands on the page, beside its place in the file.
func TestPagesAreCitedByTheirPrintedNumber(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts a server")
	}
	s := startServer(t)
	book := strings.Replace(string(manyPages([][]string{
		{"Preface", "The keeper Ingrid Solberg lit the amber lantern on the northern mole."},
		{"The harbour was dredged in the spring of 1911."},
	})), "/Type /Catalog", "/Type /Catalog /PageLabels << /Nums [0 << /S /r >> 1 << /S /D >>] >>", 1)
	d := s.upload("harbour.pdf", book)
	s.until(d.ID, "the book is read", func(d documentView) bool { return d.Status == "ready" })
	var text struct {
		Pages []struct {
			Page     int
			Label    string `json:"page_label"`
			Language string
		}
	}
	s.call("GET", "/documents/"+d.ID+"/text", nil, "", &text)
	if len(text.Pages) != 2 || text.Pages[0].Label != "i" || text.Pages[1].Label != "1" || text.Pages[0].Language != "en" {
		t.Errorf("the pages are %+v", text.Pages)
	}
	var answer struct {
		Citations []struct {
			Page  int
			Label string `json:"page_label"`
		}
	}
	s.call("POST", "/ask", strings.NewReader(`{"question":"Who lit the amber lantern?"}`), "application/json", &answer)
	if len(answer.Citations) == 0 || answer.Citations[0].Page != 1 || answer.Citations[0].Label != "i" {
		t.Errorf("the citations are %+v", answer.Citations)
	}
}
