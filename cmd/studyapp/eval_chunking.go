package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/markdown"
	"studyapp/internal/ingest/extract/pdf"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/search/eval"
)

type evalChunkingCommand struct{ evalFlags }

// Run cuts the texts of a collection and asks its questions.
func (e *evalChunkingCommand) Run(p *process) error {
	c, err := p.config()
	if err != nil {
		return usageError{err}
	}
	model, err := openModel(c)
	if err != nil {
		return err
	}
	defer func() { _ = model.Close() }()
	log := p.troubleLog(c)
	reader, err := pdf.New(pdf.Options{Log: log})
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }()
	open := func(ctx context.Context, path string) (extract.Document, error) {
		return readerOf(path, reader).Open(ctx, path, extract.OpenOptions{FileName: filepath.Base(path)})
	}
	r, err := eval.MeasureChunking(p.ctx, e.Data, open, model, log, e.progress(p))
	if err != nil {
		return err
	}
	if e.JSON {
		return json.NewEncoder(p.stdout).Encode(r)
	}
	fmt.Fprintf(p.stderr, "\r")
	t := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%d documents, %d chunks, %d questions\trecall@5\trecall@10\trecall of 2,400 tokens\tIoU@5\n", r.Documents, r.Chunks, r.Questions)
	fmt.Fprintf(t, "\t%.4f\t%.4f\t%.4f\t%.4f\n", r.Recall5, r.Recall10, r.Recall2400, r.IoU5)
	if r.Unplaced > 0 {
		fmt.Fprintf(t, "%d passages do not stand in their documents as they are read\n", r.Unplaced)
	}
	return t.Flush()
}

// readerOf chooses the extractor by the file's name.
func readerOf(path string, pdfs extract.Extractor) extract.Extractor {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".pdf":
		return pdfs
	case ".md", ".markdown":
		return markdown.New()
	}
	return plaintext.New()
}
