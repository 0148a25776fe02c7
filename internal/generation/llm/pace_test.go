package llm

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// machine is a provider whose model reads and writes at a steady pace, in the
// time of a synctest bubble.
type machine struct {
	read, write time.Duration // a token
	ratio       float64       // its tokens for each that is estimated
	keeps       bool          // the beginning of the prompt before, and says so
	dead        bool

	mu   sync.Mutex
	last []Message
	got  []Request
}

func (m *machine) Name() string  { return "here" }
func (m *machine) Model() string { return "small" }

func (m *machine) Complete(ctx context.Context, r Request, onToken func(string)) (Reply, error) {
	m.mu.Lock()
	reply := Reply{Provider: "here", Model: "small", Kept: -1}
	reply.InputTokens = int(promptTokens(r.Messages) * m.ratio)
	fresh := reply.InputTokens
	if m.keeps {
		reply.Kept = int(alike(m.last, r.Messages) * m.ratio)
		fresh -= reply.Kept
	}
	m.last, m.got = r.Messages, append(m.got, r)
	dead := m.dead
	m.mu.Unlock()
	first := time.Duration(fresh) * m.read
	if dead || first > r.Silence {
		select {
		case <-time.After(r.Silence):
			return reply, ErrSilent
		case <-ctx.Done():
			return reply, ctx.Err()
		}
	}
	time.Sleep(first)
	if onToken != nil {
		onToken("Yes.")
	}
	time.Sleep(10 * m.write)
	reply.Text, reply.First, reply.Took, reply.OutputTokens = "Yes.", first, 10*m.write, 10
	return reply, nil
}

func (m *machine) requests() []Request {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Request(nil), m.got...)
}

const unchanging = "You answer from the passages that follow, in short and plain sentences, and from nothing else at all."

// full is a prompt that takes all the room there is.
func full(reply int) func(Room) (Request, error) {
	return func(r Room) (Request, error) {
		system := Message{System, unchanging}
		var b strings.Builder
		another := []string{"chapter", "section", "passage"}[rand.IntN(3)]
		for b.WriteString(strconv.Itoa(rand.Int())); r.Count(b.String()) < r.Behind(system, reply)-2; {
			b.WriteString(" " + another)
		}
		return Request{Messages: []Message{system, {User, b.String()}}, MaxTokens: reply}, nil
	}
}

// From the second question on the first word comes when it is wanted and when
// it is forecast, however quick the model is and whatever its tokens are.
func TestAPromptIsAsLongAsTheStudentWaits(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]*machine{
		"two cores":             {read: time.Second / 42, write: time.Second / 10, ratio: 1},
		"one busy core":         {read: time.Second / 20, write: time.Second / 4, ratio: 1},
		"a graphics card":       {read: time.Second / 400, write: time.Second / 60, ratio: 1},
		"more tokens a word":    {read: time.Second / 100, write: time.Second / 10, ratio: 1.6},
		"keeps what it read":    {read: time.Second / 42, write: time.Second / 10, ratio: 1, keeps: true},
		"keeps, other tokens":   {read: time.Second / 42, write: time.Second / 10, ratio: 0.8, keeps: true},
		"its context is little": {read: time.Second / 4000, write: time.Second / 100, ratio: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := NewRouter(slog.New(slog.DiscardHandler), m)
				const within, reply = 8 * time.Second, 400
				for i := range 8 {
					var forecast Forecast
					begun := time.Now()
					var first time.Duration
					_, err := r.Write(t.Context(), Writing{Within: within, Prompt: full(reply), Waiting: func(f Forecast) { forecast = f }, Word: func(string) { first = time.Since(begun) }})
					if err != nil {
						t.Fatal(err)
					}
					if forecast.Sure != (i > 0) {
						t.Errorf("question %d: sure %v", i+1, forecast.Sure)
					}
					tokens := promptTokens(m.requests()[i].Messages) * m.ratio
					if tokens+reply > safeContext {
						t.Errorf("question %d: %.0f tokens do not fit with their reply", i+1, tokens)
					}
					if i < 4 {
						continue
					}
					if tokens+reply < 0.9*safeContext && math.Abs(first.Seconds()-within.Seconds()) > 1 {
						t.Errorf("question %d: first word after %s", i+1, first)
					}
					if d := (forecast.First - first).Seconds(); math.Abs(d) > max(0.5, 0.1*first.Seconds()) {
						t.Errorf("question %d: forecast %s, first word after %s", i+1, forecast.First, first)
					}
				}
			})
		})
	}
}

// A model that got slow is given up at a multiple of the forecast, no question
// waits for it meanwhile, and the next one gets a shorter prompt.
func TestASilentModelCostsOneQuestionItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &machine{read: time.Second / 42, write: time.Second / 10, ratio: 1}
		r := NewRouter(slog.New(slog.DiscardHandler), m)
		ask := func() (time.Duration, error) {
			begun := time.Now()
			_, err := r.Write(t.Context(), Writing{Within: 8 * time.Second, Prompt: full(400)})
			return time.Since(begun), err
		}
		for range 3 {
			if _, err := ask(); err != nil {
				t.Fatal(err)
			}
		}
		before := promptTokens(m.requests()[2].Messages)
		m.dead = true
		took, err := ask()
		if !errors.Is(err, ErrSilent) || took < 25*time.Second || took > 40*time.Second {
			t.Errorf("given up after %s: %v", took, err)
		}
		for range 3 {
			if took, err := ask(); !errors.Is(err, ErrOpen) || took > 0 {
				t.Errorf("another question waited %s: %v", took, err)
			}
		}
		if s := r.Status()[0]; !s.Paused || s.For != firstProbe {
			t.Errorf("it is said to be paused %v, for %s", s.Paused, s.For)
		}
		time.Sleep(10 * time.Minute)
		if n := len(m.requests()); n < 6 || n > 10 {
			t.Errorf("%d requests in ten minutes of silence", n)
		}
		m.dead = false
		time.Sleep(lastProbe + time.Minute)
		if r.Status()[0].Paused {
			t.Fatal("it answers again and is still paused")
		}
		if _, err := ask(); err != nil {
			t.Fatal(err)
		}
		got := m.requests()
		if after := promptTokens(got[len(got)-1].Messages); after > 0.9*before {
			t.Errorf("a prompt of %.0f tokens after it was silent, %.0f before", after, before)
		}
	})
}

// A request that waits behind another measures the other.
func TestWaitingBehindAnotherMeasuresNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &machine{read: time.Second / 42, write: time.Second / 10, ratio: 1}
		r := NewRouter(slog.New(slog.DiscardHandler), m)
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if _, err := r.Write(t.Context(), Writing{Within: 8 * time.Second, Prompt: full(400)}); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		if n := r.entries[0].pace.Measured; n != 1 {
			t.Errorf("%d measurements", n)
		}
	})
}

func TestOneMeasurementIsBelievedWithinAFactor(t *testing.T) {
	t.Parallel()
	p := Pace{}.with(measurement{estimate: 300, fresh: 300, first: 6 * time.Second})
	if p.Measured != 1 || p.Read != 0.02 {
		t.Fatalf("%+v", p)
	}
	if slow := p.with(measurement{estimate: 300, fresh: 300, first: 10 * time.Minute}); slow.Read > 0.02*believed {
		t.Errorf("%+v", slow)
	}
	for name, m := range map[string]measurement{"too few tokens": {estimate: 10, fresh: 10, first: time.Minute}, "no word": {estimate: 300, fresh: 300}} {
		if got := p.with(m); got.Read != p.Read || got.Measured != 1 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A prompt that is sent again is read quickly, which says nothing of the next.
func TestWhatAServerHadReadBeforeIsNotMeasured(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply Reply
		again float64
		want  measurement
	}{
		"it says how much":            {Reply{InputTokens: 300, Kept: 100, First: time.Second}, 90, measurement{estimate: 290, told: 300, fresh: 200, first: time.Second}},
		"it says nothing":             {Reply{InputTokens: 300, Kept: -1, First: time.Second}, 90, measurement{estimate: 290, told: 300, fresh: 300, first: time.Second}},
		"it says nothing, most again": {Reply{InputTokens: 300, Kept: -1, First: time.Second}, 280, measurement{estimate: 290, told: 300, fresh: 300}},
		"it counts nothing":           {Reply{Kept: -1, First: time.Second}, 0, measurement{estimate: 290, fresh: 290, first: time.Second}},
		"it thought first":            {Reply{InputTokens: 300, Kept: 0, First: time.Second, Thought: true}, 0, measurement{estimate: 290, told: 300, fresh: 300}},
	} {
		if got := measured(c.reply, 290, c.again); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
