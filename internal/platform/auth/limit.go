package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/go-chi/httprate"
	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/errs"
)

// Failed tries in limitWindow: of passwords for one e-mail from one network, for
// one e-mail from everywhere, and from one network; of set-up codes from one
// network and from all together. A right one takes its try back. Whoever guesses
// from one network ends the tries of that network: the owner signs in from theirs.
const (
	triesByEmail         = 10
	triesByEmailTogether = 100
	triesByAddress       = 30
	triesOfSetUp         = 10
	triesOfSetUpTogether = 100
	limitWindow          = 5 * time.Minute
)

// limit is how many tries of each key pass in a sliding window.
type limit struct {
	limiter *httprate.RateLimiter
	most    int
}

// limits are those of the service.
type limits struct {
	email, emailTogether        limit
	address                     limit
	setUpAddress, setUpTogether limit
	now                         func() time.Time
}

func newLimits(client *redis.Client, now func() time.Time) *limits {
	of := func(most int, prefix string) limit {
		// A counter that is given is counted in windows of the wall clock, as
		// try does; httprate's own default begins its windows at the start.
		var c httprate.LimitCounter = httprate.NewLocalLimitCounter(limitWindow)
		if client != nil {
			c = newCounter(client, prefix)
		}
		return limit{httprate.NewRateLimiter(most, limitWindow, httprate.WithLimitCounter(c)), most}
	}
	return &limits{
		email: of(triesByEmail, "signin:email:"), emailTogether: of(triesByEmailTogether, "signin:email:all:"), address: of(triesByAddress, "signin:address:"),
		setUpAddress: of(triesOfSetUp, "setup:address:"), setUpTogether: of(triesOfSetUpTogether, "setup:all:"), now: now,
	}
}

type (
	addressKey struct{}
)

// WithAddress returns a context that says which network address the request
// comes from, for the limits on guesses and the record of sign-ins.
func WithAddress(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, addressKey{}, address)
}

// Address is where the request comes from; empty where that is not known, as of
// a Unix socket.
func Address(ctx context.Context) string {
	address, _ := ctx.Value(addressKey{}).(string)
	return address
}

// network is the part of the address that one person has alone: of IPv6 a /64.
func network(ctx context.Context) string { return httprate.CanonicalizeIP(Address(ctx)) }

// counted is a limit and whose tries count in it.
type counted struct {
	limit
	key string
}

// try counts a try of a password. It returns errs.Limited when there were too
// many, else what takes this one back.
func (l *limits) try(ctx context.Context, email string) (forgive func(), err error) {
	sum := sha256.Sum256([]byte(email)) // e-mails do not belong in Redis
	key := hex.EncodeToString(sum[:16])
	return l.count(byAddress(ctx, l.address, counted{l.email, key + "@" + network(ctx)}, counted{l.emailTogether, key}))
}

// trySetUp is try for a set-up code.
func (l *limits) trySetUp(ctx context.Context) (forgive func(), err error) {
	return l.count(byAddress(ctx, l.setUpAddress, counted{l.setUpTogether, "all"}))
}

// byAddress adds the limit on the request's address, if it has one: what comes
// by a Unix socket has none.
func byAddress(ctx context.Context, l limit, others ...counted) []counted {
	if n := network(ctx); n != "" {
		return append(others, counted{l, n})
	}
	return others
}

func (l *limits) count(all []counted) (forgive func(), err error) {
	window := l.now().UTC().Truncate(limitWindow)
	back := func() {
		if l.now().UTC().Truncate(limitWindow) != window {
			return // httprate's own counter would take the old window for a new one, and forget all counts
		}
		for _, c := range all {
			_ = c.limiter.Counter().IncrementBy(c.key, window, -1) // at worst one try less is left
		}
	}
	// Counted first: of many that come at once, none may pass on a count that
	// the others have not reached yet.
	for _, c := range all {
		if err := c.limiter.Counter().IncrementBy(c.key, window, 1); err != nil {
			return nil, fmt.Errorf("auth: counting tries: %w", err)
		}
	}
	for _, c := range all {
		_, rate, err := c.limiter.Status(c.key)
		if err != nil {
			return nil, fmt.Errorf("auth: counting tries: %w", err)
		}
		if rate > float64(c.most) {
			back()
			minutes := int(limitWindow / time.Minute)
			return nil, errs.Newf(errs.Limited, "Too many tries. Wait %d minutes.", minutes).With("retry_after_s", strconv.Itoa(int(limitWindow/time.Second)))
		}
	}
	return back, nil
}

// counter keeps httprate's counts in Redis and falls back to this process
// while Redis is away. (httprate-redis v0.5.0 dials host:port only and ignores
// a client it is given, so it cannot reach a Unix socket.)
type counter struct {
	client *redis.Client
	prefix string
	length time.Duration
	local  httprate.LimitCounter
}

func newCounter(client *redis.Client, prefix string) *counter {
	return &counter{client: client, prefix: "studyapp:" + prefix, length: limitWindow, local: httprate.NewLocalLimitCounter(limitWindow)}
}

func (c *counter) Config(limit int, length time.Duration) {
	c.length = length
	c.local.Config(limit, length)
}

func (c *counter) Increment(key string, window time.Time) error { return c.IncrementBy(key, window, 1) }

// counterWait bounds what Redis may cost a sign-in.
const counterWait = 500 * time.Millisecond

func (c *counter) IncrementBy(key string, window time.Time, amount int) error {
	ctx, cancel := context.WithTimeout(context.Background(), counterWait) // httprate hands no context down
	defer cancel()
	pipe := c.client.TxPipeline()
	pipe.IncrBy(ctx, c.key(key, window), int64(amount))
	pipe.Expire(ctx, c.key(key, window), 3*c.length)
	_, _ = pipe.Exec(ctx)
	return c.local.IncrementBy(key, window, amount)
}

func (c *counter) Get(key string, current, previous time.Time) (int, int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), counterWait)
	defer cancel()
	values, err := c.client.MGet(ctx, c.key(key, current), c.key(key, previous)).Result()
	if err != nil && !errors.Is(err, redis.Nil) {
		return c.local.Get(key, current, previous)
	}
	var n [2]int
	for i, v := range values {
		if text, ok := v.(string); ok {
			n[i], _ = strconv.Atoi(text)
		}
	}
	return n[0], n[1], nil
}

func (c *counter) key(key string, window time.Time) string {
	return c.prefix + key + ":" + strconv.FormatInt(window.Unix(), 10)
}
