package parts

import (
	"context"
	"fmt"
	"os"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// MaxFile is the largest file of text that is read: the whole of it is held in
// memory, several times over. 32 MB are forty long novels.
const MaxFile = 32 << 20

// Load reads a file of text into memory.
func Load(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("reading a text: %w", err)
	}
	if info.Size() > MaxFile {
		return nil, errs.Newf(errs.TooLarge, "This text is %d MB; the most is %d. Split it into several files.", info.Size()>>20, MaxFile>>20).At(extract.FailedTooManyPages)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading a text: %w", err)
	}
	return b, nil
}

// Open serves the parts as a document. It returns an error with the field
// extract.FailedEmpty when there is no text in them.
func Open(info extract.Info, pages []extract.Page) (extract.Document, error) {
	for _, p := range pages {
		if strings.TrimSpace(p.Text) != "" {
			info.Pages, info.Unit = len(pages), extract.UnitParts
			return &document{info, pages}, nil
		}
	}
	return nil, errs.New(errs.Invalid, "There is no text in this file. Check that it is the right one.").At(extract.FailedEmpty)
}

type document struct {
	info  extract.Info
	pages []extract.Page
}

func (d *document) Info() extract.Info { return d.info }

func (d *document) Page(ctx context.Context, n int) (extract.Page, error) {
	if err := ctx.Err(); err != nil {
		return extract.Page{}, err
	}
	if n < 1 || n > len(d.pages) {
		return extract.Page{}, errs.Newf(errs.NotFound, "There is no part %d; the last is %d.", n, len(d.pages))
	}
	return d.pages[n-1], nil
}

func (d *document) Close() error { return nil }
