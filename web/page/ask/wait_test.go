package ask

import (
	"testing"
	"time"

	"studyapp/internal/generation/ask"
)

func TestAWaitIsSaidWhereItIsKnownAndWorthIt(t *testing.T) {
	t.Parallel()
	in := func(d time.Duration) time.Time { return time.Now().Add(d) }
	for name, c := range map[string]struct {
		w    ask.Waiting
		want int
	}{
		"as forecast":         {ask.Waiting{First: 6 * time.Second, Due: in(6 * time.Second), Sure: true}, 6},
		"for who comes later": {ask.Waiting{First: 60 * time.Second, Due: in(29500 * time.Millisecond), Sure: true}, 30},
		"another clock":       {ask.Waiting{First: 6 * time.Second, Due: in(time.Hour), Sure: true}, 6},
		"not measured":        {ask.Waiting{First: 6 * time.Second, Due: in(6 * time.Second)}, 0},
		"hardly any":          {ask.Waiting{First: time.Second, Due: in(time.Second), Sure: true}, 0},
		"over":                {ask.Waiting{First: 6 * time.Second, Due: in(-time.Second), Sure: true}, 0},
	} {
		if got := waitOf(c.w); got.Seconds != c.want {
			t.Errorf("%s: %d s, want %d", name, got.Seconds, c.want)
		}
	}
}
