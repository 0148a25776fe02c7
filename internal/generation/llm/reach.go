package llm

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"studyapp/internal/platform/errs"
)

// Reach asks the endpoint for its models, which costs nothing. It returns
// errs.Unavailable when nothing that speaks HTTP answers there or the server is
// unwell, errs.Unauthenticated when it refuses the key. A server without such a
// list answers 404, and is there.
func (p *OpenAI) Reach(ctx context.Context) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+"/models", http.NoBody)
	if err != nil {
		return errs.Wrap(errs.Invalid, err, "The address of the model's server cannot be used.")
	}
	r.Header.Set("Authorization", "Bearer "+p.key)
	w, err := p.http.Do(r)
	if err != nil {
		return errs.Wrap(errs.Unavailable, err, "The model's server does not answer.")
	}
	defer func() { _ = w.Body.Close() }()
	_, _ = io.CopyN(io.Discard, w.Body, 1<<20) // so that the connection can be used again
	switch {
	case w.StatusCode == http.StatusUnauthorized || w.StatusCode == http.StatusForbidden:
		return errs.New(errs.Unauthenticated, "The model's server refuses the key.")
	case w.StatusCode >= http.StatusInternalServerError:
		return errs.Wrap(errs.Unavailable, fmt.Errorf("status %s", w.Status), "The model's server is unwell.")
	}
	return nil
}
