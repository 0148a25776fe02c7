package pdf

import (
	"errors"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// The parent sends requests over the child's standard input and reads the
// responses from its standard output, both as gob.

type operation int

const (
	opOpen    operation = iota + 1 // Path, Password, FileName → Info
	opPage                         // Page → Page
	opClose                        // → whether the child should go
	opDecrypt                      // Path, Password, Out
	opWarm                         // starts pdfium
)

type request struct {
	Op       operation
	CacheDir string
	Path     string
	Password string
	Out      string
	Page     int
	Skip     map[int]string // pages that ended a child before, and the problem to report

	NoFallback bool // the second reader ended a child before
}

// readingFallback is noted before the second reader is tried.
const readingFallback = -1

// A response with Reading is only a note, sent before a page is read: the one
// that counts follows. It tells the parent which page to blame when no more
// comes.
type response struct {
	Reading int
	Failure *failure
	Info    extract.Info
	Page    wirePage
	Retire  bool // the child holds much memory or is broken: replace it
}

type wirePage struct {
	Number        int
	Label         string
	Language      string
	Text          string
	Width, Height float64
	Glyphs, Spans []byte
	Problem       string
}

func toWire(p extract.Page) wirePage {
	return wirePage{
		Number: p.Number, Label: p.Label, Language: p.Language, Text: p.Text, Width: p.Width, Height: p.Height,
		Glyphs: extract.EncodeGlyphs(p.Glyphs), Spans: extract.EncodeSpans(p.Spans), Problem: p.Problem,
	}
}

func fromWire(w wirePage) (extract.Page, error) {
	glyphs, err := extract.DecodeGlyphs(w.Glyphs)
	if err != nil {
		return extract.Page{}, err
	}
	spans, err := extract.DecodeSpans(w.Spans)
	if err != nil {
		return extract.Page{}, err
	}
	return extract.Page{
		Number: w.Number, Label: w.Label, Language: w.Language, Text: w.Text, Width: w.Width, Height: w.Height,
		Glyphs: glyphs, Spans: spans, Problem: w.Problem,
	}, nil
}

// failure carries an error from the child to the parent.
type failure struct {
	Kind    errs.Kind
	Field   string
	Message string
	Cause   string
}

func toFailure(err error) *failure {
	var e *errs.Error
	if !errors.As(err, &e) {
		return &failure{Kind: errs.Internal, Cause: err.Error()}
	}
	f := &failure{Kind: e.Kind, Field: e.Field, Message: e.Message}
	if e.Cause != nil {
		f.Cause = e.Cause.Error()
	}
	return f
}

func (f *failure) err() error {
	e := &errs.Error{Kind: f.Kind, Field: f.Field, Message: f.Message}
	if f.Cause != "" {
		e.Cause = errors.New(f.Cause)
	}
	return e
}
