package plaintext

import (
	"context"
	"regexp"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/parts"
)

// Extractor reads files of text.
type Extractor struct{}

// New returns an extractor.
func New() *Extractor { return &Extractor{} }

// Open implements extract.Extractor.
func (*Extractor) Open(ctx context.Context, path string, _ extract.OpenOptions) (extract.Document, error) {
	b, err := parts.Load(path)
	if err != nil {
		return nil, err
	}
	text, err := Decode(b)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w := parts.NewWriter()
	for _, b := range Blocks(text) {
		w.Add(b)
	}
	return parts.Open(extract.Info{Title: title(text)}, w.Pages())
}

// titleLine is how Project Gutenberg's books, and mails, name themselves.
var titleLine = regexp.MustCompile(`(?m)^(?:Title|Subject): *(\S.{1,150})$`)

func title(text string) string {
	head := text[:min(len(text), 4000)]
	if m := titleLine.FindStringSubmatch(head); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}
