package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf"
	"studyapp/internal/platform/errs"
)

func TestFilesThatFailSayWhy(t *testing.T) {
	t.Parallel()
	good := book(2).bytes()
	scans := newFile()
	for range 3 {
		scans.picture()
	}
	nothing := newFile()
	nothing.page("")
	locked := book(1)
	locked.password = "geheim"
	bare := newFile()
	for _, c := range []struct {
		rule, field, says string
		bytes             []byte
		password          string
	}{
		{"no bytes", extract.FailedEmpty, "empty", nil, ""},
		{"not a PDF", extract.FailedDamaged, "damaged", []byte("Dear Sir or Madam, this is a letter."), ""},
		{"a header alone", extract.FailedDamaged, "damaged", []byte("%PDF-1.7\n"), ""},
		{"cut off early", extract.FailedDamaged, "damaged", good[:200], ""},
		{"no pages", extract.FailedEmpty, "no pages", bare.bytes(), ""},
		{"pictures", extract.FailedNoText, "All 3 pages are pictures", scans.bytes(), ""},
		{"a blank page", extract.FailedNoText, "only page has no text", nothing.bytes(), ""},
		{"locked", extract.FailedLocked, "locked. Type its password", locked.bytes(), ""},
		{"wrong password", extract.FailedLocked, "does not open", locked.bytes(), "falsch"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			x := extractor(t, pdf.Options{Workers: 1, Limits: pdf.Limits{Other: 300 * time.Millisecond}})
			d, err := x.Open(t.Context(), save(t, c.bytes), extract.OpenOptions{Password: c.password})
			if err == nil {
				_ = d.Close()
				t.Fatal("it opens")
			}
			var e *errs.Error
			if !errors.As(err, &e) || e.Field != c.field || !strings.Contains(e.Message, c.says) {
				t.Errorf("error is %#v", err)
			}
		})
	}
}

func TestAFileWithoutItsEndStillGivesItsPages(t *testing.T) {
	t.Parallel()
	b := book(3).bytes()
	x := extractor(t, pdf.Options{Workers: 1})
	d, err := x.Open(t.Context(), save(t, b[:bytes.LastIndex(b, []byte("startxref"))]), extract.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if p := page(t, d, 1); !strings.Contains(p.Text, sentences[0]) {
		t.Errorf("text is %q", p.Text)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestPicturesAmongPagesAreAProblemOfTheirPage(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.picture()
	f.page("", text{x: 72, y: 700, s: "Words at last"})
	d := open(t, f)
	if p := page(t, d, 1); p.Text != "" || p.Problem != "This page is a picture without text." {
		t.Errorf("page 1 is %q, problem %q", p.Text, p.Problem)
	}
	if p := page(t, d, 2); p.Text != "Words at last" || p.Problem != "" {
		t.Errorf("page 2 is %q, problem %q", p.Text, p.Problem)
	}
}

func TestDecryptedCopyNeedsNoPassword(t *testing.T) {
	t.Parallel()
	f := book(2)
	f.password = "geheim"
	x := extractor(t, pdf.Options{Workers: 1})
	path := f.save(t)
	out := filepath.Join(t.TempDir(), "open.pdf")
	if err := x.Decrypt(t.Context(), path, "falsch", out); !errors.Is(err, errs.Invalid) {
		t.Errorf("a wrong password gives %v", err)
	}
	if err := x.Decrypt(t.Context(), path, "geheim", out); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, c := range []struct{ path, password string }{{path, "geheim"}, {out, ""}} {
		d, err := x.Open(t.Context(), c.path, extract.OpenOptions{Password: c.password})
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, page(t, d, 1).Text)
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if texts[0] != texts[1] || !strings.Contains(texts[0], sentences[0]) {
		t.Errorf("texts are %q", texts)
	}
}

func TestTooManyPages(t *testing.T) {
	t.Parallel()
	x := extractor(t, pdf.Options{Workers: 1, Limits: pdf.Limits{Pages: 2}})
	_, err := x.Open(t.Context(), book(3).save(t), extract.OpenOptions{})
	var e *errs.Error
	if !errors.As(err, &e) || e.Field != extract.FailedTooManyPages || !strings.Contains(e.Message, "3 pages") {
		t.Errorf("error is %v", err)
	}
}

func TestDocumentsWaitForAWorker(t *testing.T) {
	t.Parallel()
	x := extractor(t, pdf.Options{Workers: 2})
	path := book(3).save(t)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			d, err := x.Open(t.Context(), path, extract.OpenOptions{})
			if err != nil {
				t.Error(err)
				return
			}
			for n := 1; n <= 3; n++ {
				if p, err := d.Page(t.Context(), n); err != nil || !strings.Contains(p.Text, sentences[0]) {
					t.Errorf("page %d: %q, %v", n, p.Text, err)
				}
			}
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestCancelledCallsEnd(t *testing.T) {
	t.Parallel()
	x := extractor(t, pdf.Options{Workers: 1})
	ctx, cancel := context.WithCancel(t.Context())
	d, err := x.Open(ctx, book(2).save(t), extract.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := d.Page(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if p := page(t, d, 1); !strings.Contains(p.Text, sentences[0]) {
		t.Errorf("afterwards the page is %q", p.Text)
	}
	if _, err := x.Open(ctx, "nothing", extract.OpenOptions{}); err == nil {
		t.Error("a file that is not there opens")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}
