package cache

import (
	"log/slog"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/pgtest"
)

var quiet = slog.New(slog.DiscardHandler)

func TestAloneItForgetsByTimeAndBySize(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	c := New(nil, quiet, 2, func() time.Time { return now })
	set := func(k string) { c.Set(t.Context(), k, []byte(k), time.Minute) }
	has := func(k string) bool { v, ok := c.Get(t.Context(), k); return ok && string(v) == k }
	set("a")
	set("b")
	if !has("a") {
		t.Fatal("a is lost")
	}
	set("c") // b was used least recently
	if !has("a") || has("b") || !has("c") {
		t.Errorf("a %v, b %v, c %v", has("a"), has("b"), has("c"))
	}
	c.Delete(t.Context(), "a")
	now = now.Add(time.Minute)
	if has("a") || has("c") {
		t.Error("a was deleted and c is too old, but they are served")
	}
}

func TestNodesShareThroughRedis(t *testing.T) {
	t.Parallel()
	o, err := redis.ParseURL(pgtest.Redis(t))
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(o)
	t.Cleanup(func() { _ = client.Close() })
	now := time.Unix(0, 0)
	here, there := New(client, quiet, 9, func() time.Time { return now }), New(client, quiet, 9, func() time.Time { return now })
	here.Set(t.Context(), "k", []byte("v"), time.Hour)
	if v, ok := there.Get(t.Context(), "k"); !ok || string(v) != "v" {
		t.Fatalf("the other node reads %q, %v", v, ok)
	}
	here.Delete(t.Context(), "k")
	now = now.Add(localMost)
	if _, ok := there.Get(t.Context(), "k"); ok {
		t.Error("the other node serves what was deleted two seconds ago")
	}
}
