package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Metrics are on the socket alone, where no token is set: a request that comes
// from this machine may be a stranger's, through a proxy. A server that was
// killed leaves its socket, and the next one takes its place.
func TestMetricsAreOnTheirSocketAlone(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "studyapp-metrics-") // t.TempDir may be too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := filepath.Join(dir, "metrics.sock")
	s := newServer(t, "STUDYAPP_METRICS_SOCKET="+socket)
	for _, life := range []string{"first", "after a kill"} {
		if status, body := get(t, http.DefaultClient, "http://"+s.addr+"/metrics"); status != http.StatusForbidden || strings.Contains(body, "go_goroutines") {
			t.Errorf("%s, by the network: %d", life, status)
		}
		client := bySocket(socket)
		if status, body := get(t, client, "http://studyapp/metrics"); status != http.StatusOK || !strings.Contains(body, "go_goroutines") {
			t.Errorf("%s, by the socket: %d %s", life, status, body)
		}
		if status, _ := get(t, client, "http://studyapp/healthz"); status != http.StatusNotFound {
			t.Errorf("%s, the socket serves something else: %d", life, status)
		}
		if i, err := os.Stat(socket); err != nil || i.Mode().Perm() != 0o660 {
			t.Errorf("%s, the socket: %v, %v", life, i, err)
		}
		if life == "first" {
			s.kill()
			s.start()
		}
	}
}

func TestOnlyASocketThatNobodyListensOnIsReplaced(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "studyapp-metrics-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	path := filepath.Join(dir, "busy.sock")
	busy, err := listenForMetrics(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := listenForMetrics(t.Context(), path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a socket that is served is taken: %v", err)
	}
	busy.Close()
	if _, err := os.Stat(path); err == nil {
		t.Error("a socket stays after its server")
	}
	file := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := listenForMetrics(t.Context(), file); err == nil {
		t.Error("a file is taken for a socket")
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "mine" {
		t.Errorf("the file is now %q, %v", b, err)
	}
}

func bySocket(path string) *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", path)
	}}}
}

func get(t *testing.T, c *http.Client, address string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Body.Close() }()
	b, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(b)
}
