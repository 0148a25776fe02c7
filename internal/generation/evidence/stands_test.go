package evidence_test

import (
	"fmt"
	"testing"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/ingest/extract"
)

// Five books may be meant at once: of each no more is held than what is quoted.
func TestAQuestionAboutWholeDocumentsHoldsOnlyThePagesThatItQuotes(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{})
	const books, pages = 5, 40
	for b := range books {
		var all []extract.Page
		for n := range pages {
			all = append(all, evidencetest.Page(fmt.Sprintf("# Chapter %d\n\nBook %d explains on this page how mill number %d was built, and why its wheel turns slowly.\n\n## Exercise %d\n\nDraw the wheel of mill number %d.", n+1, b, n, n+1, n)))
			all[n].Number = n + 1
		}
		w.Add(w.Owner, fmt.Sprintf("Mills %d", b), "pdf", all...)
	}
	for _, question := range []string{"What are my documents about?", "What is chapter 7?", "What is on page 7?"} {
		f, err := w.Evidence.Stands(t.Context(), w.Owner, question, evidence.Scope{}, nil, 12)
		if err != nil {
			t.Fatal(err)
		}
		if f == nil || len(f.Hits) == 0 {
			t.Fatalf("%s: nothing was found", question)
		}
		if n := len(f.Pages); n == 0 || n > books*pages/2 {
			t.Errorf("%s: %d of %d pages are held for %d passages", question, n, books*pages, len(f.Hits))
		}
	}
}
