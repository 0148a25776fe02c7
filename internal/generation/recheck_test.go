package generation

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

// quoting makes a card that quotes the words of the document.
func (w *world) quoting(document id.Document, quote string) id.Card {
	w.t.Helper()
	q, err := w.service.Quote(w.t.Context(), w.owner, document, quote, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	cards, err := w.notes.CreateNote(w.t.Context(), w.owner, learning.NewNote{Front: "What does it say?", Back: quote, Source: q.Source()})
	if err != nil {
		w.t.Fatal(err)
	}
	return cards[0].ID
}

// recheck works the job as the queue would.
func (w *world) recheck(document id.Document, version int) {
	w.t.Helper()
	job := &river.Job[ingest.RecheckArgs]{JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 6}, Args: ingest.RecheckArgs{DocumentID: document, Version: version}}
	if err := (&recheckWorker{s: w.service}).Work(w.t.Context(), job); err != nil {
		w.t.Fatal(err)
	}
}

// quoted is what the words at the card's place are, in the version it names.
func (w *world) quoted(card id.Card) (source learning.Source, stands string, at extract.Segment) {
	w.t.Helper()
	c, err := w.notes.Card(w.t.Context(), w.owner, card)
	if err != nil {
		w.t.Fatal(err)
	}
	var list []extract.Segment
	if err := json.Unmarshal(c.Source.Segments, &list); err != nil || len(list) != 1 {
		w.t.Fatalf("segments %s: %v", c.Source.Segments, err)
	}
	at = list[0]
	key := pageKey{c.Source.Document, c.Source.Version, at.Page}
	pages, err := w.service.readPages(w.t.Context(), w.owner, []pageKey{key}, false)
	if err != nil {
		w.t.Fatal(err)
	}
	if p := pages[key]; p != nil && at.End <= len(p.text) {
		stands = string(p.text[at.Start:at.End])
	}
	return *c.Source, stands, at
}

func TestCardsFollowTheirQuoteIntoANewVersion(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, worldOptions{})
	const mill = "Harbour Mills paid no dividend in 2022 because it repaired its oldest mill."
	const founded = "The company was founded in 1871 by Ada Thorne."
	document := w.add(w.owner, "Report", "pdf", filing()...)
	moved, lost := w.quoting(document, mill), w.quoting(document, founded)

	second := []extract.Page{printed("Harbour Mills Inc.", "A new first page says nothing."), printed("A second one, too."), printed("And a third."),
		printed("Discussion", "Harbour  Mills paid no dividend in 2022 because", "it repaired its oldest mill.", "It was founded by Ada Thorne, in 1871.")}
	version := w.replace(w.owner, document, second...)
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

	version = w.replace(w.owner, document, append([]extract.Page{printed("A preface.")}, filing()...)...)
	w.recheck(document, 2) // came late
	w.recheck(document, version)
	if source, stands, at := w.quoted(lost); source.Stale || source.Version != 3 || at.Page != 2 || stands != founded {
		t.Errorf("the quote that came back: %+v says %q", source, stands)
	}
	if err := w.service.RecheckAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.rechecks(); n != 0 {
		t.Errorf("%d rechecks are queued although nothing is left to do", n)
	}
	w.replace(w.owner, document, second...)
	if err := w.service.RecheckAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.rechecks(); n != 1 {
		t.Errorf("%d rechecks are queued for a document whose recheck is missing", n)
	}
}

func TestAPageBreakDoesNotLoseAQuote(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, worldOptions{})
	const sentence = "Harbour Mills paid no dividend in 2022 because it repaired its oldest mill."
	document := w.add(w.owner, "Report", "pdf", page("It was a good year. "+sentence))
	card := w.quoting(document, sentence)
	version := w.replace(w.owner, document, page("A preface stands before it. It was a good year. Harbour Mills paid no dividend in 2022"), page("because it repaired its oldest mill. Then came another year."))
	w.recheck(document, version)
	c, err := w.notes.Card(t.Context(), w.owner, card)
	if err != nil {
		t.Fatal(err)
	}
	var at []extract.Segment
	if err := json.Unmarshal(c.Source.Segments, &at); err != nil || c.Source.Stale || c.Source.Quote != sentence || len(at) != 2 || at[0].Page != 1 || at[1].Page != 2 || at[1].Start != 0 {
		t.Errorf("%+v at %+v, %v", c.Source, at, err)
	}
	version = w.replace(w.owner, document, page("A preface. "+sentence))
	w.recheck(document, version)
	if source, stands, _ := w.quoted(card); source.Version != 3 || stands != sentence {
		t.Errorf("on one page again: %+v says %q", source, stands)
	}
}

func (w *world) rechecks() (n int) {
	w.t.Helper()
	if err := w.pool.QueryRow(w.t.Context(), `select count(*) from river_job where kind = 'recheck'`).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func TestCardsMadeWhileTheirDocumentIsReplacedAreLookedUp(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, worldOptions{})
	document := w.add(w.owner, "Report", "pdf", filing()...)
	r := &run{Work: &runs.Work{Run: runs.Run{Owner: w.owner}}, document: document, version: 1}
	commit := func() {
		t.Helper()
		err := postgres.InTx(t.Context(), w.pool, func(tx pgx.Tx) error { return w.service.recheckLate(t.Context(), tx, r) })
		if err != nil {
			t.Fatal(err)
		}
	}
	commit()
	if n := w.rechecks(); n != 0 {
		t.Errorf("%d rechecks are queued although nothing was replaced", n)
	}
	w.replace(w.owner, document, printed("Another report."))
	commit()
	if n := w.rechecks(); n != 1 {
		t.Errorf("%d rechecks are queued, want 1", n)
	}
}

func TestTheNearestPassageGivesAQuoteWordForWord(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, worldOptions{})
	document := w.add(w.owner, "Ownership", "markdown", lesson()...)
	other := w.add(w.owner, "Report", "pdf", filing()...)
	near, err := w.service.Nearest(t.Context(), w.owner, document, "When an owner leaves its scope, values are dropped.")
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
	q, err := w.service.QuoteOf(t.Context(), w.owner, document, near.Version, []extract.Segment{best.Segment, all[i-1].Segment})
	if err != nil || !strings.HasPrefix(q.Place.Quote, all[i-1].Text) || !strings.HasSuffix(q.Place.Quote, dropped) || q.Place.Chunk != near.Chunk {
		t.Errorf("two sentences: %+v, %v", q, err)
	}
	if again, err := w.service.Quote(t.Context(), w.owner, document, q.Place.Quote, nil); err != nil || again.Place.Quote != q.Place.Quote {
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
		if _, err := w.service.QuoteOf(t.Context(), w.owner, document, c.version, c.sentences); errs.KindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.service.Nearest(t.Context(), w.owner, other, "xyzzy"); !errors.Is(err, errs.NotFound) {
		t.Errorf("nothing like it: %v", err)
	}
	if _, err := w.service.Quote(t.Context(), w.owner, document, "Harbour Mills", nil); errs.KindOf(err) != errs.Invalid {
		t.Errorf("words of another document: %v", err)
	}
}
