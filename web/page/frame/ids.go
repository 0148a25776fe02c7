package frame

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

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

// LocalPath is an address on this server to go on to, else other. It takes only
// what no browser and no proxy can read as another server: a path that is clean
// as it stands (http.Redirect cleans it, and "/./\evil" would become "/\evil",
// which browsers take for "//evil"), with neither backslashes nor what browsers
// leave out of an address, such as a tab.
func LocalPath(s, other string) string {
	if strings.ContainsFunc(s, func(c rune) bool { return c <= ' ' || c == '\\' || c == 0x7f || c == utf8.RuneError }) {
		return other
	}
	p, _, _ := strings.Cut(s, "#")
	p, _, _ = strings.Cut(p, "?")
	if !strings.HasPrefix(p, "/") || path.Clean(p) != strings.TrimSuffix(p, "/") && p != "/" {
		return other
	}
	if u, err := url.Parse(s); err != nil || u.Scheme != "" || u.Host != "" || u.User != nil {
		return other
	}
	return s
}
