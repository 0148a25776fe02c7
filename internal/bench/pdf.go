package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf"
	"studyapp/internal/ingest/extract/pdf/pdfeval"
)

// sample is a PDF with the text it should give.
type sample struct{ path, truth string }

// pdfSamples returns the files of the data folder that have a truth, or a book
// made here.
func (b *bench) pdfSamples(dir string) ([]sample, error) {
	if b.data == "" {
		path := filepath.Join(dir, "book.pdf")
		truth, err := writeBook(path, 60)
		return []sample{{path, truth}}, err
	}
	root := filepath.Join(b.data, "pdf")
	raw, err := os.ReadFile(filepath.Join(root, "manifest.json"))
	if err != nil {
		return nil, err
	}
	var manifest []struct {
		File, Truth, Password string
		Kind                  string `json:"truth_kind"`
	}
	if err := json.Unmarshal(raw, &manifest); err != nil {
		return nil, err
	}
	var all []sample
	for _, m := range manifest {
		if m.Truth == "" || m.Kind == "substrings" || m.Password != "" {
			continue
		}
		truth, err := os.ReadFile(filepath.Join(root, m.Truth))
		if err != nil {
			continue // the manifest names more than the folder holds
		}
		all = append(all, sample{filepath.Join(root, m.File), string(truth)})
	}
	return all, nil
}

// pdfs compares pages a second, text and boxes, one file after the other, and
// the agreement of words with the truth, with pypdfium2.
func (b *bench) pdfs() error {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "studyapp-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	samples, err := b.pdfSamples(dir)
	if err != nil {
		return err
	}
	x, err := pdf.New(pdf.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = x.Close() }()
	if err := x.Warm(ctx); err != nil {
		return err
	}
	var ours, theirs []float64
	var f1, reference float64
	var pages int
	for range 3 {
		f1, reference, pages = 0, 0, 0
		begun := time.Now()
		for _, s := range samples {
			text, n, err := readPDF(ctx, x, s.path)
			if err != nil {
				return fmt.Errorf("%s: %w", s.path, err)
			}
			pages += n
			f1 += pdfeval.WordF1(text, s.truth) / float64(len(samples))
		}
		ours = append(ours, float64(pages)/time.Since(begun).Seconds())
		files := make([]string, len(samples))
		for i, s := range samples {
			files[i] = s.path
		}
		var answer struct {
			PerSecond float64 `json:"per_second"`
			Texts     []string
		}
		if err := b.ref.call("pdf.text", map[string]any{"files": files, "boxes": true}, &answer); err != nil {
			return err
		}
		theirs = append(theirs, answer.PerSecond)
		for i, s := range samples {
			reference += pdfeval.WordF1(answer.Texts[i], s.truth) / float64(len(samples))
		}
	}
	o, t := median(ours), median(theirs)
	b.add(row{what: fmt.Sprintf("PDF text and boxes, %d files, %d pages", len(samples), pages), ours: fmt.Sprintf("%.0f pages/s", o), reference: fmt.Sprintf("%.0f pypdfium2", t), ratio: fmt.Sprintf("%.2f", o/t)})
	b.add(row{what: "PDF word F1", ours: fmt.Sprintf("%.4f", f1), reference: fmt.Sprintf("%.4f pypdfium2", reference), ratio: fmt.Sprintf("%.2f", f1/reference)})
	return nil
}

func readPDF(ctx context.Context, x extract.Extractor, path string) (text string, pages int, err error) {
	document, err := x.Open(ctx, path, extract.OpenOptions{FileName: filepath.Base(path)})
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = document.Close() }()
	var whole strings.Builder
	pages = document.Info().Pages
	for n := range pages {
		page, err := document.Page(ctx, n+1)
		if err != nil {
			return "", 0, err
		}
		whole.WriteString(page.Text)
		whole.WriteByte('\n')
	}
	return whole.String(), pages, nil
}

// writeBook writes a PDF of plain pages in Helvetica and returns its words.
func writeBook(path string, pages int) (string, error) {
	const lines, wordsPerLine, leading = 44, 11, 15
	r := rand.New(rand.NewPCG(6, uint64(pages)))
	var out, truth bytes.Buffer
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	out.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for p := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*p)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), pages))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for p := range pages {
		var content bytes.Buffer
		fmt.Fprintf(&content, "BT /F 11 Tf %d TL 72 740 Td\n", leading)
		words := strings.Fields(text(r, lines*wordsPerLine))
		for i := 0; i < len(words); i += wordsPerLine {
			line := strings.Join(words[i:min(i+wordsPerLine, len(words))], " ")
			fmt.Fprintf(&content, "(%s) Tj T*\n", line)
			truth.WriteString(line + "\n")
		}
		content.WriteString("ET")
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", 5+2*p))
		object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", content.Len(), content.Bytes()))
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return truth.String(), os.WriteFile(path, out.Bytes(), 0o600)
}
