package jobs

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/id"
)

// OwnerOf says whose a job with these arguments is, or the zero id of one that
// is nobody's, as when what it was about is gone.
type OwnerOf func(ctx context.Context, args []byte) (id.User, error)

// Owners tells whose the jobs of some kinds are. The module that inserts a kind
// knows; jobs of other kinds are nobody's. Call it before Start.
func (c *Client) Owners(kinds map[string]OwnerOf) { maps.Copy(c.owners, kinds) }

// heldFor is how long a held job waits before Held is asked again.
const heldFor = time.Minute

// holder puts off the jobs of owners that Held names. Waiting is no attempt.
type holder struct {
	river.MiddlewareDefaults
	client *Client
}

func (h *holder) Work(ctx context.Context, job *rivertype.JobRow, inner func(context.Context) error) error {
	held, err := h.client.IsHeld(ctx, job.Kind, job.EncodedArgs)
	if err != nil {
		return fmt.Errorf("jobs: asking whether %d is held: %w", job.ID, err)
	}
	if held {
		return river.JobSnooze(heldFor)
	}
	return inner(ctx)
}

// IsHeld says whether a job is not to be begun now.
func (c *Client) IsHeld(ctx context.Context, kind string, args []byte) (bool, error) {
	ownerOf := c.owners[kind]
	if ownerOf == nil {
		return false, nil
	}
	owner, err := ownerOf(ctx, args)
	if err != nil || owner.IsZero() {
		return false, err
	}
	return c.options.Held(ctx, owner)
}
