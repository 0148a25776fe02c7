package services

import (
	"context"
	"errors"
	"net/http"
	"time"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/bounds"
)

// Stream mounts a route whose answer has no end of its own (bounds.Stream). It
// ends with the sign-in that asked for it: when its session or token is ended
// or expires, or the account is suspended, the request's context ends, and
// auth.SignedOut tells that from a client that left. Each stream goes through
// it; none has to look by itself.
func (s Services) Stream(next http.Handler) http.Handler {
	return bounds.Stream(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, end := context.WithCancelCause(r.Context())
		defer end(nil)
		go s.watchSignIn(ctx, s.Bus.Subscribe(ctx, auth.User(ctx).ID), end)
		next.ServeHTTP(w, r.WithContext(ctx))
	}))
}

// lookPause bounds how often one stream's sign-in is looked up: a document of
// many pages wakes its owner with each.
const lookPause = 200 * time.Millisecond

// watchSignIn looks again at each wake-up, which also come by themselves every
// few seconds, and ends the context once nobody is signed in by it.
func (s Services) watchSignIn(ctx context.Context, wakes <-chan struct{}, end context.CancelCauseFunc) {
	for range wakes {
		err := s.Auth.StillSignedIn(ctx)
		if errors.Is(err, errs.Unauthenticated) {
			end(err)
			return
		}
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "whether a stream is still signed in was not found out", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookPause):
		}
	}
}
