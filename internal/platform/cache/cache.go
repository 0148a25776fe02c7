package cache

import (
	"container/list"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// localMost is how long a value may be served from this process when there is
// a Redis, where another node may have dropped it.
const localMost = 2 * time.Second

// Cache is a least-recently-used map with an optional Redis behind it. Its
// methods may be called from many goroutines.
type Cache struct {
	redis *redis.Client
	log   *slog.Logger
	now   func() time.Time

	mu    sync.Mutex
	size  int // entries
	order *list.List
	byKey map[string]*list.Element
}

type entry struct {
	key   string
	value []byte
	until time.Time
}

// New returns a cache of at most size entries in this process. The client may
// be nil; a nil now is time.Now.
func New(client *redis.Client, log *slog.Logger, size int, now func() time.Time) *Cache {
	if now == nil {
		now = time.Now
	}
	return &Cache{redis: client, log: log, now: now, size: size, order: list.New(), byKey: map[string]*list.Element{}}
}

// prefix keeps the cache's keys apart in Redis.
const prefix = "studyapp:cache:"

// Get returns the value, if it is still there. The caller must not change it.
func (c *Cache) Get(ctx context.Context, key string) ([]byte, bool) {
	if v, ok := c.local(key); ok {
		return v, true
	}
	if c.redis == nil {
		return nil, false
	}
	v, err := c.redis.Get(ctx, prefix+key).Bytes()
	if err != nil {
		if !errors.Is(err, redis.Nil) && ctx.Err() == nil {
			c.log.Warn("the cache cannot read from Redis", "error", err)
		}
		return nil, false
	}
	c.keep(key, v, localMost)
	return v, true
}

// Set keeps the value for up to ttl.
func (c *Cache) Set(ctx context.Context, key string, value []byte, ttl time.Duration) {
	if c.redis == nil {
		c.keep(key, value, ttl)
		return
	}
	c.keep(key, value, min(ttl, localMost))
	if err := c.redis.Set(ctx, prefix+key, value, ttl).Err(); err != nil && ctx.Err() == nil {
		c.log.Warn("the cache cannot write to Redis", "error", err)
	}
}

// Delete drops the value here and in Redis; other nodes may serve theirs for
// two more seconds.
func (c *Cache) Delete(ctx context.Context, key string) {
	c.mu.Lock()
	c.drop(c.byKey[key])
	c.mu.Unlock()
	if c.redis == nil {
		return
	}
	if err := c.redis.Del(ctx, prefix+key).Err(); err != nil && ctx.Err() == nil {
		c.log.Warn("the cache cannot delete from Redis", "error", err)
	}
}

func (c *Cache) local(key string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	e := el.Value.(*entry)
	if !c.now().Before(e.until) {
		c.drop(el)
		return nil, false
	}
	c.order.MoveToFront(el)
	return e.value, true
}

func (c *Cache) keep(key string, value []byte, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(c.byKey[key])
	c.byKey[key] = c.order.PushFront(&entry{key: key, value: value, until: c.now().Add(ttl)})
	for c.order.Len() > c.size {
		c.drop(c.order.Back())
	}
}

func (c *Cache) drop(el *list.Element) {
	if el == nil {
		return
	}
	c.order.Remove(el)
	delete(c.byKey, el.Value.(*entry).key)
}
