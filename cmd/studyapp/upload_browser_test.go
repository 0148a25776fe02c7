package main

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// slowLine is a way to a server on which what is sent takes its time.
type slowLine struct {
	address string
	slow    atomic.Bool
}

// newSlowLine passes connections on to the address.
func newSlowLine(t *testing.T, to string) *slowLine {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	s := &slowLine{address: l.Addr().String()}
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			if tcp, ok := in.(*net.TCPConn); ok {
				_ = tcp.SetReadBuffer(32 << 10) // else the whole file waits in it
			}
			go s.pass(in, to)
		}
	}()
	return s
}

func (s *slowLine) pass(in net.Conn, to string) {
	defer func() { _ = in.Close() }()
	out, err := net.Dial("tcp", to)
	if err != nil {
		return // nobody is there: the browser sees the connection end
	}
	defer func() { _ = out.Close() }()
	go func() {
		_, _ = io.Copy(in, out) // until one side ends
		_ = in.Close()
	}()
	b := make([]byte, 16<<10)
	for {
		n, err := in.Read(b)
		if n > 0 {
			if s.slow.Load() && n > 4<<10 { // a body, not a request for a page
				time.Sleep(20 * time.Millisecond) // some 800 KB a second
			}
			if _, err := out.Write(b[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// A server that is killed in the middle of an upload costs the student
// nothing: the page keeps the file, says so, and sends it again.
func TestAnUploadGoesOnAfterTheServerWasKilled(t *testing.T) {
	t.Parallel()
	s := startServer(t)
	line := newSlowLine(t, s.addr)
	b := newBrowser(t, "http://"+line.address)
	b.allow("net::ERR_") // the server is away for a while
	file := filepath.Join(t.TempDir(), "notes.txt")
	text := "The heart has four chambers. " + strings.Repeat(strings.Repeat(" ", 99)+"\n", 160_000) + "Mitochondria make ATP.\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}

	b.open("/signin")
	b.fill("#f-email", "ann@example.org")
	b.fill("#f-password", "a long enough password")
	b.click("form button.btn-primary")
	b.until(`document.querySelector("[data-upload]") && ` + armed)
	line.slow.Store(true)
	b.choose("[data-files]", file)
	b.until(`/Sending, ([3-9]|\d\d)%/.test(document.querySelector("[data-uploads]").textContent)`)
	s.kill()
	b.until(`/kept here and sent again/.test(document.querySelector("[data-uploads]").textContent)`)
	b.until(`/cannot be reached/.test(document.querySelector("[data-reach]")?.textContent)`)
	line.slow.Store(false)
	s.start()
	b.until(`document.querySelector("[data-rows] .doc") && !document.querySelector("[data-uploads] li")`)
	b.until(`!document.querySelector("[data-reach]")`)
	b.until(`/no cards yet/.test(document.querySelector("[data-rows]").textContent)`)

	// The first try may have arrived: sending it again says that it is there.
	if n := b.text(`String(document.querySelectorAll("[data-rows] .doc").length)`); n != "1" {
		t.Errorf("%s documents", n)
	}
	b.check("Today after a restart")
}
