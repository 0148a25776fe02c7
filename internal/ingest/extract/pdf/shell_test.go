package pdf_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf"
	"studyapp/internal/platform/errs"
)

// attach puts files into the document.
func (f *file) attach(names ...string) {
	var tree strings.Builder
	for _, name := range names {
		content := f.stream("/Type /EmbeddedFile", []byte("%PDF-1.4"))
		fmt.Fprintf(&tree, " (%s) %d 0 R", name, f.add(fmt.Sprintf("<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> >>", name, name, content)))
	}
	f.catalog += " /Names << /EmbeddedFiles << /Names [" + tree.String() + "] >> >>"
}

// xfa makes the document a form of Adobe's.
func (f *file) xfa(more string) {
	f.catalog += fmt.Sprintf(" /AcroForm << /Fields [] /XFA %d 0 R >>", f.stream("", []byte("<xdp:xdp/>"))) + more
}

func TestFilesThatAreOnlyAShellSayWhat(t *testing.T) {
	t.Parallel()
	wait := text{x: 72, y: 700, s: "Please wait... If this message is not replaced, your viewer may not show it."}
	adobe := text{x: 72, y: 700, s: "For the best experience, open this PDF in Acrobat X or Adobe Reader X."}
	body := text{x: 72, y: 700, s: "Basalt cools in columns."}
	const dynamic = " /NeedsRendering true"
	const collection = " /Collection << /View /D >>"
	for _, c := range []struct {
		rule  string
		write func(f *file)
		fails bool
		says  []string // of the failure or the problem; nothing: there is none
	}{
		{"a form that Adobe's reader draws", func(f *file) { f.xfa(dynamic); f.page("", wait) }, true, []string{"XFA form", "print it to a PDF"}},
		{"one without a word", func(f *file) { f.xfa(dynamic); f.page("") }, true, []string{"XFA form"}},
		{"one whose pages hold more", func(f *file) { f.xfa(dynamic); f.page("", body); f.page("", body) }, false, []string{"XFA form", "print it to a PDF"}},
		{"one whose fields are filled", func(f *file) {
			f.xfa(dynamic)
			f.page(f.annotate("/Subtype /FreeText /Rect [72 300 400 340] /Contents (Filled)"), wait)
		}, false, []string{"XFA form"}},
		{"a form whose pages were drawn", func(f *file) { f.xfa(""); f.page("", body) }, false, []string{"XFA form", "What its pages show was read"}},
		{"a portfolio", func(f *file) {
			f.catalog = collection
			f.attach("a.pdf", "b.docx", "c.pdf", "d.pdf")
			f.page("", adobe)
		}, true,
			[]string{"portfolio", "4 other files (“a.pdf”, “b.docx”, “c.pdf” and 1 more)", "one by one"}},
		{"a portfolio of one", func(f *file) { f.catalog = collection; f.attach("a.pdf"); f.page("") }, true, []string{"portfolio", "another file (“a.pdf”)"}},
		{"a portfolio whose cover says something", func(f *file) { f.catalog = collection; f.attach("a.pdf", "b.pdf"); f.page("", body) }, false, []string{"portfolio", "2 other files"}},
		{"files beside a text", func(f *file) { f.attach("data.csv"); f.page("", adobe) }, false, nil},
		{"an ordinary form", func(f *file) {
			f.page(f.annotate("/Subtype /Widget /Rect [200 500 400 520] /FT /Tx /T (tutor) /V (Quartz)"), body)
		}, false, nil},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			f := newFile()
			c.write(f)
			x := extractor(t, pdf.Options{Workers: 1})
			d, err := x.Open(t.Context(), f.save(t), extract.OpenOptions{})
			said := ""
			if err == nil {
				said = d.Info().Problem
				if err := d.Close(); err != nil {
					t.Error(err)
				}
			}
			var e *errs.Error
			if errors.As(err, &e) {
				said = e.Message
				if e.Field != extract.FailedNoText {
					t.Errorf("it fails as %q", e.Field)
				}
			}
			if (err != nil) != c.fails {
				t.Errorf("error is %v", err)
			}
			for _, s := range c.says {
				if !strings.Contains(said, s) {
					t.Errorf("it says %q, not %q", said, s)
				}
			}
			if c.says == nil && said != "" {
				t.Errorf("it says %q", said)
			}
		})
	}
}
