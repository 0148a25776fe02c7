package evidence_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

func TestQuotesFoundBeforeADocumentWasReadAgainAreStoredWhereTheyStand(t *testing.T) {
	t.Parallel()
	w, _ := evidencetest.New(t, evidencetest.Options{})
	const words, gone = "The mill burns.", "Nobody was hurt."
	first := evidencetest.Page(words + " " + gone)
	document := w.Add(w.Owner, "Report", "pdf", first)
	at := func(p extract.Page, quote string) []evidence.Segment {
		start := strings.Index(p.Text, quote)
		return evidence.At(1, start, start+len(quote))
	}
	type placed struct {
		at    []evidence.Segment
		quote string
	}
	settle := func(document id.Document, version int, quote string) (p placed) {
		t.Helper()
		err := postgres.InTx(t.Context(), w.Pool, func(tx pgx.Tx) (err error) {
			p.at, p.quote, err = evidence.NewSettler(tx, w.Owner).Place(t.Context(), document, version, quote, at(first, quote))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	expect := func(rule string, got, want placed) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", rule, got, want)
		}
	}
	expect("nothing happened", settle(document, 1, words), placed{at(first, words), words})
	second := evidencetest.Page("It is dark. The mill burned. " + words)
	w.ReadAgain(w.Owner, document, second)
	if err := postgres.InTx(t.Context(), w.Pool, func(tx pgx.Tx) error { return w.Place(tx, document) }); err != nil {
		t.Fatal(err)
	}
	expect("elsewhere now", settle(document, 1, words), placed{at(second, words), words})
	expect("gone", settle(document, 1, gone), placed{nil, gone})
	expect("of an earlier file", settle(document, 7, gone), placed{at(first, gone), gone})
	expect("of a document that is gone", settle(id.New[id.Document](), 1, gone), placed{at(first, gone), gone})
}
