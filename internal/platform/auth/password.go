package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"studyapp/internal/platform/errs"
)

// minPassword is counted in characters, maxPassword in bytes.
const (
	minPassword = 12
	maxPassword = 1024
)

// cost is argon2id's: OWASP's smallest recommended set. Two at once take
// 38 MiB and about 30 ms each on a small server.
var cost = argonCost{memoryKiB: 19 * 1024, passes: 2, lanes: 1}

type argonCost struct {
	memoryKiB uint32
	passes    uint32
	lanes     uint8
}

// At most hashSlots passwords are hashed at once and hashQueue more may wait,
// so that a flood of sign-ins costs neither the memory nor the cores.
const (
	hashSlots = 2
	hashQueue = 32
)

// hasher limits how many argon2 computations run at once.
type hasher struct {
	slots chan struct{}
	queue chan struct{}
	dummy string // a hash that no password has, to make unknown e-mails cost the same
}

func newHasher() *hasher {
	h := &hasher{slots: make(chan struct{}, hashSlots), queue: make(chan struct{}, hashQueue+hashSlots)}
	h.dummy = encode(cost, make([]byte, 16), make([]byte, 32))
	return h
}

func (h *hasher) turn(ctx context.Context) (done func(), err error) {
	select {
	case h.queue <- struct{}{}:
	default:
		return nil, errs.New(errs.Limited, "Too many people are signing in at this moment. Try again in a few seconds.")
	}
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots; <-h.queue }, nil
	case <-ctx.Done():
		<-h.queue
		return nil, ctx.Err()
	}
}

// hash returns the password's argon2id hash in PHC string format.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails since Go 1.24
	return encode(cost, salt, derive(cost, password, salt, 32)), nil
}

// verify reports whether the password is the one of the PHC string.
func (h *hasher) verify(ctx context.Context, phc, password string) (bool, error) {
	c, salt, want, err := decode(phc)
	if err != nil {
		return false, err
	}
	done, err := h.turn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	got := derive(c, password, salt, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

func derive(c argonCost, password string, salt []byte, length uint32) []byte {
	return argon2.IDKey([]byte(password), salt, c.passes, c.memoryKiB, c.lanes, length)
}

func encode(c argonCost, salt, sum []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memoryKiB, c.passes, c.lanes, b64(salt), b64(sum))
}

func decode(phc string) (c argonCost, salt, sum []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return c, nil, nil, errors.New("auth: not an argon2id hash")
	}
	var version int
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return c, nil, nil, fmt.Errorf("auth: argon2 version %q", parts[2])
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memoryKiB, &c.passes, &c.lanes); err != nil || c.passes == 0 || c.lanes == 0 {
		return c, nil, nil, fmt.Errorf("auth: argon2 parameters %q", parts[3])
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return c, nil, nil, fmt.Errorf("auth: salt: %w", err)
	}
	if sum, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(sum) == 0 {
		return c, nil, nil, errors.New("auth: hash without its sum")
	}
	return c, salt, sum, nil
}

// checkPassword is the one rule: long enough. Length beats classes of
// characters (NIST SP 800-63B).
func checkPassword(password string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n < minPassword:
		return errs.Newf(errs.Invalid, "%d %s. Use %d or more.", n, plural(n, "character"), minPassword).At("password")
	case len(password) > maxPassword:
		return errs.Newf(errs.Invalid, "The password is too long. Use at most %d characters.", maxPassword/4).At("password")
	}
	return nil
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
