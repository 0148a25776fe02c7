package recheck

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// quoting makes a card that quotes the words of the document.
func (w *world) quoting(document id.Document, quote string) id.Card {
	w.T.Helper()
	q, err := w.service.Quote(w.T.Context(), w.Owner, document, quote, nil)
	if err != nil {
		w.T.Fatal(err)
	}
	cards, err := w.Notes.CreateNote(w.T.Context(), w.Owner, learning.NewNote{Front: "What does it say?", Back: quote, Source: q.Source()})
	if err != nil {
		w.T.Fatal(err)
	}
	return cards[0].ID
}

// recheck works the job as the queue would.
func (w *world) recheck(document id.Document, version int) {
	w.T.Helper()
	job := &river.Job[ingest.RecheckArgs]{JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 6}, Args: ingest.RecheckArgs{DocumentID: document, Version: version}}
	if err := (&worker{s: w.service}).Work(w.T.Context(), job); err != nil {
		w.T.Fatal(err)
	}
}

// quoted is what the words at the card's place are, in the version it names.
func (w *world) quoted(card id.Card) (source learning.Source, stands string, at extract.Segment) {
	w.T.Helper()
	c, err := w.Notes.Card(w.T.Context(), w.Owner, card)
	if err != nil {
		w.T.Fatal(err)
	}
	var list []extract.Segment
	if err := json.Unmarshal(c.Source.Segments, &list); err != nil || len(list) != 1 {
		w.T.Fatalf("segments %s: %v", c.Source.Segments, err)
	}
	at = list[0]
	key := passage.PageKey{Document: c.Source.Document, Version: c.Source.Version, Page: at.Page}
	pages, err := passage.Pages(w.T.Context(), w.Pool, w.Owner, []passage.PageKey{key})
	if err != nil {
		w.T.Fatal(err)
	}
	if p := pages[key]; p != nil && at.End <= len(p.Text) {
		stands = string(p.Text[at.Start:at.End])
	}
	return *c.Source, stands, at
}

func TestCardsFollowTheirQuoteIntoANewVersion(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	const mill = "Harbour Mills paid no dividend in 2022 because it repaired its oldest mill."
	const founded = "The company was founded in 1871 by Ada Thorne."
	document := w.Add(w.Owner, "Report", "pdf", evidencetest.Filing()...)
	moved, lost := w.quoting(document, mill), w.quoting(document, founded)

	second := []extract.Page{evidencetest.Printed("Harbour Mills Inc.", "A new first page says nothing."), evidencetest.Printed("A second one, too."), evidencetest.Printed("And a third."),
		evidencetest.Printed("Discussion", "Harbour  Mills paid no dividend in 2022 because", "it repaired its oldest mill.", "It was founded by Ada Thorne, in 1871.")}
	version := w.Replace(w.Owner, document, second...)
	for range 2 { // work may be repeated
		w.recheck(document, version)
		source, stands, at := w.quoted(moved)
		if source.Version != 2 || *source.Page != 4 || at.Page != 4 || source.Stale || stands != source.Quote || strings.Join(strings.Fields(stands), " ") != mill {
			t.Errorf("the quote that moved: %+v says %q", source, stands)
		}
		if source.Chunk == 0 || source.Title == "" {
			t.Errorf("it is in no passage: %+v", source)
		}
		source, stands, _ = w.quoted(lost)
		if !source.Stale || source.Version != 1 || *source.Page != 1 || source.Quote != founded || stands != founded {
			t.Errorf("the quote that is gone: %+v says %q", source, stands)
		}
	}

	version = w.Replace(w.Owner, document, append([]extract.Page{evidencetest.Printed("A preface.")}, evidencetest.Filing()...)...)
	w.recheck(document, 2) // came late
	w.recheck(document, version)
	if source, stands, at := w.quoted(lost); source.Stale || source.Version != 3 || at.Page != 2 || stands != founded {
		t.Errorf("the quote that came back: %+v says %q", source, stands)
	}
	if err := w.service.QueueMissing(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.rechecks(); n != 0 {
		t.Errorf("%d rechecks are queued although nothing is left to do", n)
	}
	w.Replace(w.Owner, document, second...)
	if err := w.service.QueueMissing(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.rechecks(); n != 1 {
		t.Errorf("%d rechecks are queued for a document whose recheck is missing", n)
	}
}

func TestAPageBreakDoesNotLoseAQuote(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	const sentence = "Harbour Mills paid no dividend in 2022 because it repaired its oldest mill."
	document := w.Add(w.Owner, "Report", "pdf", evidencetest.Page("It was a good year. "+sentence))
	card := w.quoting(document, sentence)
	version := w.Replace(w.Owner, document, evidencetest.Page("A preface stands before it. It was a good year. Harbour Mills paid no dividend in 2022"), evidencetest.Page("because it repaired its oldest mill. Then came another year."))
	w.recheck(document, version)
	c, err := w.Notes.Card(t.Context(), w.Owner, card)
	if err != nil {
		t.Fatal(err)
	}
	var at []extract.Segment
	if err := json.Unmarshal(c.Source.Segments, &at); err != nil || c.Source.Stale || c.Source.Quote != sentence || len(at) != 2 || at[0].Page != 1 || at[1].Page != 2 || at[1].Start != 0 {
		t.Errorf("%+v at %+v, %v", c.Source, at, err)
	}
	version = w.Replace(w.Owner, document, evidencetest.Page("A preface. "+sentence))
	w.recheck(document, version)
	if source, stands, _ := w.quoted(card); source.Version != 3 || stands != sentence {
		t.Errorf("on one page again: %+v says %q", source, stands)
	}
}

func (w *world) rechecks() (n int) {
	w.T.Helper()
	if err := w.Pool.QueryRow(w.T.Context(), `select count(*) from river_job where kind = 'recheck'`).Scan(&n); err != nil {
		w.T.Fatal(err)
	}
	return n
}

func TestTheNearestPassageGivesAQuoteWordForWord(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	other := w.Add(w.Owner, "Report", "pdf", evidencetest.Filing()...)
	near, err := w.service.Nearest(t.Context(), w.Owner, document, "When an owner leaves its scope, values are dropped.")
	if err != nil {
		t.Fatal(err)
	}
	var best Quotable
	for _, q := range near.Sentences {
		if q.Best {
			best = q
		}
	}
	const dropped = "When the owner goes out of scope, the value is dropped."
	if best.Text != dropped || near.Page != nil || near.Version != 1 {
		t.Fatalf("got %q of %+v", best.Text, near)
	}
	all := near.Sentences
	i := 0
	for all[i] != best {
		i++
	}
	q, err := w.service.QuoteOf(t.Context(), w.Owner, document, near.Version, []extract.Segment{best.Segment, all[i-1].Segment})
	if err != nil || !strings.HasPrefix(q.Place.Quote, all[i-1].Text) || !strings.HasSuffix(q.Place.Quote, dropped) || q.Place.Chunk != near.Chunk {
		t.Errorf("two sentences: %+v, %v", q, err)
	}
	if again, err := w.service.Quote(t.Context(), w.Owner, document, q.Place.Quote, nil); err != nil || again.Place.Quote != q.Place.Quote {
		t.Errorf("the quote is not found as it stands: %+v, %v", again, err)
	}
	for name, c := range map[string]struct {
		version   int
		sentences []extract.Segment
		kind      errs.Kind
	}{
		"none":            {1, nil, errs.Invalid},
		"with a gap":      {1, []extract.Segment{all[0].Segment, all[2].Segment}, errs.Invalid},
		"beyond the page": {1, []extract.Segment{{Page: 1, Start: 1, End: 1 << 30}}, errs.Invalid},
		"no such page":    {1, []extract.Segment{{Page: 9, Start: 1, End: 2}}, errs.Invalid},
		"another version": {2, []extract.Segment{best.Segment}, errs.Conflict},
	} {
		if _, err := w.service.QuoteOf(t.Context(), w.Owner, document, c.version, c.sentences); errs.KindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.service.Nearest(t.Context(), w.Owner, other, "xyzzy"); !errors.Is(err, errs.NotFound) {
		t.Errorf("nothing like it: %v", err)
	}
	if _, err := w.service.Quote(t.Context(), w.Owner, document, "Harbour Mills", nil); errs.KindOf(err) != errs.Invalid {
		t.Errorf("words of another document: %v", err)
	}
}
