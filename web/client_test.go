package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5/middleware"

	"studyapp/internal/platform/auth"
)

// Wherever a request comes by the network it has an address: without one no
// limit on guesses would hold.
func TestARequestHasAnAddress(t *testing.T) {
	t.Parallel()
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct {
		name, remote string
		trusted      []netip.Prefix
		forwarded    []string
		want         string
	}{
		{"by itself", "192.0.2.7:4000", nil, nil, "192.0.2.7"},
		{"what it says of itself", "192.0.2.7:4000", nil, []string{"198.51.100.1"}, "192.0.2.7"},
		{"past the proxy", "192.0.2.7:4000", proxies, []string{"198.51.100.1"}, "192.0.2.7"},
		{"by the proxy", "10.0.0.2:4000", proxies, []string{"198.51.100.1"}, "198.51.100.1"},
		{"by two of them", "10.0.0.2:4000", proxies, []string{"198.51.100.1, 10.0.0.9"}, "198.51.100.1"},
		{"by two with a line each", "10.0.0.2:4000", proxies, []string{"198.51.100.1", "10.0.0.9"}, "198.51.100.1"},
		{"with an invented one before", "10.0.0.2:4000", proxies, []string{"203.0.113.5, 198.51.100.1"}, "198.51.100.1"},
		{"by a proxy without the header", "10.0.0.2:4000", proxies, nil, "10.0.0.2"},
		{"by a proxy with an empty one", "10.0.0.2:4000", proxies, []string{""}, "10.0.0.2"},
		{"by a proxy that passes on rubbish", "10.0.0.2:4000", proxies, []string{"198.51.100.1, rubbish"}, "10.0.0.2"},
		{"from the proxy's own machine", "10.0.0.2:4000", proxies, []string{"10.0.0.3"}, "10.0.0.3"},
		{"IPv4 written as IPv6", "[::ffff:10.0.0.2]:4000", proxies, []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
		{"IPv6", "[fd00::1%eth0]:4000", proxies, []string{"2001:db8::1"}, "2001:db8::1"},
		{"a Unix socket has none", "@", nil, nil, ""},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.RemoteAddr = c.remote
		r.Header["X-Forwarded-For"] = c.forwarded
		var got string
		clientAddress(c.trusted)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = auth.Address(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestARequestIDHasItsForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sent string
		kept bool
	}{
		{"0192f0c1-2222-7333-8444-555566667777", true},
		{"a0b1c2d3e4f5", true},
		{"", false}, {"short", false}, {strings.Repeat("x", 65), false},
		{"<script>alert(1)</script>", false}, {"one two three", false}, {"level=error msg=x", false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.Header.Set(middleware.RequestIDHeader, c.sent)
		var got string
		requestID(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = middleware.GetReqID(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
		if (got == c.sent) != c.kept || !requestIDForm.MatchString(got) {
			t.Errorf("of %q is kept %q", c.sent, got)
		}
	}
}
