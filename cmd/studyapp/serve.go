package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"studyapp/internal/platform/config"
	"studyapp/web"
	"studyapp/web/services"
)

type serveCommand struct {
	dataFlag
	Addr string `help:"Address to listen on (STUDYAPP_ADDR)." placeholder:"HOST:PORT"`
	Role string `help:"all, web or worker (STUDYAPP_ROLE)." placeholder:"ROLE"`
}

// drainWait is how long requests and jobs get to end after a signal.
const (
	drainWait  = 10 * time.Second
	streamWait = 3 * time.Second
)

// Run serves until a signal, then stops in order: no new requests, the running
// ones end, jobs end or go back to the queue, indexes are written, the private
// servers stop.
func (s *serveCommand) Run(p *process) error {
	c, err := p.config("STUDYAPP_DATA", s.Data, "STUDYAPP_ADDR", s.Addr, "STUDYAPP_ROLE", s.Role)
	if err != nil {
		return usageError{err}
	}
	log := p.log(c)

	listener, err := (&net.ListenConfig{}).Listen(p.ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w", c.Addr, err)
	}
	defer func() { _ = listener.Close() }()
	metrics, err := listenForMetrics(p.ctx, c.MetricsSocket)
	if err != nil {
		return err
	}
	defer metrics.Close()

	servers, err := openServers(p.ctx, c, log, alone)
	if err != nil {
		return err
	}
	defer servers.Close()

	a, err := newApp(c, servers, log, true)
	if err != nil {
		return err
	}
	defer a.Close()
	s.announce(p, c, a, listener.Addr())
	return s.serve(p.ctx, a, listener, metrics, log)
}

// announce prints where the server is and, while there is no account, the link
// that makes the first one: the code in it shows that the visitor may.
func (s *serveCommand) announce(p *process, c config.Config, a *app, addr net.Addr) {
	address := c.BaseURL
	if address == "" {
		address = "http://" + browsable(addr.String())
	}
	fmt.Fprintf(p.stdout, "studyapp %s is at %s\n", versionText(), address)
	fmt.Fprintf(p.stdout, "Its data is in %s\n", a.servers.Dir)
	if first, err := a.services.Auth.First(p.ctx); err == nil && first && c.Role != config.RoleWorker {
		fmt.Fprintf(p.stdout, "Open this link to make the first account: %s%s?code=%s\n", address, services.PathSetUp, url.QueryEscape(a.services.SetupCode))
		if c.BaseURL == "" && onEveryInterface(addr.String()) {
			fmt.Fprintln(p.stdout, "From another machine: the same link, with the name and port by which that machine reaches this one.")
		}
	}
}

// browsable turns "every interface" into an address that a browser can open.
func browsable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if onEveryInterface(addr) {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

func onEveryInterface(addr string) bool {
	a, err := netip.ParseAddrPort(addr)
	return err == nil && a.Addr().IsUnspecified()
}

func (s *serveCommand) serve(ctx context.Context, a *app, listener net.Listener, metrics *metricsListener, log *slog.Logger) error {
	handler, err := web.Handler(a.services, a.mounts())
	if err != nil {
		return err
	}
	// Requests end when the server stops draining, not when the signal comes.
	base, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	server := &http.Server{
		Handler:           handler,
		BaseContext:       func(net.Listener) context.Context { return base },
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	if err := a.TakeBack(ctx); err != nil {
		return err
	}
	work, stop := errgroup.WithContext(ctx)
	work.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serving: %w", err)
		}
		return nil
	})
	work.Go(func() error { return metrics.serve(stop, web.MetricsHandler(a.services)) })
	if err := a.Start(); err != nil {
		_ = server.Close()
		return err
	}
	work.Go(func() error {
		<-stop.Done()
		log.Info("stopping")
		drain, cancel := context.WithTimeout(base, drainWait)
		defer cancel()
		a.drain.Store(true)
		time.AfterFunc(streamWait, abort) // streams have no end of their own
		err := server.Shutdown(drain)
		if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
			err = server.Close()
		}
		return err
	})
	return work.Wait()
}

// newSetupCode returns eight letters and digits that cannot be mistaken for
// each other.
func newSetupCode() string {
	const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails since Go 1.24
	var s strings.Builder
	for i, v := range b {
		if i == 4 {
			s.WriteByte('-')
		}
		s.WriteByte(alphabet[int(v)%len(alphabet)])
	}
	return s.String()
}
