package sidejobs

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func TestWarmingIsWorked(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]string{"over the Unix socket of Redis": pgtest.Redis(t), "without Redis": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			warmed := make(chan id.User, 9)
			r, err := New(url, slog.New(slog.DiscardHandler), Handlers{
				Warm:  func(_ context.Context, owner id.User) error { warmed <- owner; return nil },
				Sweep: func(context.Context) error { return nil },
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := r.Start(); err != nil {
				t.Fatal(err)
			}
			defer r.Stop()
			owner := id.New[id.User]()
			r.Warm(t.Context(), owner)
			select {
			case got := <-warmed:
				if got != owner {
					t.Errorf("warmed %v", got)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("nothing was warmed")
			}
		})
	}
}

func TestAnAbsentRedisFailsNobody(t *testing.T) {
	t.Parallel()
	r, err := New("unix:///nowhere/redis.sock", slog.New(slog.DiscardHandler), Handlers{})
	if err != nil {
		t.Fatal(err)
	}
	r.Warm(t.Context(), id.New[id.User]()) // only logs
}
