package main

import (
	"context"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// A request asks Redis a dozen times, and each is only to save work: where
// Redis is away, a request must not wait for it a dozen times.
const (
	redisDial = time.Second     // a connection; a socket that is there takes a millisecond
	redisWait = time.Second     // an answer
	redisRest = 2 * time.Second // after a connection failed none is tried
)

// openRedis returns a client that gives up early and, while Redis is away, at
// once. The connection is made with the first command.
func openRedis(url string, now func() time.Time) (*redis.Client, error) {
	o, err := redis.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("the Redis URL: %w", err)
	}
	o.DialTimeout, o.DialerRetries = redisDial, 1
	o.ReadTimeout, o.WriteTimeout = redisWait, redisWait
	o.MaxRetries = 1
	c := redis.NewClient(o)
	c.AddHook(&resting{now: now})
	return c, nil
}

// resting is a hook that lets no connection be tried for a moment after one
// failed; who asks meanwhile gets the same error.
type resting struct {
	now func() time.Time

	mu    sync.Mutex
	until time.Time
	err   error
}

// pausing is the error of a connection that failed a moment ago, nil when one
// may be tried.
func (r *resting) pausing() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now().Before(r.until) {
		return r.err
	}
	return nil
}

func (r *resting) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		if err := r.pausing(); err != nil {
			return nil, err
		}
		conn, err := next(ctx, network, addr)
		if err != nil && ctx.Err() == nil {
			r.mu.Lock()
			r.until, r.err = r.now().Add(redisRest), err
			r.mu.Unlock()
		}
		return conn, err
	}
}

// ProcessHook stands before the client's own tries and their waits.
func (r *resting) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, c redis.Cmder) error {
		if err := r.pausing(); err != nil {
			c.SetErr(err)
			return err
		}
		return next(ctx, c)
	}
}

func (r *resting) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, all []redis.Cmder) error {
		if err := r.pausing(); err != nil {
			for _, c := range all {
				c.SetErr(err)
			}
			return err
		}
		return next(ctx, all)
	}
}
