package main

import (
	"context"
	"net"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/pgtest"
)

// dials counts the connections that are really tried.
type dials struct{ n atomic.Int64 }

func (d *dials) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		d.n.Add(1)
		return next(ctx, network, addr)
	}
}

func (d *dials) ProcessHook(next redis.ProcessHook) redis.ProcessHook { return next }

func (d *dials) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

// What a request asks of a Redis that is away costs one connection that fails,
// not one for each command and each of its tries.
func TestARedisThatIsAwayIsTriedOnceInAWhile(t *testing.T) {
	t.Parallel()
	now := time.Now()
	c, err := openRedis("unix://"+filepath.Join(t.TempDir(), "no.sock"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	tried := &dials{}
	c.AddHook(tried) // behind the rest
	for range 20 {
		if err := c.Get(t.Context(), "key").Err(); err == nil {
			t.Fatal("a Redis that is away answers")
		}
	}
	if n := tried.n.Load(); n != 1 {
		t.Errorf("20 commands tried %d connections", n)
	}
	now = now.Add(redisRest)
	_ = c.Get(t.Context(), "key").Err()
	if n := tried.n.Load(); n != 2 {
		t.Errorf("after the rest %d connections were tried", n)
	}
}

func TestARedisThatIsThereAnswers(t *testing.T) {
	t.Parallel()
	c, err := openRedis(pgtest.Redis(t), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Ping(t.Context()).Err(); err != nil {
		t.Error(err)
	}
	if _, err := openRedis("http://127.0.0.1", time.Now); err == nil {
		t.Error("a URL of something else is taken")
	}
}
