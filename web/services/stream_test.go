package services_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/pgtest"
	"studyapp/web/services"
)

// A stream ends when the sign-in behind it does, and can tell that from a
// client that left.
func TestAStreamEndsWithItsSignIn(t *testing.T) {
	t.Parallel()
	pool, log := pgtest.New(t), slog.New(slog.DiscardHandler)
	s := services.Services{Pool: pool, Auth: auth.New(pool, auth.Options{}), Bus: bus.New(nil, log), Log: log}
	ann, err := s.Auth.Create(t.Context(), "ann@example.org", "correct horse battery", auth.RoleStudent)
	if err != nil {
		t.Fatal(err)
	}
	opened, ended := make(chan struct{}), make(chan bool)
	h := s.Authenticate(s.RequireUser(s.Stream(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		opened <- struct{}{}
		<-r.Context().Done()
		ended <- auth.SignedOut(r.Context())
	}))))
	for name, end := range map[string]func(leave func(), token auth.Token) error{
		"the token is revoked": func(_ func(), token auth.Token) error { return s.Auth.RevokeToken(t.Context(), ann.ID, token.ID) },
		"the token expires": func(_ func(), token auth.Token) error {
			_, err := pool.Exec(t.Context(), `update api_tokens set expires_at = now() where id = $1`, token.ID)
			return err
		},
		"the client leaves": func(leave func(), _ auth.Token) error { leave(); return nil },
	} {
		text, token, err := s.Auth.CreateToken(t.Context(), ann.ID, "laptop")
		if err != nil {
			t.Fatal(err)
		}
		ctx, leave := context.WithCancel(t.Context())
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/events", http.NoBody)
		r.Header.Set("Authorization", "Bearer "+text)
		go h.ServeHTTP(httptest.NewRecorder(), r)
		<-opened
		if err := end(leave, token); err != nil {
			t.Fatal(err)
		}
		if signedOut := <-ended; signedOut == (name == "the client leaves") {
			t.Errorf("%s: signed out is %t", name, signedOut)
		}
		leave()
	}
}
