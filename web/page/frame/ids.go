package frame

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/id"
)

// PathID reads the identifier in the route.
func PathID[T ~[16]byte](r *http.Request) (T, error) { return id.Parse[T](chi.URLParam(r, "id")) }

// OptionalID reads an identifier of a form or query; empty is the zero one.
func OptionalID[T ~[16]byte](s string) (T, error) {
	if s = strings.TrimSpace(s); s == "" {
		var zero T
		return zero, nil
	}
	return id.Parse[T](s)
}

// LocalPath is an address on this server to go on to, else other.
func LocalPath(s, other string) string {
	if strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, `/\`) && !strings.ContainsAny(s, "\r\n\t") {
		return s
	}
	return other
}
