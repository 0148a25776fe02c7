package learning

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

// student is an owner with a service whose clock the test sets.
type student struct {
	*Service
	t     *testing.T
	ctx   context.Context
	pool  *pgxpool.Pool
	owner id.User
	clock time.Time
}

// noon of a day, far from the rollover at 4 in UTC.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func newStudent(t *testing.T) *student {
	t.Helper()
	t.Parallel()
	pool := pgtest.New(t)
	st := &student{t: t, ctx: t.Context(), pool: pool, owner: pgtest.User(t, pool), clock: noon}
	st.Service = New(pool, slog.New(slog.DiscardHandler), func() time.Time { return st.clock })
	return st
}

func (s *student) exec(sql string, args ...any) {
	s.t.Helper()
	if _, err := s.pool.Exec(s.ctx, sql, args...); err != nil {
		s.t.Fatal(err)
	}
}

func (s *student) note(n NewNote) []Card {
	s.t.Helper()
	cards, err := s.CreateNote(s.ctx, s.owner, n)
	if err != nil {
		s.t.Fatal(err)
	}
	return cards
}

func (s *student) basic(front string) Card {
	s.t.Helper()
	return s.note(NewNote{Front: front, Back: "answer to " + front})[0]
}

func (s *student) review(r ...Review) []ReviewResult {
	s.t.Helper()
	out, err := s.Review(s.ctx, s.owner, r)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

func (s *student) answer(card id.Card, rating fsrs.Rating) ReviewResult {
	s.t.Helper()
	r := s.review(Review{ID: id.New[id.Review](), Card: card, Rating: rating, ReviewedAt: s.clock, Duration: 4 * time.Second})[0]
	if r.Status != Recorded {
		s.t.Fatalf("%s: %s", r.Status, r.Reason)
	}
	return r
}

func (s *student) due(f DueFilter) []DueCard {
	s.t.Helper()
	out, err := s.Due(s.ctx, s.owner, f)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

func (s *student) fronts(f DueFilter) []string {
	s.t.Helper()
	var out []string
	for _, d := range s.due(f) {
		out = append(out, d.Front)
	}
	return out
}

func (s *student) card(card id.Card) Card {
	s.t.Helper()
	c, err := s.Card(s.ctx, s.owner, card)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// states reads card_states as it is stored.
func (s *student) states() map[string]string {
	s.t.Helper()
	rows, err := s.pool.Query(s.ctx, `select card_id::text, row(due, stability, difficulty, state, step, reps, lapses, last_review)::text from card_states where owner_id = $1`, s.owner)
	if err != nil {
		s.t.Fatal(err)
	}
	out := map[string]string{}
	var k, v string
	if _, err := pgx.ForEachRow(rows, []any{&k, &v}, func() error { out[k] = v; return nil }); err != nil {
		s.t.Fatal(err)
	}
	return out
}

func wantKind(t *testing.T, err error, kind errs.Kind, field string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("error %v, want %s", err, kind)
		return
	}
	var e *errs.Error
	if field != "" && (!errors.As(err, &e) || e.Field != field) {
		t.Errorf("error %v, want it at the field %s", err, field)
	}
}

func TestClozeNoteMakesACardAGap(t *testing.T) {
	s := newStudent(t)
	cards := s.note(NewNote{Kind: Cloze, Front: "{{c1::Paris}} lies on the {{c2::Seine::river}}.", Back: "see a map", Tags: []string{" geo ", "geo", ""}})
	if len(cards) != 2 {
		t.Fatalf("%d cards", len(cards))
	}
	for i, want := range []string{"[…] lies on the Seine.", "Paris lies on the [river]."} {
		c := cards[i]
		if c.Front != want || c.Back != "Paris lies on the Seine.\n\nsee a map" || c.Ordinal != i+1 || c.Note != cards[0].Note {
			t.Errorf("card %d: %+v", i, c)
		}
	}
	if d := cmp.Diff([]string{"geo"}, cards[0].Tags); d != "" {
		t.Error(d)
	}
}

func TestNotesThatBreakARule(t *testing.T) {
	s := newStudent(t)
	for _, c := range []struct {
		rule  string
		note  NewNote
		kind  errs.Kind
		field string
	}{
		{"no front", NewNote{Front: " \n", Back: "b"}, errs.Invalid, "front"},
		{"no back", NewNote{Front: "a"}, errs.Invalid, "back"},
		{"cloze without a gap", NewNote{Kind: Cloze, Front: "a"}, errs.Invalid, "front"},
		{"unknown kind", NewNote{Kind: "x", Front: "a", Back: "b"}, errs.Invalid, "kind"},
		{"a character that cannot be kept", NewNote{Front: "a\x00", Back: "b"}, errs.Invalid, "front"},
		{"buried from the start", NewNote{Front: "a", Back: "b", Status: Buried}, errs.Invalid, "status"},
		{"a course that is not there", NewNote{Front: "a", Back: "b", Course: id.New[id.Course]()}, errs.NotFound, ""},
	} {
		_, err := s.CreateNote(s.ctx, s.owner, c.note)
		t.Run(c.rule, func(t *testing.T) { wantKind(t, err, c.kind, c.field) })
	}
}

func TestEditingGapsKeepsReviews(t *testing.T) {
	s := newStudent(t)
	cards := s.note(NewNote{Kind: Cloze, Front: "{{c1::a}} {{c2::b}}"})
	s.answer(cards[1].ID, fsrs.Good)
	edit := func(card id.Card, front string) Card {
		t.Helper()
		c, err := s.UpdateCard(s.ctx, s.owner, card, Patch{Front: &front})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := edit(cards[1].ID, "{{c1::a}} b {{c3::c}}"); c.ID != cards[0].ID {
		t.Errorf("the gap of the edited card is gone: got card %d, want the first one left", c.Ordinal)
	}
	if _, err := s.Card(s.ctx, s.owner, cards[1].ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("card without a gap: %v", err)
	}
	all, _, err := s.Cards(s.ctx, s.owner, CardFilter{})
	if err != nil || len(all) != 2 {
		t.Fatalf("%d cards, %v", len(all), err)
	}
	edit(cards[0].ID, "{{c1::a}} {{c2::B}} {{c3::c}}")
	if c := s.card(cards[1].ID); c.State.Reps != 1 {
		t.Errorf("the card that came back has %d reviews, want 1", c.State.Reps)
	}
	if err := s.DeleteCard(s.ctx, s.owner, cards[1].ID); err != nil {
		t.Fatal(err)
	}
	edit(cards[0].ID, "{{c1::a}} {{c2::B!}} {{c3::c}}")
	if _, err := s.Card(s.ctx, s.owner, cards[1].ID); !errors.Is(err, errs.NotFound) {
		t.Error("a deleted card came back with an edit of its note")
	}
	_, err = s.UpdateCard(s.ctx, s.owner, cards[0].ID, Patch{Front: new("no gap")})
	wantKind(t, err, errs.Invalid, "front")
}

func TestStatus(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	set := func(status Status) Card {
		t.Helper()
		c, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Status: &status})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, status := range []Status{Draft, Suspended, Buried, Active} {
		if got := set(status); got.Status != status {
			t.Errorf("status %s, want %s", got.Status, status)
		}
		if n := len(s.due(DueFilter{})); (n == 1) != (status == Active) {
			t.Errorf("%s: %d cards due", status, n)
		}
		listed, _, err := s.Cards(s.ctx, s.owner, CardFilter{Status: status})
		if err != nil || len(listed) != 1 {
			t.Errorf("list of %s cards: %d, %v", status, len(listed), err)
		}
	}
	set(Buried)
	s.clock = s.clock.Add(24 * time.Hour)
	if got := s.card(c.ID); got.Status != Active || len(s.due(DueFilter{})) != 1 {
		t.Errorf("on the next day the card is %s", got.Status)
	}
	_, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Status: new(Status("lost"))})
	wantKind(t, err, errs.Invalid, "status")
}

func TestAReviewSentTwiceCountsOnce(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	r := Review{ID: id.New[id.Review](), Card: c.ID, Rating: fsrs.Good, ReviewedAt: s.clock}
	first := s.review(r, r)
	again := s.review(r)
	if first[0].Status != Recorded || first[1].Status != Duplicate || again[0].Status != Duplicate {
		t.Errorf("%s %s %s", first[0].Status, first[1].Status, again[0].Status)
	}
	if n := s.card(c.ID).State.Reps; n != 1 || again[0].State == nil || again[0].State.Reps != 1 {
		t.Errorf("%d reps", n)
	}
}

func TestReviewsThatCannotCount(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	other := pgtest.User(t, s.pool)
	theirs, err := s.CreateNote(s.ctx, other, NewNote{Front: "x", Back: "y"})
	if err != nil {
		t.Fatal(err)
	}
	taken := Review{ID: id.New[id.Review](), Card: theirs[0].ID, Rating: 3, ReviewedAt: s.clock}
	if _, err := s.Review(s.ctx, other, []Review{taken}); err != nil {
		t.Fatal(err)
	}
	taken.Card = c.ID
	good := Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3, ReviewedAt: s.clock}
	results := s.review(
		Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3, ReviewedAt: s.clock.Add(25 * time.Hour)},
		Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3},
		Review{ID: id.New[id.Review](), Card: c.ID, Rating: 5, ReviewedAt: s.clock},
		Review{Card: c.ID, Rating: 3, ReviewedAt: s.clock},
		Review{ID: id.New[id.Review](), Card: theirs[0].ID, Rating: 3, ReviewedAt: s.clock},
		Review{ID: id.New[id.Review](), Card: id.New[id.Card](), Rating: 3, ReviewedAt: s.clock},
		taken,
		good,
	)
	for i, r := range results[:7] {
		if r.Status != Rejected || r.Reason == "" {
			t.Errorf("review %d is %s (%s)", i, r.Status, r.Reason)
		}
	}
	if results[7].Status != Recorded || s.card(c.ID).State.Reps != 1 {
		t.Errorf("the good one beside them: %+v", results[7])
	}
}

// Whatever the order and the batches in which reviews and undos arrive, the
// states are the same, and Rebuild leaves them as they are.
func TestStateIsAFunctionOfTheLog(t *testing.T) {
	s := newStudent(t)
	random := rand.New(rand.NewPCG(1, 2))
	var cards []id.Card
	for i := range 5 {
		cards = append(cards, s.basic(fmt.Sprint("q", i)).ID)
	}
	var log []Review
	var voids []Void
	at := noon.AddDate(0, -6, 0)
	for range 60 {
		r := Review{ID: id.New[id.Review](), Card: cards[random.IntN(len(cards))], Rating: fsrs.Rating(random.IntN(4) + 1), ReviewedAt: at}
		log = append(log, r)
		if random.IntN(8) == 0 {
			voids = append(voids, Void{ID: id.New[id.Void](), Review: r.ID, VoidedAt: at.Add(time.Minute)})
		}
		at = at.Add(time.Duration(random.IntN(200)+1) * time.Hour / 2)
	}
	s.clock = at.Add(time.Hour)
	s.review(log...)
	if err := s.Void(s.ctx, s.owner, voids); err != nil {
		t.Fatal(err)
	}
	want := s.states()
	if len(want) != len(cards) || len(voids) == 0 {
		t.Fatalf("%d states, %d voids", len(want), len(voids))
	}
	if n, err := s.Rebuild(s.ctx, s.owner); err != nil || n != len(cards) {
		t.Fatalf("rebuild: %d, %v", n, err)
	}
	if d := cmp.Diff(want, s.states()); d != "" {
		t.Errorf("after a rebuild: %s", d)
	}
	for round := range 3 {
		s.exec(`truncate reviews, review_voids, card_states`)
		random.Shuffle(len(log), func(i, j int) { log[i], log[j] = log[j], log[i] })
		if err := s.Void(s.ctx, s.owner, voids[:len(voids)/2]); err != nil {
			t.Fatal(err)
		}
		for len(log) > 0 {
			n := min(len(log), random.IntN(7)+1)
			s.review(log[:n]...)
			s.review(log[0])
			log = append(log[n:len(log):len(log)], log[:n]...)
			if n > 3 {
				break
			}
		}
		s.review(log...)
		for _, v := range voids {
			if err := s.Void(s.ctx, s.owner, []Void{v, v}); err != nil {
				t.Fatal(err)
			}
		}
		if d := cmp.Diff(want, s.states()); d != "" {
			t.Fatalf("round %d: %s", round, d)
		}
	}
}

func TestDevicesThatSendAtTheSameTime(t *testing.T) {
	s := newStudent(t)
	cards := []id.Card{s.basic("a").ID, s.basic("b").ID}
	var devices errgroup.Group
	for device := range 6 {
		devices.Go(func() error {
			for n := range 5 {
				batch := []Review{
					{ID: id.New[id.Review](), Card: cards[device%2], Rating: 3, ReviewedAt: s.clock.Add(-time.Duration(device*10+n) * time.Hour)},
					{ID: id.New[id.Review](), Card: cards[(device+1)%2], Rating: 2, ReviewedAt: s.clock.Add(-time.Duration(device*10+n) * time.Hour)},
				}
				if _, err := s.Review(s.ctx, s.owner, batch); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := devices.Wait(); err != nil {
		t.Fatal(err)
	}
	before := s.states()
	for _, c := range cards {
		if n := s.card(c).State.Reps; n != 30 {
			t.Errorf("%d reps, want 30", n)
		}
	}
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, s.states()); d != "" {
		t.Error(d)
	}
}

func TestCardsOfADocument(t *testing.T) {
	s := newStudent(t)
	document, page := id.New[id.Document](), 3
	source := &Source{Document: document, Version: 1, Quote: "the very words", Page: &page, Segments: json.RawMessage(`[{"page":3,"start":0,"end":14}]`)}
	first := s.note(NewNote{Front: "q1", Back: "a", Source: source})[0]
	second := s.note(NewNote{Front: "q2", Back: "a", Source: source, Status: Draft})[0]
	s.basic("by hand")
	cards, _, err := s.Cards(s.ctx, s.owner, CardFilter{Document: document})
	if err != nil || len(cards) != 2 || cards[0].ID != first.ID || cards[1].ID != second.ID {
		t.Fatalf("%+v, %v", cards, err)
	}
	if got := cards[0].Source; got.Quote != "the very words" || *got.Page != 3 || string(got.Segments) == "[]" || got.Title != "" {
		t.Errorf("%+v", got)
	}
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Other"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.MoveDocument(s.ctx, s.owner, document, course.ID); err != nil {
		t.Fatal(err)
	}
	if moved, _, err := s.Cards(s.ctx, s.owner, CardFilter{Course: course.ID}); err != nil || len(moved) != 2 {
		t.Errorf("%d cards moved, %v", len(moved), err)
	}
}

func TestUndo(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	s.answer(c.ID, fsrs.Good)
	before := s.card(c.ID).State
	s.clock = s.clock.Add(time.Hour)
	r := s.answer(c.ID, fsrs.Again)
	undone, err := s.Undo(s.ctx, s.owner, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, undone.State); d != "" {
		t.Error(d)
	}
	if _, err := s.Undo(s.ctx, s.owner, r.ID); err != nil {
		t.Errorf("twice: %v", err)
	}
	if again := s.review(Review{ID: r.ID, Card: c.ID, Rating: 1, ReviewedAt: s.clock}); again[0].Status != Duplicate || again[0].State.Reps != 1 {
		t.Errorf("sent again after the undo: %+v", again[0])
	}
	_, err = s.Undo(s.ctx, s.owner, id.New[id.Review]())
	wantKind(t, err, errs.NotFound, "")
	_, err = s.Undo(s.ctx, pgtest.User(t, s.pool), r.ID)
	wantKind(t, err, errs.NotFound, "")
	h, err := s.History(s.ctx, s.owner, c.ID)
	if err != nil || len(h) != 2 || h[0].Voided || !h[1].Voided || h[1].VoidReason != "undo" || h[0].State.Reps != 1 {
		t.Errorf("history %+v, %v", h, err)
	}
}

func TestWrong(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	s.answer(c.ID, fsrs.Good)
	marked, err := s.Wrong(s.ctx, s.owner, c.ID)
	if err != nil || marked.WrongAt == nil || marked.State.Reps != 0 {
		t.Fatalf("%+v, %v", marked, err)
	}
	if n := len(s.due(DueFilter{})); n != 0 {
		t.Errorf("a wrong card is asked")
	}
	late := s.review(Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3, ReviewedAt: s.clock.Add(-time.Hour)})
	if late[0].Status != Recorded || late[0].State.Reps != 0 {
		t.Errorf("a review from before the mark counts: %+v", late[0])
	}
	edited, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Back: new("right")})
	if err != nil || edited.WrongAt != nil || edited.Back != "right" {
		t.Fatalf("%+v, %v", edited, err)
	}
	if n := len(s.due(DueFilter{})); n != 1 {
		t.Errorf("%d cards due after the edit", n)
	}
}

func TestPreviewIsWhatReviewStores(t *testing.T) {
	s := newStudent(t)
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Strict", TargetRetention: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	c := s.note(NewNote{Front: "q", Back: "a", Course: course.ID})[0]
	// Each step tries all four answers, undoes them, and goes on with one.
	for step, rating := range []fsrs.Rating{3, 3, 3, 1, 3, 4, 2, 3} {
		due := s.due(DueFilter{})
		if len(due) != 1 {
			t.Fatalf("step %d: %d due at %v, state %+v", step, len(due), s.clock, s.card(c.ID).State)
		}
		for _, r := range fsrs.Ratings {
			result := s.answer(c.ID, r)
			if got := result.State.Due; !got.Equal(due[0].Next[r-1]) {
				t.Errorf("step %d, rating %d: due %v, the button said %v", step, r, got, due[0].Next[r-1])
			}
			if _, err := s.Undo(s.ctx, s.owner, result.ID); err != nil {
				t.Fatal(err)
			}
		}
		s.clock = s.answer(c.ID, rating).State.Due
	}
}

func TestDueOrder(t *testing.T) {
	s := newStudent(t)
	s.exec(`update users set settings = '{"new_per_day": 2}' where id = $1`, s.owner)
	var cards []Card
	for _, q := range []string{"weak", "strong", "step", "later step", "new 1", "new 2", "new 3"} {
		cards = append(cards, s.basic(q))
	}
	state := func(c Card, phase int, last, due time.Duration, stability float64) {
		s.exec(`insert into card_states (card_id, owner_id, due, stability, difficulty, state, step, reps, lapses, last_review) values ($1, $2, $3, $4, 5, $5, 1, 3, 0, $6)`,
			c.ID, s.owner, s.clock.Add(due), stability, phase, s.clock.Add(last))
	}
	day := 24 * time.Hour
	state(cards[0], 2, -20*day, -10*day, 5)
	state(cards[1], 2, -40*day, 10*time.Hour, 39) // later on the student's day
	state(cards[2], 1, -10*time.Minute, 0, 1)
	state(cards[3], 3, -time.Minute, 5*time.Minute, 1)
	want := []string{"step", "weak", "strong", "new 1", "new 2"}
	if d := cmp.Diff(want, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(append(want, "later step"), s.fronts(DueFilter{Ahead: 20 * time.Minute})); d != "" {
		t.Error(d)
	}
	counts, err := s.DueCount(s.ctx, s.owner, s.clock)
	if err != nil || counts.Due != 3 || counts.New != 2 || counts.Course[cards[0].Course] != 5 {
		t.Errorf("counts %+v, %v", counts, err)
	}
	s.exec(`update users set settings = '{"new_per_day": 2, "reviews_per_day": 1}' where id = $1`, s.owner)
	if d := cmp.Diff([]string{"step", "weak", "new 1", "new 2"}, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
}

func TestNewCardsADayAreCounted(t *testing.T) {
	s := newStudent(t)
	s.exec(`update users set settings = '{"new_per_day": 2}' where id = $1`, s.owner)
	for i := range 5 {
		s.basic(fmt.Sprint("q", i))
	}
	s.answer(s.due(DueFilter{})[0].ID, fsrs.Easy)
	if d := cmp.Diff([]string{"q1"}, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
	last := s.answer(s.due(DueFilter{})[0].ID, fsrs.Easy)
	if n := len(s.due(DueFilter{})); n != 0 {
		t.Errorf("%d due after the day's new cards", n)
	}
	if _, err := s.Undo(s.ctx, s.owner, last.ID); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"q1"}, s.fronts(DueFilter{})); d != "" {
		t.Errorf("after an undo: %s", d)
	}
	s.clock = time.Date(2026, 3, 3, 3, 59, 0, 0, time.UTC) // before the rollover
	if n := len(s.due(DueFilter{})); n != 1 {
		t.Errorf("before the rollover: %d due", n)
	}
	s.clock = s.clock.Add(2 * time.Minute)
	if d := cmp.Diff([]string{"q1", "q2"}, s.fronts(DueFilter{})); d != "" {
		t.Errorf("on the next day: %s", d)
	}
}

func TestSiblingsAreBuriedForTheDay(t *testing.T) {
	s := newStudent(t)
	cards := s.note(NewNote{Kind: Cloze, Front: "{{c1::a}} {{c2::b}} {{c3::c}}"})
	if n := len(s.due(DueFilter{})); n != 1 {
		t.Errorf("%d siblings are asked together", n)
	}
	s.answer(cards[0].ID, fsrs.Good)
	if n := len(s.due(DueFilter{})); n != 0 {
		t.Errorf("%d siblings are asked after the first on the same day", n)
	}
	s.clock = s.clock.Add(15 * time.Minute)
	if due := s.due(DueFilter{}); len(due) != 1 || due[0].ID != cards[0].ID {
		t.Errorf("the learning step is not asked")
	}
	s.answer(cards[0].ID, fsrs.Easy)
	s.clock = s.clock.Add(24 * time.Hour)
	if due := s.due(DueFilter{}); len(due) != 1 || due[0].ID != cards[1].ID {
		t.Errorf("the next day: %+v", due)
	}
}

func TestTargetOfTheCourseMovesDueDates(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	s.answer(c.ID, fsrs.Easy)
	loose := s.card(c.ID).State
	if _, err := s.UpdateCourse(s.ctx, s.owner, c.Course, CoursePatch{TargetRetention: new(0.97)}); err != nil {
		t.Fatal(err)
	}
	strict := s.card(c.ID).State
	if !strict.Due.Before(loose.Due) || strict.Stability != loose.Stability {
		t.Errorf("0.9: %v, 0.97: %v", loose, strict)
	}
	other, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Other"})
	if err != nil {
		t.Fatal(err)
	}
	moved, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Course: &other.ID})
	if err != nil || !moved.State.Due.Equal(loose.Due) || moved.Course != other.ID {
		t.Errorf("moved to a course with 0.9: %+v, %v", moved.State, err)
	}
	before := s.states()
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, s.states()); d != "" {
		t.Error(d)
	}
}

func TestCourses(t *testing.T) {
	s := newStudent(t)
	exam := noon.AddDate(0, 2, 0)
	c, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Biology", ExamAt: &exam, MinutesPerDay: new(30)})
	if err != nil || c.TargetRetention != 0.9 || !c.ExamAt.Equal(exam) || *c.MinutesPerDay != 30 {
		t.Fatalf("%+v, %v", c, err)
	}
	s.note(NewNote{Front: "q", Back: "a", Course: c.ID})
	all, err := s.Courses(s.ctx, s.owner)
	if err != nil || len(all) != 2 || !all[0].IsDefault || all[1].Cards != 1 || all[1].Due != 1 || all[0].Due != 0 {
		t.Fatalf("%+v, %v", all, err)
	}
	c, err = s.UpdateCourse(s.ctx, s.owner, c.ID, CoursePatch{Title: new("Biology II"), ClearExam: true, ClearMinutes: true})
	if err != nil || c.Title != "Biology II" || c.ExamAt != nil || c.MinutesPerDay != nil {
		t.Errorf("%+v, %v", c, err)
	}
	wantKind(t, s.DeleteCourse(s.ctx, s.owner, all[0].ID, id.Course{}), errs.Conflict, "")
	wantKind(t, s.DeleteCourse(s.ctx, s.owner, c.ID, c.ID), errs.Invalid, "move_to")
	wantKind(t, s.DeleteCourse(s.ctx, s.owner, c.ID, id.New[id.Course]()), errs.NotFound, "")
	if err := s.DeleteCourse(s.ctx, s.owner, c.ID, id.Course{}); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Course(s.ctx, s.owner, all[0].ID); err != nil || left.Cards != 1 {
		t.Errorf("the card did not move: %+v, %v", left, err)
	}
	for _, bad := range []struct {
		n     NewCourse
		field string
	}{{NewCourse{Title: " "}, "title"}, {NewCourse{Title: "a", MinutesPerDay: new(0)}, "minutes_per_day"}, {NewCourse{Title: "a", TargetRetention: 0.5}, "target_retention"}} {
		_, err := s.CreateCourse(s.ctx, s.owner, bad.n)
		wantKind(t, err, errs.Invalid, bad.field)
	}
}

func TestAnotherOwnersThingsAreNotFound(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	r := s.answer(c.ID, fsrs.Good)
	other := pgtest.User(t, s.pool)
	for name, call := range map[string]func() error{
		"course": func() error { _, err := s.Course(s.ctx, other, c.Course); return err },
		"change course": func() error {
			_, err := s.UpdateCourse(s.ctx, other, c.Course, CoursePatch{Title: new("x")})
			return err
		},
		"delete course": func() error { return s.DeleteCourse(s.ctx, other, c.Course, id.Course{}) },
		"card":          func() error { _, err := s.Card(s.ctx, other, c.ID); return err },
		"preview":       func() error { _, err := s.Preview(s.ctx, other, c.ID); return err },
		"change card":   func() error { _, err := s.UpdateCard(s.ctx, other, c.ID, Patch{Back: new("x")}); return err },
		"delete card":   func() error { return s.DeleteCard(s.ctx, other, c.ID) },
		"wrong":         func() error { _, err := s.Wrong(s.ctx, other, c.ID); return err },
		"history":       func() error { _, err := s.History(s.ctx, other, c.ID); return err },
		"undo":          func() error { _, err := s.Undo(s.ctx, other, r.ID); return err },
		"due of course": func() error { _, err := s.Due(s.ctx, other, DueFilter{Course: c.Course}); return err },
		"note in course": func() error {
			_, err := s.CreateNote(s.ctx, other, NewNote{Front: "a", Back: "b", Course: c.Course})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) { wantKind(t, call(), errs.NotFound, "") })
	}
	if err := s.Void(s.ctx, other, []Void{{ID: id.New[id.Void](), Review: r.ID, VoidedAt: s.clock}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil || s.card(c.ID).State.Reps != 1 {
		t.Errorf("another owner voided a review: %v", err)
	}
}

func TestCardList(t *testing.T) {
	s := newStudent(t)
	for i := range 7 {
		s.basic(fmt.Sprintf("Question %d", i))
	}
	var got []string
	cursor := ""
	for page := 0; ; page++ {
		cards, next, err := s.Cards(s.ctx, s.owner, CardFilter{Limit: 3, Cursor: cursor})
		if err != nil || page > 3 {
			t.Fatal(page, err)
		}
		for _, c := range cards {
			got = append(got, c.Front)
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	if len(got) != 7 || got[0] != "Question 6" || got[6] != "Question 0" {
		t.Errorf("%q", got)
	}
	found, _, err := s.Cards(s.ctx, s.owner, CardFilter{Text: "QUESTION 3 answer"})
	if err != nil || len(found) != 1 || found[0].Front != "Question 3" {
		t.Errorf("%+v, %v", found, err)
	}
	_, _, err = s.Cards(s.ctx, s.owner, CardFilter{Cursor: "x"})
	wantKind(t, err, errs.Invalid, "cursor")
}

func TestToday(t *testing.T) {
	s := newStudent(t)
	a, b := s.basic("a"), s.basic("b")
	s.answer(a.ID, fsrs.Easy)
	s.answer(b.ID, fsrs.Good)
	sum, err := s.Today(s.ctx, s.owner, s.clock)
	if err != nil || sum.DoneToday != 2 || sum.CardsToday != 2 || sum.TimeToday != 8*time.Second || sum.KnownToday != 0 || sum.Due != 0 || sum.NextDue == nil {
		t.Fatalf("%+v, %v", sum, err)
	}
	s.clock = s.card(a.ID).State.Due
	if sum, err = s.Today(s.ctx, s.owner, s.clock.AddDate(0, 0, -1)); err != nil || sum.DueTomorrow != 1 {
		t.Errorf("the day before: %+v, %v", sum, err)
	}
	s.answer(a.ID, fsrs.Again)
	sum, err = s.Today(s.ctx, s.owner, s.clock)
	if err != nil || sum.DoneToday != 1 || sum.KnownToday != 1 || sum.RememberedToday != 0 || sum.Reviews != 3 || sum.Due != 1 || sum.MinutesDue != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}
