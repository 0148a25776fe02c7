package pdf

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// minimal is the smallest file with a page of text.
const minimal = `%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
4 0 obj << /Length 39 >> stream
BT /F 12 Tf 20 200 Td (Hello cell) Tj ET
endstream endobj
trailer << /Root 1 0 R >>
`

func openMinimal(t *testing.T, l Limits) (*Extractor, *document) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "minimal.pdf")
	if err := os.WriteFile(path, []byte(minimal), 0o600); err != nil {
		t.Fatal(err)
	}
	x, err := New(Options{Workers: 1, Limits: l})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	d, err := x.Open(t.Context(), path, extract.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return x, d.(*document)
}

func TestAKilledChildIsReplaced(t *testing.T) {
	t.Parallel()
	_, d := openMinimal(t, Limits{})
	old := d.proc
	if err := old.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p, err := d.Page(t.Context(), 1)
	if err != nil || p.Text != "Hello cell" || p.Problem != "" {
		t.Errorf("page is %q, %q, %v", p.Text, p.Problem, err)
	}
	if d.proc == old {
		t.Error("the child is still the old one")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestAPageThatTakesTooLongIsLeftOut(t *testing.T) {
	t.Parallel()
	x, d := openMinimal(t, Limits{})
	d.x.limits.Page = time.Nanosecond // from now on
	begun := d.proc
	if err := begun.cmd.Process.Signal(syscall.SIGSTOP); err != nil { // it has read the page, and would be quick
		t.Fatal(err)
	}
	if _, err := d.Page(t.Context(), 1); err == nil || !strings.Contains(err.Error(), "takes too long") {
		t.Fatalf("error is %v", err)
	}
	<-begun.exited
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	x.limits = Limits{}.orDefaults()
	again, err := x.Open(t.Context(), d.open.Path, extract.OpenOptions{})
	if err != nil {
		t.Fatalf("afterwards nothing opens: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestWarmLeavesAChildReady(t *testing.T) {
	t.Parallel()
	x, err := New(Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	if err := x.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	x.pool.mu.Lock()
	defer x.pool.mu.Unlock()
	if len(x.pool.idle) != 1 {
		t.Errorf("%d children are idle", len(x.pool.idle))
	}
}

func TestIdleChildrenGo(t *testing.T) {
	t.Parallel()
	x, d := openMinimal(t, Limits{Keep: 50 * time.Millisecond})
	proc := d.proc
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-proc.exited:
	case <-time.After(20 * time.Second):
		t.Fatal("the child still waits")
	}
	x.pool.mu.Lock()
	defer x.pool.mu.Unlock()
	if len(x.pool.idle) != 0 {
		t.Errorf("%d children are idle", len(x.pool.idle))
	}
}

func TestAChildGoesWithItsParent(t *testing.T) {
	t.Parallel()
	p, err := start()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.in.Close(); err != nil { // as when the parent dies
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("it ends with %v", err)
	}
}

func TestAnEngineIsRenewedUnderADocument(t *testing.T) {
	t.Parallel()
	x, d := openMinimal(t, Limits{})
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	s := &server{note: func(int) {}, renewAt: 1} // after every page
	if r := s.answer(request{Op: opOpen, CacheDir: x.cacheDir, Path: d.open.Path}); r.Failure != nil {
		t.Fatal(r.Failure.err())
	}
	first := s.engine
	defer func() { s.engine.Close() }()
	s.book.sheets = map[int]*layout.Sheet{} // so that it is read again
	r := s.answer(request{Op: opPage, Page: 1})
	if r.Failure != nil || r.Page.Text != "Hello cell" {
		t.Errorf("page is %q, %v", r.Page.Text, r.Failure)
	}
	if s.engine == first {
		t.Error("the engine is still the old one")
	}
	if r := s.answer(request{Op: opClose}); r.Failure != nil {
		t.Error(r.Failure.err())
	}
}

func TestSkippedPagesKeepTheirProblem(t *testing.T) {
	t.Parallel()
	_, d := openMinimal(t, Limits{})
	d.open.Skip = map[int]string{1: problemTimeout}
	d.proc.dead = true // so that it is opened anew
	_, err := d.Page(t.Context(), 1)
	// The only page being out, the document has no text left.
	if err == nil || !strings.Contains(err.Error(), "no text") {
		t.Errorf("error is %v", err)
	}
	_ = d.Close()
}
