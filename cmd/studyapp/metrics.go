package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"
)

// metricsListener is the Unix socket that serves /metrics, if there is to be
// one. Who may read them is said by the file's permissions, so that nothing has
// to be guessed from where a request seems to come.
type metricsListener struct{ net.Listener }

// listenForMetrics listens on the socket, taking the place of one that a killed
// process left. Without a path it listens on nothing.
func listenForMetrics(ctx context.Context, path string) (*metricsListener, error) {
	if path == "" {
		return &metricsListener{}, nil
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "unix", path)
	if errors.Is(err, syscall.EADDRINUSE) && nobodyListens(ctx, path) {
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("taking the socket that a process before left: %w", err)
		}
		l, err = config.Listen(ctx, "unix", path)
	}
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", path, err)
	}
	if err := os.Chmod(path, 0o660); err != nil {
		_ = l.Close()
		return nil, fmt.Errorf("keeping the metrics for their user and group: %w", err)
	}
	return &metricsListener{l}, nil
}

// nobodyListens reports whether the path is a socket without a process behind it.
func nobodyListens(ctx context.Context, path string) bool {
	if i, err := os.Lstat(path); err != nil || i.Mode().Type() != os.ModeSocket {
		return false // a file refuses connections too
	}
	c, err := (&net.Dialer{}).DialContext(ctx, "unix", path)
	if err == nil {
		_ = c.Close()
	}
	return errors.Is(err, syscall.ECONNREFUSED)
}

// Close ends the listening and removes the socket.
func (l *metricsListener) Close() {
	if l.Listener != nil {
		_ = l.Listener.Close()
	}
}

// serve answers until the context ends.
func (l *metricsListener) serve(ctx context.Context, h http.Handler) error {
	if l.Listener == nil {
		return nil
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	if err := server.Serve(l.Listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving metrics: %w", err)
	}
	return nil
}
