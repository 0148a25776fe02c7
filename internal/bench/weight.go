package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What a page may weigh on the wire, in KB of 1,000 bytes, and how much of it
// may move after it was painted (cumulative layout shift, web.dev/cls).
const (
	mostScriptKB = 50.0
	mostStyleKB  = 40.0
	mostShift    = 0.02
)

// lazy are the engines that load only where a page shows a PDF or mathematics;
// they do not count as the page's own scripts and styles.
var lazy = regexp.MustCompile(`/pdf\.worker|/pdfjs-|/pdf-|/katex-|/math-|KaTeX`)

// pageWeights opens pages in Chromium with an empty cache and adds up what they
// fetched, by kind, compressed as sent, and what moved while they loaded.
func (b *bench) pageWeights(ctx context.Context, s *server, _ *pgxpool.Pool) error {
	documents, err := s.library(ctx)
	if err != nil {
		return err
	}
	w, err := startWeigher(ctx, s)
	if err != nil {
		return err
	}
	defer w.close()
	for _, p := range []struct{ name, path string }{
		{"Today", "/"}, {"course", documents.course}, {"cards", "/cards"}, {"review", "/review"}, {"ask", "/ask"}, {"reader, text", documents.text}, {"reader, PDF", documents.pdf}, {"settings", "/settings"}, {"admin", "/admin"},
	} {
		got, err := w.weigh(p.path)
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
		kb := func(kind network.ResourceType) float64 { return got.bytes[kind] / 1000 }
		script, style := kb(network.ResourceTypeScript), kb(network.ResourceTypeStylesheet)
		b.add(row{
			what: "weight of " + p.name, ours: fmt.Sprintf("%.1f KB HTML, %.1f CSS, %.1f JS, %.0f fonts, shift %.3f", kb(network.ResourceTypeDocument), style, script, kb(network.ResourceTypeFont), got.shift),
			target: fmt.Sprintf("JS ≤ %.0f, CSS ≤ %.0f, shift < %.2f", mostScriptKB, mostStyleKB, mostShift), holds: script <= mostScriptKB && style <= mostStyleKB && got.shift < mostShift,
		})
	}
	return nil
}

// library is a small account: addresses of its course and documents.
type library struct{ course, text, pdf string }

// library puts a text and a PDF in and makes a few cards, so that no page is empty.
func (s *server) library(ctx context.Context) (library, error) {
	var l library
	folder, err := os.MkdirTemp("", "studyapp-bench-")
	if err != nil {
		return l, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	note := filepath.Join(folder, "note.md")
	if err := os.WriteFile(note, []byte("# Osmosis\n\nOsmosis is the movement of water through a membrane. Its pressure is $\\Pi = icRT$.\n"), 0o600); err != nil {
		return l, err
	}
	sheet := filepath.Join(folder, "sheet.pdf")
	if _, err := writeBook(sheet, 3); err != nil {
		return l, err
	}
	for path, address := range map[string]*string{note: &l.text, sheet: &l.pdf} {
		d, err := s.untilReady(ctx, path)
		if err != nil {
			return l, err
		}
		*address = "/documents/" + d.ID
	}
	var courses struct{ Items []struct{ ID string } }
	if err := s.call(ctx, "GET", "/courses", nil, &courses); err != nil {
		return l, err
	}
	l.course = "/courses/" + courses.Items[0].ID
	for i := range 5 {
		err := s.call(ctx, "POST", "/cards", map[string]any{"course_id": courses.Items[0].ID, "kind": "basic", "front": fmt.Sprintf("Question %d?", i), "back": "Answer."}, nil)
		if err != nil {
			return l, err
		}
	}
	return l, nil
}

// weigher is a Chromium that adds up what it receives.
type weigher struct {
	ctx   context.Context
	close func()
	base  string

	mu    sync.Mutex
	kind  map[network.RequestID]network.ResourceType
	bytes map[network.ResourceType]float64
}

type weight struct {
	bytes map[network.ResourceType]float64
	shift float64
}

func startWeigher(ctx context.Context, s *server) (*weigher, error) {
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		return nil, errors.New("there is no Chromium to open the pages with")
	}
	profile, err := os.MkdirTemp("", "studyapp-bench-")
	if err != nil {
		return nil, err
	}
	w := &weigher{base: "http://" + s.address, kind: map[network.RequestID]network.ResourceType{}, bytes: map[network.ResourceType]float64{}}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile))
	allocator, cancelAllocator := chromedp.NewExecAllocator(ctx, options...)
	tab, cancelTab := chromedp.NewContext(allocator, chromedp.WithListener(w.listen))
	w.ctx = tab
	w.close = func() {
		cancelTab()
		cancelAllocator()
		_ = os.RemoveAll(profile)
	}
	if err := errors.Join(
		chromedp.Do(tab, chromedp.EmulateViewport(1280, 800)),
		command(tab, network.Enable, network.EnableParams{}),
		command(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}),
		command(tab, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Authorization": "Bearer " + s.token}}),
	); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func command[P any](ctx context.Context, c cdp.Command[P, cdp.Empty], params P) error {
	_, err := chromedp.Call(ctx, c, params)
	return err
}

func (w *weigher) listen(ev any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventResponseReceived:
		if lazy.MatchString(e.Response.URL) {
			return
		}
		w.kind[e.RequestID] = e.Type
	case *network.EventLoadingFinished:
		if kind, ok := w.kind[e.RequestID]; ok {
			w.bytes[kind] += e.EncodedDataLength
		}
	}
}

// shifted is the sum of a page's layout shifts that no input caused.
const shifted = `new Promise(done => {
	let sum = 0;
	new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value }).observe({ type: "layout-shift", buffered: true });
	setTimeout(() => done(sum), 300);
})`

// weigh opens a page on a desktop and on a phone: the bytes are of the first,
// the shift is the worse of both.
func (w *weigher) weigh(path string) (weight, error) {
	var got weight
	for _, size := range [][2]int64{{1280, 800}, {390, 844}} {
		w.mu.Lock()
		clear(w.bytes)
		w.mu.Unlock()
		ctx, cancel := context.WithTimeout(w.ctx, time.Minute)
		err := chromedp.Do(ctx, chromedp.EmulateViewport(size[0], size[1]), chromedp.Navigate(w.base+path))
		if err == nil {
			time.Sleep(2 * time.Second) // what a page fetches after it stands
			var shift float64
			shift, err = chromedp.Run(ctx, chromedp.Evaluate[float64](shifted, chromedp.EvalAwaitPromise))
			got.shift = max(got.shift, shift)
		}
		cancel()
		if err != nil {
			return got, err
		}
		if got.bytes == nil {
			got.bytes = map[network.ResourceType]float64{}
			w.mu.Lock()
			for kind, n := range w.bytes {
				got.bytes[kind] = n
			}
			w.mu.Unlock()
		}
	}
	return got, nil
}
