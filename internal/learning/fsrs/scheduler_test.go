package fsrs

import (
	"math"
	"testing"
	"time"
)

var start = time.Date(2022, 11, 29, 12, 30, 0, 0, time.UTC)

func exact(o Options) *Scheduler {
	o.NoFuzz = true
	return NewScheduler(o)
}

// Intervals of thirteen answers, each given when due, from py-fsrs
// (tests/test_basic.py, test_review_card; MIT), also in ts-fsrs and go-fsrs.
func TestPublishedIntervals(t *testing.T) {
	t.Parallel()
	ratings := []Rating{3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3}
	want := []int{0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21}
	phases := []Phase{New, Learning, Reviewing, Reviewing, Reviewing, Reviewing, Reviewing, Relearning, Relearning, Reviewing, Reviewing, Reviewing, Reviewing}
	s, st, at := exact(Options{}), State{}, start
	for i, r := range ratings {
		if st.Phase != phases[i] {
			t.Errorf("before review %d: phase %v, want %v", i, st.Phase, phases[i])
		}
		st = review(t, s, st, r, at)
		if got := int(st.Due.Sub(at).Hours() / 24); got != want[i] {
			t.Errorf("review %d: %d days, want %d", i, got, want[i])
		}
		at = st.Due
	}
}

// Memory after a history, from fsrs-rs (inference.rs, test_memory_state; BSD-3)
// and py-fsrs (test_memo_state; MIT).
func TestPublishedMemory(t *testing.T) {
	t.Parallel()
	s, st, at := exact(Options{}), State{}, start
	days := []int{0, 0, 1, 3, 8, 21}
	for i, r := range []Rating{1, 3, 3, 3, 3, 3} {
		at = at.AddDate(0, 0, days[i])
		st = review(t, s, st, r, at)
	}
	near(t, "stability", st.Stability, 53.62691, 1e-4)
	near(t, "difficulty", st.Difficulty, 6.3574867, 1e-4)
}

// The first answer, from ts-fsrs (FSRS-6.test.ts, "first repeat"; MIT).
func TestPublishedFirstAnswer(t *testing.T) {
	t.Parallel()
	next, err := exact(Options{}).Next(State{}, start, [16]byte{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		s, d  float64
		in    time.Duration
		phase Phase
	}{
		{0.212, 6.4133, time.Minute, Learning},
		{1.2931, 5.11217071, 6 * time.Minute, Learning},
		{2.3065, 2.11810397, 10 * time.Minute, Learning},
		{8.2956, 1, 8 * day, Reviewing},
	} {
		near(t, "stability", next[i].Stability, want.s, 1e-7)
		near(t, "difficulty", next[i].Difficulty, want.d, 1e-7)
		if got := next[i].Due.Sub(start); got != want.in {
			t.Errorf("rating %d: due in %v, want %v", i+1, got, want.in)
		}
		if next[i].Phase != want.phase {
			t.Errorf("rating %d: %v, want %v", i+1, next[i].Phase, want.phase)
		}
	}
}

// The forgetting curve, from fsrs-optimizer (model_test.py; BSD-3).
func TestPublishedForgettingCurve(t *testing.T) {
	t.Parallel()
	s := exact(Options{})
	stability := []float64{1, 2, 3, 4, 4, 2}
	for i, want := range []float64{1, 0.9403443, 0.9253786, 0.9185229, 0.9, 0.8261359} {
		st := State{Phase: Reviewing, Stability: stability[i], Difficulty: 5, LastReview: start}
		near(t, "retrievability", s.Retrievability(st, start.AddDate(0, 0, i)), want, 1e-4)
	}
}

// One real card replayed by py-fsrs 6 with its defaults (review log of
// py-fsrs's own tests; MIT): same-day answers, lapses, long gaps.
func TestReplayAgreesWithPyFSRS(t *testing.T) {
	t.Parallel()
	rows := []struct {
		at   string
		r    Rating
		s, d float64
	}{
		{"2024-03-29T20:32:54.573Z", 1, 0.212, 6.4133},
		{"2024-03-29T20:34:08.274Z", 3, 0.2466891878, 6.40211507},
		{"2024-03-29T20:45:34.166Z", 3, 0.2842063593, 6.39094132},
		{"2024-03-30T17:09:40Z", 3, 0.3243932745, 6.37977875},
		{"2024-05-02T00:00:00.135Z", 3, 6.164388295, 6.36862734},
		{"2024-07-17T17:31:56.887Z", 3, 46.9807577334, 6.35748708},
	}
	s, st := exact(Options{}), State{}
	for _, row := range rows {
		at, err := time.Parse(time.RFC3339Nano, row.at)
		if err != nil {
			t.Fatal(err)
		}
		st = review(t, s, st, row.r, at)
		near(t, row.at+" stability", st.Stability, row.s, 1e-6)
		near(t, row.at+" difficulty", st.Difficulty, row.d, 1e-6)
	}
}

func TestFuzz(t *testing.T) {
	t.Parallel()
	plain, fuzzy := exact(Options{}), NewScheduler(Options{})
	st := State{Phase: Reviewing, Stability: 60, Difficulty: 5, Reps: 6, LastReview: start}
	at := start.AddDate(0, 0, 60)
	base, err := plain.Next(st, at, [16]byte{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[time.Time]bool{}
	for k := range 200 {
		key := [16]byte{byte(k), 7}
		a, err := fuzzy.Next(st, at, key)
		if err != nil {
			t.Fatal(err)
		}
		b, err := fuzzy.Next(st, at.Add(time.Hour), key)
		if err != nil {
			t.Fatal(err)
		}
		for i := range a {
			if a[i].Due.Sub(at) != b[i].Due.Sub(at.Add(time.Hour)) {
				t.Fatalf("key %d, rating %d: the interval depends on the hour", k, i+1)
			}
			if a[i].Stability != base[i].Stability {
				t.Fatalf("fuzz changed the memory")
			}
			limit := 0.08*base[i].Due.Sub(at).Hours()/24 + 2
			if off := math.Abs(a[i].Due.Sub(base[i].Due).Hours() / 24); off > limit {
				t.Errorf("key %d, rating %d: %v days from the interval, at most %v", k, i+1, off, limit)
			}
		}
		if a[1].Due.After(a[2].Due) || !a[2].Due.Before(a[3].Due) {
			t.Errorf("key %d: the buttons are out of order: %v %v %v", k, a[1].Due, a[2].Due, a[3].Due)
		}
		seen[a[2].Due] = true
	}
	if len(seen) < 5 {
		t.Errorf("200 cards fall on %d days", len(seen))
	}
}

func TestHigherRetentionMeansShorterIntervals(t *testing.T) {
	t.Parallel()
	st := State{Phase: Reviewing, Stability: 60, Difficulty: 5, Reps: 6, LastReview: start}
	at := start.AddDate(0, 0, 60)
	strict := review(t, exact(Options{Retention: 0.97}), st, Good, at)
	loose := review(t, exact(Options{Retention: 0.8}), st, Good, at)
	if !strict.Due.Before(loose.Due) || strict.Stability != loose.Stability {
		t.Errorf("0.97: %+v, 0.8: %+v", strict, loose)
	}
}

func TestAnAnswerFromBeforeTheLastOneCountsAsTheSameMoment(t *testing.T) {
	t.Parallel()
	s := exact(Options{})
	st := review(t, s, State{}, Good, start)
	early := review(t, s, st, Good, start.Add(-time.Hour))
	same := review(t, s, st, Good, start)
	if early.Stability != same.Stability {
		t.Errorf("stability %v, want %v", early.Stability, same.Stability)
	}
	if _, err := s.Review(st, 5, start, [16]byte{}); err == nil {
		t.Error("rating 5 was accepted")
	}
}

func BenchmarkReplay20(b *testing.B) {
	s := NewScheduler(Options{})
	var log []Entry
	at := start
	for i := range 20 {
		log = append(log, Entry{Rating(i%3 + 2), at})
		at = at.AddDate(0, 0, i)
	}
	for b.Loop() {
		if _, err := s.Replay(State{}, log, [16]byte{1}); err != nil {
			b.Fatal(err)
		}
	}
}

func review(t *testing.T, s *Scheduler, st State, r Rating, at time.Time) State {
	t.Helper()
	next, err := s.Review(st, r, at, [16]byte{})
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
