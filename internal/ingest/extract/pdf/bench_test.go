package pdf_test

import (
	"fmt"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf"
)

// BenchmarkPages reads a book of 200 pages of 3,000 characters, page by page.
func BenchmarkPages(b *testing.B) {
	f := newFile()
	const pages = 200
	for n := range pages {
		texts := []text{{x: 72, y: 760, s: fmt.Sprintf("A book about cells, page %d", n), size: 8}}
		for i := range 50 {
			texts = append(texts, text{x: 72, y: 730 - 13*float64(i), s: sentences[i%8] + " " + sentences[(i+3)%8], size: 9})
		}
		f.page("", texts...)
	}
	path := f.save(b)
	x := extractor(b, pdf.Options{Workers: 1})
	read := 0
	for b.Loop() {
		d, err := x.Open(b.Context(), path, extract.OpenOptions{})
		if err != nil {
			b.Fatal(err)
		}
		for n := 1; n <= pages; n++ {
			page(b, d, n)
			read++
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "pages/s")
}
