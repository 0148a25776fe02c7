package bus

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

var quiet = slog.New(slog.DiscardHandler)

func TestWakesTheOwnersSubscribersAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		b := New(nil, quiet)
		ann, ben := id.New[id.User](), id.New[id.User]()
		anns, bens, all := b.Subscribe(ctx, ann), b.Subscribe(ctx, ben), b.Subscribe(ctx, id.User{})
		begun := time.Now()
		b.Wake(ctx, ann)
		b.Wake(ctx, ann) // the second is one with the first
		<-anns
		<-all
		synctest.Wait()
		if time.Since(begun) != 0 {
			t.Error("the wake-up came by the tick")
		}
		select {
		case <-bens:
			t.Error("ben was woken for ann")
		default:
		}
		<-bens // by the tick
		if got := time.Since(begun); got != tickAlone {
			t.Errorf("the tick came after %v", got)
		}
		cancel()
		for range anns { // closed with the context, after what waited
		}
		synctest.Wait()
		b.mu.Lock()
		defer b.mu.Unlock()
		if len(b.subs) > 2 {
			t.Errorf("%d owners are still watched", len(b.subs))
		}
	})
}

func TestWakesOtherProcessesThroughRedis(t *testing.T) {
	t.Parallel()
	open := func() *Bus {
		o, err := redis.ParseURL(pgtest.Redis(t))
		if err != nil {
			t.Fatal(err)
		}
		c := redis.NewClient(o)
		t.Cleanup(func() { _ = c.Close() })
		return New(c, quiet)
	}
	here, there := open(), open()
	owner := id.New[id.User]()
	woken := there.Subscribe(t.Context(), owner)
	go there.Run(t.Context())
	for n, _ := here.redis.PubSubNumSub(t.Context(), channel).Result(); n[channel] == 0; n, _ = here.redis.PubSubNumSub(t.Context(), channel).Result() {
		if t.Context().Err() != nil {
			t.Fatal("nobody listens")
		}
	}
	begun := time.Now()
	here.Wake(t.Context(), owner)
	<-woken
	if took := time.Since(begun); took >= tickWithRedis {
		t.Errorf("the wake-up took %v: it was the tick", took)
	}
}
