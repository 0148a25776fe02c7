package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/cards"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/clock"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/runs"
	"studyapp/internal/search"
)

// Email is the account that is filled where no other is named.
const Email = "demo@example.org"

// zone is where the student lives.
const zone = "Europe/Berlin"

// Account fills an account. All services read the time from Clock, which
// Fill moves through the story; someone must work the jobs of Ingest meanwhile.
type Account struct {
	Clock    *clock.Hands
	Pool     *pgxpool.Pool
	Auth     *auth.Service
	Ingest   *ingest.Service
	Learning *learning.Service
	Search   *search.Service
	Embedder func() search.Embedder // as evidence.Options
	Log      *slog.Logger

	Progress func(text string) // told what is being done; may be nil
}

// Options say what story it is.
type Options struct {
	Email     string // empty: the constant Email
	Password  string
	Check     bool      // an account that is there must have that password; else only one that is made has it
	Again     bool      // an account that is there is removed first
	Until     time.Time // the story's now
	Seed      uint64
	Days      int // of study; 0: three months
	Documents int // only the first so many; 0: all
}

// Filled says what is in the account now.
type Filled struct {
	Owner                                     id.User
	Email                                     string
	Made                                      bool // the account was not there before
	Admin                                     bool // it was made as the first one, so as the administrator's
	Documents, Cards, Reviews, Days, Answered int
}

// usualDays is three months.
const usualDays = 91

// documentWait is how long Fill waits for its documents to be read.
const documentWait = 5 * time.Minute

// filler is one Fill under way.
type filler struct {
	Account
	o         Options
	plan      plan
	owner     auth.Account
	made      bool
	random    *rand.Rand
	namer     *namer
	making    *cards.Service
	asking    *ask.Service
	runs      *runs.Engine
	start     time.Time
	courses   map[string]learning.Course
	documents []ingest.Document // as in plan.documents
}

// Fill makes the account, unless it is there and empty, and what happened in
// it, through the services. The same e-mail, seed, span and time give a new account the
// same cards, reviews and dates. It returns errs.Conflict if something is in the
// account already and o.Again is not set, and errs.Unauthenticated if o.Check
// is set and it has another password.
func (a Account) Fill(ctx context.Context, o Options) (Filled, error) {
	if o.Days <= 0 {
		o.Days = usualDays
	}
	if o.Email == "" {
		o.Email = Email
	}
	if a.Progress == nil {
		a.Progress = func(string) {}
	}
	o.Until = o.Until.Truncate(time.Millisecond)
	f := &filler{Account: a, o: o, plan: threeMonths.first(o.Documents), courses: map[string]learning.Course{},
		random: rand.New(rand.NewPCG(o.Seed, 0x5eed)), //nolint:gosec // a story, no secret
	}
	f.namer = &namer{random: rand.New(rand.NewPCG(o.Seed, sumOf(o.Email))), now: a.Clock.Now} //nolint:gosec // as above
	f.runs = runs.New(runs.Options{Pool: a.Pool, Jobs: noJobs{}, Log: a.Log, Now: a.Clock.Now, Node: "demo"})
	f.making = cards.New(cards.Options{Pool: a.Pool, Embedder: a.Embedder, Notes: named{a.Learning, f.namer}, Jobs: noJobs{}, Runs: f.runs, Accounts: a.Auth, Log: a.Log})
	f.asking = ask.New(ask.Options{
		Pool: a.Pool, Courses: a.Learning, Runs: f.runs, Log: a.Log, Now: a.Clock.Now,
		Evidence: evidence.New(evidence.Options{Pool: a.Pool, Search: a.Search, Embedder: a.Embedder, Log: a.Log}),
	})
	defer a.Clock.Set(o.Until)
	for _, step := range []func(context.Context) error{f.account, f.makeCourses, f.putIn, f.makeCards, f.read, f.ask} {
		if err := step(ctx); err != nil {
			return Filled{}, err
		}
	}
	reviews, days, err := f.study(ctx)
	if err != nil {
		return Filled{}, err
	}
	return f.count(ctx, reviews, days)
}

// at is a time of the story: the evening hour of the day that lies at that
// part of its span, never later than now.
func (f *filler) at(part float64, hour float64) time.Time {
	day := f.day(int(part * float64(f.o.Days)))
	t := day.Add(time.Duration(hour * float64(time.Hour))).Truncate(time.Second)
	if last := f.o.Until.Add(-time.Minute); t.After(last) {
		return last
	}
	return t
}

// day is the midnight that begins the nth day of the story.
func (f *filler) day(n int) time.Time {
	y, m, d := f.start.Date()
	return time.Date(y, m, d+n, 0, 0, 0, 0, f.start.Location())
}

// account makes the account, or takes the empty one that is there, and begins
// the story.
func (f *filler) account(ctx context.Context) error {
	role := auth.RoleStudent
	known, err := f.Auth.ByEmail(ctx, f.o.Email)
	switch {
	case err == nil && f.o.Again:
		f.Progress("Removing the account that is there")
		role = known.Role
		if err := f.Auth.Delete(ctx, known.ID); err != nil {
			return err
		}
	case err == nil:
		if f.owner, err = f.empty(ctx, known); err != nil {
			return err
		}
		return f.begin(f.owner.TimeZone)
	case !errors.Is(err, errs.NotFound):
		return err
	}
	if first, err := f.Auth.First(ctx); err != nil {
		return err
	} else if first {
		role = auth.RoleAdmin // else there could be none: the set-up page is for the first account
	}
	if err := f.begin(zone); err != nil {
		return err
	}
	if f.owner, err = f.Auth.Create(ctx, f.o.Email, f.o.Password, role); err != nil {
		return err
	}
	f.made = true
	f.owner.TimeZone = zone
	return f.Auth.UpdateSettings(ctx, f.owner)
}

// empty is the account if its password is the right one and nothing is in it.
func (f *filler) empty(ctx context.Context, known auth.Account) (auth.Account, error) {
	if f.o.Check {
		if _, err := f.Auth.SignIn(ctx, f.o.Email, f.o.Password); errors.Is(err, errs.Unauthenticated) {
			return known, errs.New(errs.Unauthenticated, "The account "+f.o.Email+" is there already and has another password.")
		} else if err != nil {
			return known, err
		}
	}
	docs, _, err := f.Ingest.Documents(ctx, known.ID, ingest.Filter{Limit: 1})
	if err != nil {
		return known, err
	}
	cards, _, err := f.Learning.Cards(ctx, known.ID, learning.CardFilter{Limit: 1})
	if err != nil {
		return known, err
	}
	if len(docs)+len(cards) > 0 {
		return known, errs.New(errs.Conflict, "Something is in the account "+f.o.Email+" already. Use --again to remove it with everything in it and fill it anew.")
	}
	return known, nil
}

// begin puts the clock to the first morning, in the student's time zone.
func (f *filler) begin(zone string) error {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return err
	}
	y, m, d := f.o.Until.In(loc).Date()
	f.start = time.Date(y, m, d-f.o.Days, 0, 0, 0, 0, loc)
	f.Clock.Set(f.at(0, 8.5))
	return nil
}

func (f *filler) makeCourses(ctx context.Context) error {
	f.Clock.Set(f.at(0, 9))
	all, err := f.Learning.Courses(ctx, f.owner.ID)
	if err != nil {
		return err
	}
	for i, p := range f.plan.courses {
		f.Clock.Set(f.at(0, 9+float64(i)/60))
		n := learning.NewCourse{Title: p.title}
		if p.exam > 0 {
			exam := f.day(f.o.Days + p.exam).Add(12 * time.Hour)
			n.ExamAt = &exam
		}
		if p.minutes > 0 {
			n.MinutesPerDay = &p.minutes
		}
		var c learning.Course
		if i == 0 {
			c, err = f.Learning.UpdateCourse(ctx, f.owner.ID, all[0].ID, learning.CoursePatch{Title: &p.title})
		} else {
			c, err = f.Learning.CreateCourse(ctx, f.owner.ID, n)
		}
		if err != nil {
			return err
		}
		f.courses[p.title] = c
	}
	return nil
}

// putIn uploads the documents at their times and waits until they are read.
func (f *filler) putIn(ctx context.Context) error {
	f.Progress(fmt.Sprintf("Putting %d documents in", len(f.plan.documents)))
	for _, p := range f.plan.documents {
		f.Clock.Set(f.at(p.at, 17.25))
		d, err := f.Ingest.Upload(ctx, f.owner.ID, ingest.Upload{Course: f.courses[p.course].ID, Title: p.title, FileName: p.name, Body: bytes.NewReader(text(p.file))})
		if err != nil {
			return fmt.Errorf("putting %s in: %w", p.name, err)
		}
		f.documents = append(f.documents, d)
	}
	ctx, cancel := context.WithTimeout(ctx, documentWait)
	defer cancel()
	for i, p := range f.plan.documents {
		f.Progress(fmt.Sprintf("Reading document %d of %d", i+1, len(f.plan.documents)))
		d, err := settled(ctx, f.Ingest, f.owner.ID, f.documents[i].ID)
		if err != nil {
			return fmt.Errorf("waiting for %s to be read: %w", p.name, err)
		}
		if failed := d.Failure; failed != nil && failed.Kind != p.failure {
			return fmt.Errorf("%s was not read: %s", p.name, failed.Message)
		}
		f.documents[i] = d
	}
	return nil
}

// settled waits until a document is ready or has failed.
func settled(ctx context.Context, s *ingest.Service, owner id.User, doc id.Document) (ingest.Document, error) {
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for {
		d, err := s.Document(ctx, owner, doc)
		if err != nil || d.Status == ingest.Ready || d.Status == ingest.Failed {
			return d, err
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return d, ctx.Err()
		}
	}
}

// makeCards writes the cards of each document by hand and has the program make
// more of them.
func (f *filler) makeCards(ctx context.Context) error {
	for i, p := range f.plan.documents {
		d := f.documents[i]
		if d.Status != ingest.Ready {
			continue
		}
		f.Progress("Making cards from " + d.Title)
		list, err := cardsOf(strings.TrimSuffix(p.file, path.Ext(p.file)))
		if err != nil {
			return err
		}
		made, err := notes(ctx, f.Ingest, d, list)
		if err != nil {
			return err
		}
		for n, note := range made {
			f.Clock.Set(f.at(p.at, 17.5+float64(n)/30))
			note.ID = id.Note(f.namer.next())
			if _, err := f.Learning.CreateNote(ctx, f.owner.ID, note); err != nil {
				return fmt.Errorf("the card %q: %w", note.Front, err)
			}
		}
		f.Clock.Set(f.at(p.at, 18))
		run, err := f.making.Generate(ctx, f.owner.ID, d.ID, cards.Flashcards, cards.Wanted{Count: p.cards})
		if err != nil {
			return err
		}
		if err := f.runs.Work(ctx, id.Run(run.ID)); err != nil {
			return fmt.Errorf("making cards from %s: %w", p.name, err)
		}
	}
	return nil
}

// read notes where the student stopped reading.
func (f *filler) read(ctx context.Context) error {
	for i, p := range f.plan.documents {
		if p.page == 0 {
			continue
		}
		f.Clock.Set(f.at(p.read, 18.4))
		if _, err := f.Ingest.Update(ctx, f.owner.ID, f.documents[i].ID, ingest.Patch{ReadPage: &p.page}); err != nil {
			return err
		}
	}
	return nil
}

// ask asks the student's questions.
func (f *filler) ask(ctx context.Context) error {
	f.Progress(fmt.Sprintf("Asking %d questions", len(f.plan.questions)))
	for _, q := range f.plan.questions {
		f.Clock.Set(f.at(q.at, 18.1))
		a, err := f.asking.Ask(ctx, f.owner.ID, ask.Request{Question: q.text, Course: f.courses[q.course].ID}, nil)
		if err != nil {
			return fmt.Errorf("asking %q: %w", q.text, err)
		}
		if q.next == "" {
			continue
		}
		f.Clock.Set(f.at(q.at, 18.15))
		if _, err = f.asking.Ask(ctx, f.owner.ID, ask.Request{Question: q.next, Conversation: a.ConversationID}, nil); err != nil {
			return fmt.Errorf("asking %q: %w", q.next, err)
		}
	}
	return nil
}

// everyCard reads all cards of the account, oldest first.
func (f *filler) everyCard(ctx context.Context) ([]learning.Card, error) {
	var all []learning.Card
	for cursor := ""; ; {
		some, next, err := f.Learning.Cards(ctx, f.owner.ID, learning.CardFilter{Limit: 200, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if cursor = next; next == "" {
			break
		}
	}
	sortByID(all)
	return all, nil
}

func (f *filler) count(ctx context.Context, reviews, days int) (Filled, error) {
	cards, err := f.everyCard(ctx)
	if err != nil {
		return Filled{}, err
	}
	out := Filled{Owner: f.owner.ID, Email: f.owner.Email, Made: f.made, Admin: f.made && f.owner.IsAdmin(), Documents: len(f.documents), Cards: len(cards), Reviews: reviews, Days: days}
	for _, c := range cards {
		if c.State.Phase != fsrs.New {
			out.Answered++
		}
	}
	return out, nil
}
