package bus

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/id"
)

// channel is the Redis channel of all nodes; a message is an owner's id.
const channel = "studyapp:wake"

// Without Redis another process may change what a subscriber watches: look
// every second. With Redis the tick only covers a lost message.
const (
	tickAlone     = time.Second
	tickWithRedis = 5 * time.Second
)

// Bus passes wake-ups between the goroutines of this process and, when there
// is a Redis, between processes.
type Bus struct {
	redis *redis.Client
	log   *slog.Logger

	mu   sync.Mutex
	subs map[id.User]map[chan struct{}]struct{}
}

// New returns a bus. The client may be nil: then it works within the process.
func New(client *redis.Client, log *slog.Logger) *Bus {
	return &Bus{redis: client, log: log, subs: map[id.User]map[chan struct{}]struct{}{}}
}

// Run hears the other processes until the context ends. It returns at once
// without Redis.
func (b *Bus) Run(ctx context.Context) {
	if b.redis == nil {
		return
	}
	sub := b.redis.Subscribe(ctx, channel)
	defer func() { _ = sub.Close() }()
	messages := sub.Channel() // go-redis reconnects by itself
	for {
		select {
		case <-ctx.Done():
			return
		case m, ok := <-messages:
			if !ok {
				return
			}
			owner, err := id.Parse[id.User](m.Payload)
			if err != nil {
				b.log.Warn("bus: a wake-up that names no owner", "payload", m.Payload)
				continue
			}
			b.wakeHere(owner)
		}
	}
}

// Wake tells whoever watches the owner that something changed. Call it after
// the commit. It never fails the caller: what Redis does not deliver, the
// subscribers' tick finds.
func (b *Bus) Wake(ctx context.Context, owner id.User) {
	b.wakeHere(owner)
	if b.redis == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := b.redis.Publish(ctx, channel, owner.String()).Err(); err != nil {
		b.log.Warn("bus: Redis did not take a wake-up; readers will find it by themselves", "error", err)
	}
}

func (b *Bus) wakeHere(owner id.User) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, key := range [2]id.User{owner, {}} {
		for c := range b.subs[key] {
			select {
			case c <- struct{}{}:
			default: // a wake-up is already waiting there
			}
		}
	}
}

// Subscribe returns a channel that receives after changes of the owner, or of
// anyone with the zero owner. Wake-ups that come while one waits are one. It
// also ticks now and then (each second without Redis), so a reader must look
// whether anything changed. The channel is closed when the context ends.
func (b *Bus) Subscribe(ctx context.Context, owner id.User) <-chan struct{} {
	in := make(chan struct{}, 1)
	b.mu.Lock()
	if b.subs[owner] == nil {
		b.subs[owner] = map[chan struct{}]struct{}{}
	}
	b.subs[owner][in] = struct{}{}
	b.mu.Unlock()

	every := tickAlone
	if b.redis != nil {
		every = tickWithRedis
	}
	out := make(chan struct{})
	go func() {
		defer close(out)
		defer b.unsubscribe(owner, in)
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-in:
			case <-tick.C:
			}
			select {
			case out <- struct{}{}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func (b *Bus) unsubscribe(owner id.User, c chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.subs[owner], c)
	if len(b.subs[owner]) == 0 {
		delete(b.subs, owner)
	}
}
