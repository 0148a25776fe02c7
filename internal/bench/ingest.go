package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/ingest/extract/pdf"
)

// document is what the API tells of one.
type document struct {
	ID, Status string
	Chunks     int
}

// ingest compares the time from upload to ready on a warm server with the sum
// of reading the file and embedding its passages alone, and measures when the
// first page of a book of 300 pages can be searched.
func (b *bench) ingest(ctx context.Context, s *server, _ *pgxpool.Pool) error {
	warm, book, long := filepath.Join(s.data, "warm.pdf"), filepath.Join(s.data, "book.pdf"), filepath.Join(s.data, "long.pdf")
	if _, err := writeBook(warm, 2); err != nil {
		return err
	}
	if _, err := writeBook(book, 40); err != nil {
		return err
	}
	if _, err := writeBook(long, 300); err != nil {
		return err
	}
	if b.data != "" {
		book = filepath.Join(b.data, "pdf/py-pdf/009-pdflatex-geotopo__GeoTopo-komprimiert.pdf")
	}
	if _, err := s.untilReady(ctx, warm); err != nil {
		return err
	}
	begun := time.Now()
	d, err := s.untilReady(ctx, book)
	if err != nil {
		return err
	}
	ours := time.Since(begun)
	alone, err := b.alone(ctx, s, d, book)
	if err != nil {
		return err
	}
	ratio := ours.Seconds() / alone.Seconds()
	b.add(row{fmt.Sprintf("upload to ready, %s, %d passages", filepath.Base(book), d.Chunks), fmt.Sprintf("%.1f s", ours.Seconds()), fmt.Sprintf("%.1f reading + embedding alone", alone.Seconds()), fmt.Sprintf("%.2f", ratio), "≤ 1.30", ratio <= 1.3})

	begun = time.Now()
	d, err = s.upload(ctx, long)
	if err != nil {
		return err
	}
	for {
		var found struct{ Results []struct{} }
		if err := s.call(ctx, "GET", "/search?mode=lexical&k=1&q=energy&document_id="+d.ID, nil, &found); err != nil {
			return err
		}
		if len(found.Results) > 0 {
			break
		}
		if time.Since(begun) > time.Minute {
			return fmt.Errorf("nothing of %s could be searched in a minute", long)
		}
		time.Sleep(20 * time.Millisecond)
	}
	first := time.Since(begun).Seconds()
	b.add(row{what: "first page of a 300-page book searchable", ours: fmt.Sprintf("%.2f s", first), target: "≤ 5 s", holds: first <= 5})
	return nil
}

// alone reads the file and embeds the document's passages in this process.
func (b *bench) alone(ctx context.Context, s *server, d document, path string) (time.Duration, error) {
	var texts []string
	for cursor := ""; ; {
		var chunks struct {
			Items []struct{ Text string }
			Next  string `json:"next_cursor"`
		}
		if err := s.call(ctx, "GET", "/documents/"+d.ID+"/chunks?limit=200&cursor="+url.QueryEscape(cursor), nil, &chunks); err != nil {
			return 0, err
		}
		for _, c := range chunks.Items {
			texts = append(texts, c.Text)
		}
		if cursor = chunks.Next; cursor == "" {
			break
		}
	}
	x, err := pdf.New(pdf.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { _ = x.Close() }()
	if err := x.Warm(ctx); err != nil {
		return 0, err
	}
	model, err := b.model()
	if err != nil {
		return 0, err
	}
	defer func() { _ = model.Close() }()
	begun := time.Now()
	if _, _, err := readPDF(ctx, x, path); err != nil {
		return 0, err
	}
	_, err = model.Passages(ctx, texts)
	return time.Since(begun), err
}

// upload sends a file and returns the new document.
func (s *server) upload(ctx context.Context, path string) (document, error) {
	var d document
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", filepath.Base(path))
	if err != nil {
		return d, err
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return d, err
	}
	if _, err := part.Write(file); err != nil {
		return d, err
	}
	if err := form.Close(); err != nil {
		return d, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+s.address+"/api/v1/documents", &body)
	if err != nil {
		return d, err
	}
	request.Header.Set("Authorization", "Bearer "+s.token)
	request.Header.Set("Content-Type", form.FormDataContentType())
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return d, err
	}
	defer func() { _ = answer.Body.Close() }()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		return d, err
	}
	if answer.StatusCode != http.StatusAccepted {
		return d, fmt.Errorf("uploading %s: %s: %.200s", path, answer.Status, b)
	}
	return d, json.Unmarshal(b, &d)
}

// untilReady uploads a file and waits for it.
func (s *server) untilReady(ctx context.Context, path string) (document, error) {
	d, err := s.upload(ctx, path)
	if err != nil {
		return d, err
	}
	for d.Status != "ready" {
		if d.Status == "failed" {
			return d, fmt.Errorf("%s could not be read", path)
		}
		time.Sleep(20 * time.Millisecond)
		if err := s.call(ctx, "GET", "/documents/"+d.ID, nil, &d); err != nil {
			return d, err
		}
	}
	return d, nil
}
