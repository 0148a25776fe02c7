// Command pictures takes the pictures of the README from the program itself:
// it serves an empty data folder at a set time, has `studyapp demo` fill an
// account, and photographs pages of it with Chromium.
//
//	go run ./scripts/pictures [-studyapp bin/studyapp] [-out docs]
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// at is the time of all pictures, a Monday morning.
const at = "2026-05-18T07:40:00Z"

const (
	email    = "demo@example.org"
	password = "a password for pictures"
	patience = 3 * time.Minute // for everything together
)

func main() {
	program := flag.String("studyapp", "bin/studyapp", "the program")
	out := flag.String("out", "docs", "the folder to write to")
	flag.Parse()
	if err := run(*program, *out); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(program, out string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	data, err := os.MkdirTemp("", "studyapp-pictures-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(data) }()
	address, stop, err := serve(ctx, program, data)
	if err != nil {
		return err
	}
	defer stop()
	first := command(ctx, program, "user", "create", "--data", data, "--email", "admin@example.org", "--password-stdin", "--admin")
	first.Stdin = strings.NewReader(password + "\n")
	if text, err := first.CombinedOutput(); err != nil {
		return fmt.Errorf("making the first account: %w\n%s", err, text)
	}
	fill := command(ctx, program, "demo", "--data", data, "--password-stdin")
	fill.Stdin = strings.NewReader(password + "\n")
	if text, err := fill.CombinedOutput(); err != nil {
		return fmt.Errorf("filling the account: %w\n%s", err, text)
	}
	return take(ctx, "http://"+address, out)
}

func command(ctx context.Context, program string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, program, args...)
	c.Env = append(c.Environ(), "STUDYAPP_CLOCK="+at)
	return c
}

// serve starts the program on a free port and waits until it answers.
func serve(ctx context.Context, program, data string) (address string, stop func(), err error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	address = l.Addr().String()
	if err := l.Close(); err != nil {
		return "", nil, err
	}
	c := command(ctx, program, "serve", "--addr", address, "--data", data)
	c.Stderr = os.Stderr
	c.Env = append(c.Env, "STUDYAPP_LOG_LEVEL=warn")
	said, err := c.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := c.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
	}
	if _, err := bufio.NewReader(said).ReadString('\n'); err != nil {
		stop()
		return "", nil, errors.New("the server did not start")
	}
	go func() { _, _ = io.Copy(io.Discard, said) }() // it must not wait for a reader
	return address, stop, nil
}

// take photographs the pages into the folder.
func take(ctx context.Context, base, out string) error {
	profile, err := os.MkdirTemp("", "studyapp-chromium-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(profile) }()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile),
		chromedp.WSURLReadTimeout(time.Minute), chromedp.Flag("force-prefers-reduced-motion", true), chromedp.Flag("hide-scrollbars", true))
	allocator, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	tab, cancel := chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(tab, chromedp.EmulateViewport(width, height, chromedp.EmulateScale(2))); err != nil {
		return err
	}
	if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}}); err != nil {
		return err
	}
	c := camera{ctx: tab, base: base, out: out}
	for _, picture := range []func() error{c.signIn, c.today, c.reader, c.review} {
		if err := picture(); err != nil {
			return err
		}
	}
	return nil
}

// The size of a picture, in CSS pixels; it has twice as many of its own.
const width, height = 1152, 720

// camera is a browser that is led through the pages.
type camera struct {
	ctx       context.Context //nolint:containedctx // chromedp keeps its tab in it
	base, out string
}

func (c camera) signIn() error {
	if err := c.open("/signin"); err != nil {
		return err
	}
	return c.steps(`document.querySelector("[name=email]").value = "`+email+`"; document.querySelector("[name=password]").value = "`+password+`"; document.querySelector("form").requestSubmit()`,
		`location.pathname == "/"`)
}

func (c camera) today() error {
	if err := c.open("/"); err != nil {
		return err
	}
	return c.snap("today")
}

// reader follows a citation of an answer onto its page.
func (c camera) reader() error {
	if err := c.open("/ask"); err != nil {
		return err
	}
	err := c.steps(`[...document.querySelectorAll("a[href^='/ask/']")].find(a => a.textContent.includes("holds up the division")).click()`,
		`document.querySelector("a.cite")`,
		`location.href = document.querySelector("a.cite").href`,
		`location.pathname.startsWith("/documents/") && document.documentElement.dataset.scripts && document.querySelector("canvas")`)
	if err != nil {
		return err
	}
	return c.snap("reader")
}

func (c camera) review() error {
	if err := c.open("/review"); err != nil {
		return err
	}
	if err := c.steps(`[...document.querySelectorAll("[data-show]")].find(e => e.checkVisibility()).click()`, `document.querySelector("[data-rate]").checkVisibility()`); err != nil {
		return err
	}
	return c.snap("review")
}

func (c camera) open(path string) error {
	if err := chromedp.Do(c.ctx, chromedp.Navigate(c.base+path)); err != nil {
		return err
	}
	return c.until(`document.documentElement.dataset.scripts`)
}

// steps runs expressions that do something and waits for those that follow
// them to become true, in turn.
func (c camera) steps(expressions ...string) error {
	for i, e := range expressions {
		if i%2 == 1 {
			if err := c.until(e); err != nil {
				return err
			}
			continue
		}
		if _, err := chromedp.Run(c.ctx, chromedp.Evaluate[any](`(() => { `+e+`; return null })()`)); err != nil && !strings.Contains(err.Error(), "null") {
			return fmt.Errorf("%s: %w", e, err)
		}
	}
	return nil
}

func (c camera) until(expression string) error {
	for end := time.Now().Add(30 * time.Second); ; {
		ok, err := chromedp.Run(c.ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`))
		if err == nil && ok {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("still not true: %s (%w)", expression, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// settle is how long a page gets to draw itself to the end.
const settle = 1500 * time.Millisecond

// snap writes what the window shows.
func (c camera) snap(name string) error {
	if err := c.until(`document.fonts.status == "loaded"`); err != nil {
		return err
	}
	time.Sleep(settle)
	shot, err := chromedp.Run(c.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	small, err := reduce(shot)
	if err != nil {
		return err
	}
	path := filepath.Join(c.out, name+".png")
	fmt.Printf("%s  %d KB\n", path, len(small)/1000)
	return os.WriteFile(path, small, 0o644) //nolint:gosec // a picture for everybody
}
