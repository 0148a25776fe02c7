package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// views are the sizes and themes in which pictures are taken: each theme, and
// each size.
var views = []struct {
	name          string
	width, height int64
	scheme        string
}{{"light", 1280, 800, "light"}, {"dark", 390, 844, "dark"}}

// golden looks at a page as browser.check does, in each view, and compares its
// picture.
func (b *browser) golden(name, path string) {
	b.t.Helper()
	b.mu.Lock()
	b.where = path
	b.mu.Unlock()
	for _, v := range views {
		b.view(v.width, v.height, v.scheme)
		b.open(path)
		b.until(`document.fonts.status == "loaded"`)
		for _, f := range b.found() {
			b.note(v.name + ": " + f)
		}
		if strings.HasSuffix(name, "-cjk") || strings.HasSuffix(name, "-rtl") {
			continue // the machine's own fonts draw them
		}
		if wrong := b.settled(name + "-" + v.name); wrong != "" {
			b.note(v.name + ": " + wrong)
		}
	}
}

// settled compares the open page with the golden picture of the name, or writes
// it, and returns what is wrong. What scripts draw late (maths, a page of a PDF)
// has a while to come.
func (b *browser) settled(name string) (wrong string) {
	b.t.Helper()
	const between = 250 * time.Millisecond // two looks at another process
	var last []byte
	for deadline := time.Now().Add(15 * time.Second); ; time.Sleep(between) {
		shot, err := inTime(b, answerTime, chromedp.CaptureScreenshot())
		if err != nil {
			b.failed(err)
		}
		late, still := time.Now().After(deadline), bytes.Equal(shot, last)
		last = shot
		if *update && !still && !late {
			continue // the same twice is drawn
		}
		if wrong = matchGolden(b.t, name, shot); wrong == "" || late {
			return wrong
		}
	}
}

// TestGallery looks at every page in each state of the gallery: axe-core,
// sideways scrolling, console, and a picture of each.
func TestGallery(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	t.Parallel()
	s := newServer(t, "STUDYAPP_DEV=1", "STUDYAPP_CLOCK=2026-05-14T09:30:00Z")
	b := newBrowser(t, "http://"+s.addr)
	b.open(s.setUpPath())
	b.fill("#f-email", "ann@example.org")
	b.fill("#f-password", "correct horse battery")
	b.press("\r")
	b.until(`location.pathname == "/" && document.querySelector("h1")`)
	b.allow("the server responded with a status of") // pages of errors
	b.golden("today-first-day", "/")
	b.open("/dev/gallery")
	var paths []string
	if err := json.Unmarshal([]byte(b.text(`JSON.stringify([...document.querySelectorAll('main a[href^="/dev/gallery/"]')].map(a => a.getAttribute("href")))`)), &paths); err != nil {
		t.Fatal(err)
	}
	if len(paths) < 40 {
		t.Errorf("the gallery shows %d states", len(paths))
	}
	for _, p := range paths {
		b.golden(strings.TrimPrefix(p, "/dev/gallery/"), p)
	}
	b.verdict()
}

// TestDemoPages looks at the pages of a student of three months, as TestGallery
// does: what stands on them was made through the program's own doors.
func TestDemoPages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	t.Parallel()
	const password = "a long enough password"
	clock := "STUDYAPP_CLOCK=2026-05-14T09:30:00Z"
	s := newServer(t, clock)
	code, _, bad := execute(t, map[string]string{"STUDYAPP_DATA": s.dir, "STUDYAPP_CLOCK": "2026-05-14T09:30:00Z"}, password+"\n", "demo", "--password-stdin")
	if code != exitOK {
		t.Fatal(bad)
	}
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("demo@example.org", password)
	link := func(css string) string {
		t.Helper()
		return b.text(`document.querySelector(` + quoted(css) + `).getAttribute("href")`)
	}
	course := link(`aside a[href^="/courses/0"]`)
	called := func(name string) string {
		t.Helper()
		return b.text(`[...document.querySelectorAll('aside a[href^="/courses/0"]')].find(a => a.textContent.includes(` + quoted(name) + `))?.getAttribute("href") ?? "/courses"`)
	}
	b.golden("demo-today", "/")
	b.golden("demo-course", course)
	b.golden("demo-cards", "/cards")
	b.golden("demo-review", "/review?course="+strings.TrimPrefix(called("Statistics"), "/courses/"))
	b.golden("demo-settings", "/settings")
	b.golden("demo-ask", "/ask")
	b.open("/ask")
	b.golden("demo-answer", link(`main a[href^="/ask/0"]`))
	b.open("/courses")
	for _, c := range []string{"Biology", "Statistics"} {
		b.open(called(c))
		if text := b.text(`document.querySelector('li.doc a[href^="/documents/"]')?.getAttribute("href") ?? ""`); text != "" {
			b.golden("demo-reader-"+strings.ToLower(c), text)
		}
		b.open("/courses")
	}
	b.verdict()
}
