package ingest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf"
)

// pdfOf writes a PDF with a page for each content stream. Streams use the font
// F and may draw the form X, which is drawing upon drawing that shows nothing.
func pdfOf(contents ...string) string {
	stream := func(dict, s string) string {
		return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(s), s)
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", strings.Repeat("q Q ", 60_000)),
	}
	var kids strings.Builder
	for _, c := range contents {
		objects = append(objects, stream("", c), fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "+
			"/Resources << /Font << /F 3 0 R >> /XObject << /X 4 0 R >> >> >>", len(objects)+1))
		fmt.Fprintf(&kids, "%d 0 R ", len(objects))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(contents), kids.String())
	var b, table strings.Builder
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, &table, len(objects)+1, at)
	return b.String()
}

func line(words string) string { return "BT /F 12 Tf 72 700 Td (" + words + ") Tj ET\n" }

// Each file that takes minutes holds a reader until its time is over, and no
// longer: with as many of them as there are readers, the next file is read.
func TestFilesThatTakeMinutesGiveTheirReadersBack(t *testing.T) {
	t.Parallel()
	reader, err := pdf.New(pdf.Options{Workers: 2, Limits: pdf.Limits{Page: time.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	if err := reader.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := build(t, reader)
	h.service.o.PageTimeout = 2 * time.Second
	var slow [2]Document
	var both sync.WaitGroup
	for i := range slow {
		minutes := strings.Repeat("/X Do\n", 20_000)
		slow[i] = h.mustUpload("slow.pdf", pdfOf(line("Cells live in water."), minutes+line(fmt.Sprintf("Page two of file %d.", i))))
		both.Go(func() {
			if err := h.work(slow[i], 1); err == nil {
				t.Error("a page that takes minutes was read")
			}
		})
	}
	both.Wait()
	for _, d := range slow {
		if got := h.document(d); got.Failure == nil || got.Failure.Kind != extract.FailedTimeout {
			t.Errorf("it ends as %s with %+v", got.Status, got.Failure)
		}
	}
	h.service.o.PageTimeout = time.Minute
	d := h.mustUpload("quick.pdf", pdfOf(line("The heart beats about 70 times a minute.")))
	if err := h.work(d, 1); err != nil {
		t.Error(err)
	}
	if got := h.document(d); got.Status != Embedding {
		t.Errorf("the third file ends as %s with %+v", got.Status, got.Failure)
	}
}

// slowFile is a file whose pages are read until the test or the caller ends it.
type slowFile struct {
	book
	heeds  bool          // it ends when it is told to
	begun  func()        // a page is asked for
	end    chan struct{} // closed by the test
	closed chan struct{} // closed by Close
}

func (f *slowFile) Open(context.Context, string, extract.OpenOptions) (extract.Document, error) {
	f.pages = pagesOf(2)
	return f, nil
}

func (f *slowFile) Info() extract.Info { return bookDocument{&f.book}.Info() }

func (f *slowFile) Page(ctx context.Context, _ int) (extract.Page, error) {
	f.begun()
	told := ctx.Done()
	if !f.heeds {
		told = nil
	}
	select {
	case <-told:
	case <-f.end:
	}
	return extract.Page{}, context.Canceled
}

func (f *slowFile) Close() error {
	close(f.closed) // panics when it is closed twice
	return nil
}

func TestAFileIsClosedOnceNoPageIsReadFromIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		heeds, stop bool // the page ends when it is told to; the server stops
	}{
		{"a page that is late and ends", true, false},
		{"a page that is late and goes on", false, false},
		{"a stop of the server, and a page that ends", true, true},
		{"a stop of the server, and a page that goes on", false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := &slowFile{heeds: c.heeds, begun: func() {}, end: make(chan struct{}), closed: make(chan struct{})}
			h := build(t, f)
			h.service.o.PageTimeout = time.Hour
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			if c.stop {
				f.begun = stop
			} else {
				h.service.o.PageTimeout = 10 * time.Millisecond
			}
			d := h.mustUpload("slow.pdf", pdfHead+c.name)
			if err := h.workIn(ctx, d, 1); err == nil {
				t.Error("it was read")
			}
			if !c.heeds {
				select {
				case <-f.closed:
					t.Error("it was closed while a page was read")
				default:
				}
				close(f.end)
			}
			<-f.closed
		})
	}
}
