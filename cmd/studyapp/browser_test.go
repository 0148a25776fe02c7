package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"studyapp/web/static"
)

// browser is a Chromium on the server's pages. It notes whatever no page may
// do: console errors, failed requests, refused content, script errors.
type browser struct {
	t    *testing.T
	ctx  context.Context
	base string
	axe  string

	mu       sync.Mutex
	where    string
	problems []string
	allowed  []string // parts of problems that the test provokes
}

// skipUnlessCI ends a test that misses something here; where tests must not be
// skipped silently it fails.
func skipUnlessCI(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

func newBrowser(t *testing.T, base string) *browser {
	t.Helper()
	if static.Missing() {
		skipUnlessCI(t, "the pages' assets are not built: make assets")
	}
	axe, err := os.ReadFile(filepath.Join("..", "..", "web", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		skipUnlessCI(t, "axe-core is not installed: make assets")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		skipUnlessCI(t, "there is no Chromium here: make setup")
	}
	b := &browser{t: t, base: base, axe: string(axe)}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.WSURLReadTimeout(time.Minute), chromedp.Flag("force-prefers-reduced-motion", true))
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancelTab := chromedp.NewContext(allocator, chromedp.WithListener(b.listen))
	t.Cleanup(cancelTab)
	b.ctx = ctx
	late := time.AfterFunc(2*time.Minute, cancel) // it starts with the first call, whose context it then lives in
	defer late.Stop()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800)); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) listen(ev any) {
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		b.note("script error: " + text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			var words []string
			for _, a := range e.Args {
				words = append(words, string(a.Value)+a.Description)
			}
			b.note("console: " + strings.Join(words, " "))
		}
	case *log.EventEntryAdded: // also what the content security policy refuses
		if e.Entry.Level == log.EntryLevelError {
			b.note("console: " + e.Entry.Text + " " + e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening: // until it is answered, no call is
		b.note("a dialog asks: " + string(e.Type) + " " + e.Message)
		go func() {
			_, _ = chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true}) // it has gone with its page otherwise
		}()
	case *network.EventLoadingFailed:
		if !e.Canceled && e.ErrorText != "net::ERR_ABORTED" {
			b.note("request failed: " + e.ErrorText)
		}
	}
}

func (b *browser) note(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range b.allowed {
		if strings.Contains(s, a) {
			return
		}
	}
	b.problems = append(b.problems, b.where+": "+s)
}

// allow says that the test provokes problems with the text.
func (b *browser) allow(part string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.allowed = append(b.allowed, part)
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, answerTime)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.failed(err)
	}
}

// answerTime is how long Chromium may take over one call. It gives none at all
// when a page goes away under it.
const answerTime = time.Minute

// inTime runs an action that gives something.
func inTime[T any](b *browser, limit time.Duration, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, limit)
	defer cancel()
	return chromedp.Run(ctx, action)
}

// failed ends the test with a picture of the page.
func (b *browser) failed(err error) {
	b.t.Helper()
	picture := filepath.Join(os.TempDir(), "studyapp-browser-test.png")
	if shot, e := inTime(b, answerTime, chromedp.CaptureScreenshot()); e == nil && os.WriteFile(picture, shot, 0o600) == nil {
		b.t.Logf("the page when it failed: %s", picture)
	}
	text, _ := inTime(b, answerTime, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText.slice(0, 1500)`))
	b.t.Fatalf("%s: %v\n%s\nproblems so far: %v", b.where, err, text, b.problems)
}

// until waits until the JavaScript expression is true.
func (b *browser) until(expression string) {
	b.t.Helper()
	deadline := time.Now().Add(90 * time.Second)
	for {
		ok, err := inTime(b, 10*time.Second, chromedp.Evaluate[bool](`!!(`+expression+`)`))
		if err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			b.failed(errors.Join(fmt.Errorf("still not true: %s", expression), err))
		}
		time.Sleep(50 * time.Millisecond) // between two looks at another process
	}
}

func (b *browser) text(expression string) string {
	b.t.Helper()
	s, err := inTime(b, answerTime, chromedp.Evaluate[string](expression))
	if err != nil {
		b.failed(err)
	}
	return s
}

// armed is true when every script of the page has run: modules run before
// the document says that its content is loaded.
const armed = `performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd > 0`

func (b *browser) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
	b.until(armed)
}

func (b *browser) click(css string) {
	b.t.Helper()
	b.until(armed + ` && [...document.querySelectorAll(` + quoted(css) + `)].some(e => e.checkVisibility())`)
	b.text(`(() => { const e = [...document.querySelectorAll(` + quoted(css) + `)].find(e => e.checkVisibility()); e.scrollIntoView({block: "center"}); e.click(); return "" })()`)
}

// fill types a value into a field. It begins anew where the page was replaced
// meanwhile: a sign-in page may follow one that was asked for.
func (b *browser) fill(css, value string) {
	b.t.Helper()
	for range 3 {
		b.until(armed + ` && document.querySelector(` + quoted(css) + `)`)
		b.text(`(() => { const e = document.querySelector(` + quoted(css) + `); if (e) { e.focus(); e.value = "" } return "" })()`)
		b.do(chromedp.KeyEvent(value))
		if b.text(`document.querySelector(`+quoted(css)+`)?.value ?? ""`) == value {
			return
		}
	}
	b.failed(fmt.Errorf("%s does not take %q", css, value))
}

// choose gives files to a field for files. It begins anew where the page was
// replaced between finding the field and giving it the files.
func (b *browser) choose(css string, files ...string) {
	b.t.Helper()
	for try := 1; ; try++ {
		b.until(armed + ` && document.querySelector(` + quoted(css) + `)`)
		ctx, cancel := context.WithTimeout(b.ctx, answerTime)
		err := chromedp.Do(ctx, chromedp.SetUploadFiles(chromedp.CSS(css), files))
		cancel()
		if err == nil {
			return
		}
		if try == 3 || !strings.Contains(err.Error(), "Could not find node") {
			b.failed(err)
		}
	}
}

func (b *browser) press(keys string) {
	b.t.Helper()
	b.until(armed)
	b.do(chromedp.KeyEvent(keys))
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }

//go:embed testdata/look.js
var look string

// check looks at the page that is open as pages.mjs would: axe-core, sideways
// scrolling and primary buttons, on a desktop in light and on a phone in the
// dark, and on the narrowest screen.
func (b *browser) check(name string) {
	b.t.Helper()
	b.mu.Lock()
	b.where = name
	b.mu.Unlock()
	for _, c := range []struct {
		width, height int64
		scheme        string
	}{{1280, 800, "light"}, {390, 844, "dark"}, {320, 844, "light"}} {
		b.view(c.width, c.height, c.scheme)
		for _, f := range b.found() {
			b.note(fmt.Sprintf("%d px, %s: %s", c.width, c.scheme, f))
		}
	}
	b.do(chromedp.EmulateViewport(1280, 800))
}

// signIn signs in through the form.
func (b *browser) signIn(email, password string) {
	b.t.Helper()
	b.open("/signin")
	b.fill("#f-email", email)
	b.fill("#f-password", password)
	b.press("\r")
	b.until(`location.pathname == "/" && document.querySelector("aside")`)
}

// found is what is wrong with the open page, by testdata/look.js.
func (b *browser) found() []string {
	b.t.Helper()
	if _, err := inTime(b, answerTime, chromedp.Evaluate[any](`void 0; `+b.axe+`; null`)); err != nil && !strings.Contains(err.Error(), "null") {
		b.failed(err)
	}
	found, err := inTime(b, answerTime, chromedp.Evaluate[[]string](look, chromedp.EvalAwaitPromise))
	if err != nil {
		b.failed(err)
	}
	return found
}

// view shows the page at a size and in a colour scheme.
func (b *browser) view(width, height int64, scheme string) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
	ctx, cancel := context.WithTimeout(b.ctx, answerTime)
	defer cancel()
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}}); err != nil {
		b.failed(err)
	}
}

// verdict fails the test with everything that was wrong.
func (b *browser) verdict() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.t.Error(p)
	}
}
