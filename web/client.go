package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"

	"github.com/go-chi/chi/v5/middleware"

	"studyapp/internal/platform/auth"
)

// clientAddress finds the address that a request comes from, for limits and the
// log. X-Forwarded-For is believed of trusted proxies alone, from its end up to
// the first address that is no trusted proxy's. Where it is missing or unreadable
// the address is that of the last hop that is known: the limits hold all the
// same, only for everyone behind that proxy together.
func clientAddress(trusted []netip.Prefix) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx := auth.WithAddress(r.Context(), addressOf(r, trusted))
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

// addressOf is empty where the connection has none (a Unix socket).
func addressOf(r *http.Request, trusted []netip.Prefix) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	hop, err := netip.ParseAddr(host)
	if err != nil {
		return ""
	}
	hop = hop.Unmap().WithZone("")
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && within(hop, trusted); i-- {
		before, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		hop = before.Unmap().WithZone("")
	}
	return hop.String()
}

func within(a netip.Addr, networks []netip.Prefix) bool {
	for _, n := range networks {
		if n.Contains(a) {
			return true
		}
	}
	return false
}

// A request id that a proxy gave is kept, so that its log and ours agree, where
// it has the form of one: it goes into the log, the answer and the page.
var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// requestID names each request.
func requestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.Header.Get(middleware.RequestIDHeader)
		if !requestIDForm.MatchString(name) {
			var random [12]byte
			_, _ = rand.Read(random[:]) // never fails since Go 1.24
			name = hex.EncodeToString(random[:])
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), middleware.RequestIDKey, name)))
	})
}
