package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/ask"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/markdown"
	"studyapp/internal/ingest/extract/pdf"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/learning"
	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/clock"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/search"
	"studyapp/internal/search/embed"
)

// model is the real search model, or nil where it is not installed: passages
// are found by words then.
var model = sync.OnceValue(func() search.Embedder {
	dir, err := embed.Find("")
	if err != nil {
		return nil
	}
	m, err := embed.Open(dir, embed.Options{})
	if err != nil {
		return nil
	}
	return m
})

// until is a Monday morning in the student's time zone.
var until = time.Date(2026, 5, 18, 7, 40, 0, 0, time.UTC)

// newAccount is a database of the test's own with services that work.
func newAccount(t *testing.T) Account {
	t.Helper()
	pool, log, hands := pgtest.New(t), slog.New(slog.DiscardHandler), &clock.Hands{}
	hands.Set(until)
	queue, err := jobs.New(pool, log, jobs.Options{Node: "test"})
	if err != nil {
		t.Fatal(err)
	}
	wakes := bus.New(nil, log)
	finder, err := search.New(pool, queue, wakes, model, log, search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = finder.Close(context.Background()) })
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pdf.New(pdf.Options{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	courses := learning.New(pool, ingest.Shelf{}, log, hands.Now)
	accounts := auth.New(pool, auth.Options{Courses: courses})
	a := Account{
		Clock: hands, Pool: pool, Auth: accounts, Learning: courses, Search: finder, Embedder: model, Log: log,
		Ingest: ingest.New(ingest.Options{Pool: pool, Courses: courses, Jobs: queue, Blobs: blobs, Bus: wakes, Log: log, Now: hands.Now,
			Extractors: map[ingest.Kind]extract.Extractor{ingest.PDF: reader, ingest.Markdown: markdown.New(), ingest.Text: plaintext.New()}}),
	}
	queue.Register(a.Ingest.Workers)
	queue.Register(finder.Workers)
	if err := queue.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = queue.Stop(context.Background()) })
	return a
}

func fill(t *testing.T, a Account, o Options) Filled {
	t.Helper()
	o.Password, o.Until = "a long enough password", until
	filled, err := a.Fill(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return filled
}

// cardsWithLogs reads every card of the account with its reviews.
func cardsWithLogs(t *testing.T, a Account, f Filled) (cards []learning.Card, logs [][]learning.HistoryEntry) {
	t.Helper()
	for cursor := ""; ; {
		some, next, err := a.Learning.Cards(t.Context(), f.Owner, learning.CardFilter{Limit: 200, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		cards = append(cards, some...)
		if cursor = next; next == "" {
			break
		}
	}
	sortByID(cards)
	for _, c := range cards {
		log, err := a.Learning.History(t.Context(), f.Owner, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		logs = append(logs, log)
	}
	return cards, logs
}

func TestThreeMonths(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	f := fill(t, a, Options{Seed: 1})
	if f.Documents != 12 || f.Cards < 80 || f.Reviews < 550 || f.Reviews > 4000 || f.Days < 55 || f.Days > 85 {
		t.Errorf("not three months of study: %+v", f)
	}
	docs, _, err := a.Ingest.Documents(t.Context(), f.Owner, ingest.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, d := range docs {
		if d.CreatedAt.After(until) || (d.ReadAt != nil && d.ReadAt.After(until)) {
			t.Errorf("%s was put in or read in the future: %v, %v", d.FileName, d.CreatedAt, d.ReadAt)
		}
		if failed := d.Status == ingest.Failed; failed != (d.FileName == "Seminar 7.pdf") {
			t.Errorf("%s is %s: %+v", d.FileName, d.Status, d.Failure)
		}
		pages, err := a.Ingest.Pages(t.Context(), f.Owner, d.ID, ingest.PageRange{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			text[d.ID.String()] += p.Text + "\n"
		}
	}

	cards, logs := cardsWithLogs(t, a, f)
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	var weekday, weekend, reviews int
	var times []time.Duration
	for i, c := range cards {
		if c.Source == nil || c.Source.Quote == "" || !strings.Contains(text[c.Source.Document.String()], c.Source.Quote) {
			t.Errorf("%q has a quote that does not stand in its document: %+v", c.Front, c.Source)
		}
		if c.CreatedAt.After(until) {
			t.Errorf("%q was made in the future", c.Front)
		}
		for _, r := range logs[i] {
			reviews++
			local := r.ReviewedAt.In(loc)
			if r.ReviewedAt.After(until) || r.ReviewedAt.Before(c.CreatedAt) {
				t.Errorf("%q, made on %v, was reviewed on %v", c.Front, c.CreatedAt, r.ReviewedAt)
			}
			if local.Hour() < 8 {
				t.Errorf("a review in the night: %v", local)
			}
			if local.Weekday() == time.Saturday || local.Weekday() == time.Sunday {
				weekend++
			} else {
				weekday++
			}
			times = append(times, r.Duration)
		}
	}
	if reviews != f.Reviews {
		t.Errorf("%d reviews are in the log, %d were made", reviews, f.Reviews)
	}
	if weekend == 0 || weekend*5 >= weekday*2 {
		t.Errorf("%d reviews at weekends, %d on other days: not less a day", weekend, weekday)
	}
	slices.Sort(times)
	if median := times[len(times)/2]; median < 7*time.Second || median > 12*time.Second || times[0] <= 0 || times[len(times)-1] > time.Minute {
		t.Errorf("answers take %v to %v, mostly %v", times[0], times[len(times)-1], median)
	}
	day, err := a.Learning.Today(t.Context(), f.Owner, until)
	if err != nil || day.Due == 0 || day.New == 0 || day.DoneToday != 0 {
		t.Errorf("today: %+v, %v", day, err)
	}
	g := ask.New(ask.Options{Pool: a.Pool})
	talks, _, err := g.Conversations(t.Context(), f.Owner, 50, "")
	if err != nil || len(talks) != len(threeMonths.questions) {
		t.Errorf("%d conversations, %v", len(talks), err)
	}
}

// fingerprint is all that the filler decides of a card.
func fingerprint(cards []learning.Card, logs [][]learning.HistoryEntry) (out []string) {
	for i, c := range cards {
		s := fmt.Sprintf("%s %q %s %v due %v stability %.6f", c.ID, c.Front, c.Status, c.CreatedAt.UTC(), c.State.Due.UTC(), c.State.Stability)
		for _, r := range logs[i] {
			s += fmt.Sprintf("; %d at %v in %v", r.Rating, r.ReviewedAt.UTC(), r.Duration)
		}
		out = append(out, s)
	}
	return out
}

func TestTheSameSeedTellsTheSameStory(t *testing.T) {
	t.Parallel()
	small := Options{Seed: 7, Days: 20, Documents: 2}
	stories := make([][]string, 3)
	for i := range stories {
		o := small
		if i == 2 {
			o.Seed = 8
		}
		a := newAccount(t)
		stories[i] = fingerprint(cardsWithLogs(t, a, fill(t, a, o)))
	}
	if diff := cmp.Diff(stories[0], stories[1]); diff != "" {
		t.Errorf("the same seed gives other cards or reviews:\n%s", diff)
	}
	if slices.Equal(stories[0], stories[2]) {
		t.Error("another seed gives the same reviews")
	}
}

// What the student met is what learning knows: had they drifted apart, the
// student would have answered cards that were not due.
func TestTheStudentMeetsTheCardsThatAreDue(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	cards, logs := cardsWithLogs(t, a, fill(t, a, Options{Seed: 3, Days: 20, Documents: 2}))
	for i, c := range cards {
		var before learning.State
		for _, r := range logs[i] {
			if r.Voided {
				break
			}
			if before.Phase == fsrs.Reviewing && r.ReviewedAt.Before(before.Due.Add(-24*time.Hour)) {
				t.Errorf("%q was due on %v and reviewed on %v", c.Front, before.Due, r.ReviewedAt)
			}
			before = r.State
		}
	}
}

func TestAnAccountThatIsThereIsKept(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	o := Options{Seed: 1, Days: 5, Documents: 1}
	first := fill(t, a, o)
	o.Password, o.Until = "a long enough password", until
	if _, err := a.Fill(t.Context(), o); !errors.Is(err, errs.Conflict) {
		t.Errorf("filled again without being told to: %v", err)
	}
	o.Again = true
	again, err := a.Fill(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if again.Owner == first.Owner || again.Cards != first.Cards {
		t.Errorf("%+v, then %+v", first, again)
	}
	if _, err := a.Auth.ByID(t.Context(), first.Owner); !errors.Is(err, errs.NotFound) {
		t.Errorf("the old account is still there: %v", err)
	}
}

func TestEveryTextHasItsCards(t *testing.T) {
	t.Parallel()
	names := []string{sampleText}
	for _, d := range threeMonths.documents {
		if d.failure == "" {
			name, _, _ := strings.Cut(d.file, ".")
			names = append(names, name)
		}
	}
	for _, name := range names {
		if list, err := cardsOf(name); err != nil || len(list) < 3 {
			t.Errorf("%s has %d cards, %v", name, len(list), err)
		}
	}
}
