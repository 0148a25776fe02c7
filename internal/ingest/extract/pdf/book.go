package pdf

import (
	"errors"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/accent"
	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/pdfium"
	"studyapp/internal/platform/errs"
)

// book is an open document in the child. What it says of a page depends on
// the file alone: never on which pages were asked for before.
type book struct {
	doc  source
	skip map[int]string
	note func(page int)

	pages           int
	title, language string
	problem         string // of the document as a whole
	marks           []layout.Mark

	sheets map[int]*layout.Sheet // around the page last asked for
	look   *layout.Look          // the document's sizes of type, once surveyed
	ahead  map[int]bool          // pages of the survey that were not asked for yet
	last   int                   // page last asked for
	second bool                  // the fallback reads
}

const (
	// window is how many pages on either side are looked at for running
	// headers and footers.
	window = 3
	// surveyed is how many pages, spread over the document, say which size
	// the body text has.
	surveyed = 10
	// kept is how many characters a page of the survey has, at most, to be kept
	// until its turn: a full one has 5,000, and takes half a megabyte.
	kept = 20_000
)

// source is a reader of PDF files: pdfium, or the fallback.
type source interface {
	Pages() (int, error)
	Title() (string, error)
	Language() (string, error)
	Outline() ([]layout.Mark, error)
	Page(n int) (layout.Raw, error)
	Close() error
}

// openBook opens the file with pdfium, and with the fallback where pdfium
// cannot read it or finds no text in it.
func (s *server) openBook(req request) (*book, error) {
	note := s.note
	doc, err := s.openPDF(req)
	if err == nil {
		var b *book
		b, err = newBook(doc, req, note)
		if err = shell(doc, req, b, err); err == nil {
			return b, nil
		}
		if closeErr := doc.Close(); closeErr != nil {
			return nil, errors.Join(err, closeErr)
		}
	} else {
		err = openFailure(err, req.Password != "")
	}
	if req.NoFallback || !mendable(err) {
		return nil, err
	}
	note(readingFallback)
	f, second := openFallback(req.Path)
	if second != nil {
		return nil, err
	}
	b, second := newBook(f, req, func(int) {})
	if second != nil {
		return nil, err // what pdfium said is the better reason
	}
	b.note, b.second = note, true
	return b, nil
}

// mendable reports whether the fallback may do better.
func mendable(err error) bool {
	var failed *errs.Error
	if errors.Is(err, pdfium.ErrCrashed) || errors.Is(err, errUnlettered) || !errors.As(err, &failed) {
		return false
	}
	return failed.Field == extract.FailedDamaged || !errors.Is(err, errShell) && failed.Field == extract.FailedNoText
}

func newBook(doc source, req request, note func(int)) (*book, error) {
	b := &book{doc: doc, skip: req.Skip, note: note, sheets: map[int]*layout.Sheet{}}
	return b, b.begin()
}

func (b *book) begin() error {
	var err error
	if b.pages, err = b.doc.Pages(); err != nil {
		return errDamaged(err)
	}
	if b.pages < 1 {
		return errNoPages(nil)
	}
	// Titles, languages and outlines are extras: a file is not refused for
	// theirs.
	if b.title, err = b.doc.Title(); err != nil {
		return errDamaged(err)
	}
	if b.language, err = b.doc.Language(); err != nil {
		return errDamaged(err)
	}
	if b.marks, err = b.doc.Outline(); err != nil {
		return errDamaged(err)
	}
	return b.anyText()
}

// anyText fails when no page has a single word. It stops at the first that
// has one, which is nearly always the first page.
func (b *book) anyText() error {
	pictures, unreadable := 0, 0
	for n := 1; n <= b.pages; n++ {
		s, err := b.sheet(n)
		if err != nil {
			return err
		}
		if !s.Empty() {
			return nil
		}
		switch {
		case s.Pictures > 0:
			pictures++
		case s.Unreadable:
			unreadable++
		}
		b.forget(n)
	}
	if unreadable > 0 && pictures == 0 {
		return errNoLetters(b.pages)
	}
	return errNoText(b.pages, pictures)
}

func (b *book) info() extract.Info {
	return extract.Info{Pages: b.pages, Title: b.title, Language: b.language, Unit: extract.UnitPages, Problem: b.problem}
}

// sheet reads page n and finds its lines, unless it is at hand.
func (b *book) sheet(n int) (*layout.Sheet, error) {
	if s, ok := b.sheets[n]; ok {
		return s, nil
	}
	if _, bad := b.skip[n]; bad {
		s := layout.Analyze(layout.Raw{Number: n})
		b.sheets[n] = s
		return s, nil
	}
	b.note(n)
	raw, err := b.doc.Page(n)
	if err != nil && !errors.Is(err, pdfium.ErrPage) {
		// The parent would blame the page last noted, which is this one.
		return nil, err
	}
	accent.Join(&raw)
	lost := unknown(raw)
	s := layout.Analyze(raw)
	s.Unreadable = s.Unreadable || lost
	s.Missing = err != nil
	b.sheets[n] = s
	return s, nil
}

// forget drops the pages that are far from n, those of the survey not before
// their turn.
func (b *book) forget(n int) {
	for k := range b.sheets {
		if k < n-window || k > n+window && !b.ahead[k] {
			delete(b.sheets, k)
		}
	}
}

func (b *book) page(n int) (extract.Page, error) {
	b.last = n
	b.forget(n)
	if b.look == nil {
		if err := b.survey(); err != nil {
			return extract.Page{}, err
		}
	}
	s, err := b.sheet(n)
	if err != nil {
		return extract.Page{}, err
	}
	var near []*layout.Sheet
	for k := max(1, n-window); k <= min(b.pages, n+window); k++ {
		if k == n {
			continue
		}
		o, err := b.sheet(k)
		if err != nil {
			return extract.Page{}, err
		}
		near = append(near, o)
	}
	page := layout.Compose(s, near, b.look, b.marks)
	page.Problem = b.skip[n]
	switch bare := bare(page); {
	case page.Problem != "":
	case bare && s.Missing:
		page.Problem = problemMissing
	case bare && s.Pictures > 0:
		page.Problem = problemPicture
	case bare && s.Unreadable:
		page.Problem = problemNoLetter
	case s.Unreadable:
		page.Problem = problemFewLetters
	}
	return page, nil
}

// unknown reports whether all but a few of a page's characters say nothing of
// what they stand for. A page with figures whose letters are lost is not meant.
func unknown(raw layout.Raw) bool {
	const fewest, few = 20, 120
	lost, known := 0, 0
	for i := range raw.Chars {
		c := &raw.Chars[i]
		if c.R == ' ' || c.X1 <= c.X0 {
			continue
		}
		if pdfium.Unknown(c.R) {
			lost++
		} else {
			known++
		}
	}
	return lost >= fewest && (lost > 10*known || known < few && lost > 3*known)
}

// bare reports whether a page has no text, or none but its furniture.
func bare(p extract.Page) bool {
	return strings.TrimSpace(string(extract.WithoutFurniture([]rune(p.Text), p.Spans))) == ""
}

// survey finds which sizes of type the document uses, from pages spread over
// it.
func (b *book) survey() error {
	b.look, b.ahead = layout.NewLook(), map[int]bool{}
	count := min(surveyed, b.pages)
	for i := range count {
		n := 1 + i*b.pages/count
		s, err := b.sheet(n)
		if err != nil {
			return err
		}
		b.look.Add(s)
		b.ahead[n] = s.Chars() <= kept
	}
	return nil
}

func (b *book) close() error { return b.doc.Close() }
