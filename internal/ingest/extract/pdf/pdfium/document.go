package pdfium

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klippa-app/go-pdfium/requests"

	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/tagged"
)

// Why a document does not open.
var (
	ErrFormat   = errors.New("pdfium: not a readable PDF")
	ErrPassword = errors.New("pdfium: wants a password")
	ErrSecurity = errors.New("pdfium: protected in a way that cannot be undone with a password")
)

// Document is an open file. An Engine has at most one at a time.
type Document struct {
	// Off tells whether the layers of a name, as the file writes it, are switched
	// off; nil if that is not known.
	Off func(name string) bool

	e      *Engine
	handle uint64
	file   *os.File

	tagsSought, tagged bool
	treeSought         bool
	tree               *tagged.Structure // nil where pdfium has to be asked

	formSought     bool
	form, formInfo uint64 // handles; 0 without a form
}

// Open opens a file. An empty password means none.
func (e *Engine) Open(path, password string) (d *Document, err error) {
	defer catch(&err)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	d = &Document{e: e, file: f}
	whole := withTables(f, info.Size())
	tries := passwords(password)
	for i := 0; i < len(tries); i++ {
		try := tries[i]
		// The reader stays registered with go-pdfium until the engine closes:
		// a few bytes a document, in a process that does not live long.
		access, _, err := e.host.CreateFileAccessReader(whole.size(), whole)
		if err != nil {
			_ = f.Close()
			return nil, err
		}
		secret, free := uint64(0), func() {}
		if try != "" {
			secret, free = e.cstring(try)
		}
		d.handle = e.call("FPDF_LoadCustomDocument", *access, secret)
		code := 0
		if d.handle == 0 {
			code = e.callInt("FPDF_GetLastError")
		}
		free()
		if d.handle != 0 {
			return d, nil
		}
		switch code {
		case 4:
			err = ErrPassword
		case 5:
			err = ErrSecurity
		default:
			if len(whole.tail) > 0 { // once more as it is
				whole = &appended{file: f, end: info.Size()}
				i--
				continue
			}
			_ = f.Close()
			return nil, fmt.Errorf("%w (code %d)", ErrFormat, code)
		}
		if errors.Is(err, ErrSecurity) {
			_ = f.Close()
			return nil, err
		}
	}
	_ = f.Close()
	return nil, ErrPassword
}

// passwords gives the ways a password may have been turned into bytes: UTF-8
// as PDF 2.0 wants it, and Latin-1 as older writers did.
func passwords(p string) []string {
	latin := make([]byte, 0, len(p))
	for _, r := range p {
		if r > 255 {
			return []string{p}
		}
		latin = append(latin, byte(r))
	}
	if string(latin) == p {
		return []string{p}
	}
	return []string{p, string(latin)}
}

// Close closes the document; its engine can open another.
func (d *Document) Close() (err error) {
	defer catch(&err)
	if d.handle != 0 {
		d.closeForm()
		d.e.call("FPDF_CloseDocument", d.handle)
		d.handle = 0
	}
	return d.file.Close()
}

// Pages is the number of pages.
func (d *Document) Pages() (n int, err error) {
	defer catch(&err)
	return d.e.callInt("FPDF_GetPageCount", d.handle), nil
}

// Title is the title in the file's metadata, as it stands there.
func (d *Document) Title() (title string, err error) {
	defer catch(&err)
	tag, free := d.e.cstring("Title")
	defer free()
	return strings.TrimSpace(d.e.text("FPDF_GetMetaText", d.handle, tag)), nil
}

// Language is the language that the file says it is in, often empty.
func (d *Document) Language() (tag string, err error) {
	defer catch(&err)
	return strings.TrimSpace(d.e.text("FPDFCatalog_GetLanguage", d.handle)), nil
}

const (
	maxMarks     = 20000
	maxMarkDepth = 12
)

// Outline gives the entries of the outline that point into the document, in
// order. heights are asked for a page's height.
func (d *Document) Outline() (marks []layout.Mark, err error) {
	defer catch(&err)
	seen := map[uint64]bool{0: true}
	var walk func(parent uint64, level int)
	walk = func(parent uint64, level int) {
		for b := d.e.call("FPDFBookmark_GetFirstChild", d.handle, parent); !seen[b] && len(seen) < maxMarks; b = d.e.call("FPDFBookmark_GetNextSibling", d.handle, b) {
			seen[b] = true
			if m, ok := d.mark(b, level); ok {
				marks = append(marks, m)
			}
			if level < maxMarkDepth {
				walk(b, level+1)
			}
		}
	}
	walk(0, 1)
	return marks, nil
}

func (d *Document) mark(b uint64, level int) (layout.Mark, bool) {
	m := layout.Mark{Level: level, Title: strings.TrimSpace(d.e.text("FPDFBookmark_GetTitle", b)), Y: -1}
	dest := d.e.call("FPDFBookmark_GetDest", d.handle, b)
	if dest == 0 {
		if action := d.e.call("FPDFBookmark_GetAction", b); action != 0 {
			dest = d.e.call("FPDFAction_GetDest", d.handle, action)
		}
	}
	if dest == 0 || m.Title == "" {
		return m, false
	}
	m.Page = d.e.callInt("FPDFDest_GetDestPageIndex", d.handle, dest) + 1
	return m, m.Page >= 1
}

// Decrypt writes a copy of a locked file that opens without a password.
func (e *Engine) Decrypt(path, password string, out io.Writer) (err error) {
	defer catch(&err)
	// Open again through go-pdfium: writing goes through its callbacks.
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	for _, try := range passwords(password) {
		opened, openErr := e.inst.OpenDocument(&requests.OpenDocument{FileReader: f, FileReaderSize: info.Size(), Password: &try})
		if openErr != nil {
			continue
		}
		const removeSecurity = 3 // FPDF_REMOVE_SECURITY
		_, err = e.inst.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{Document: opened.Document, Flags: removeSecurity, FileWriter: out})
		_, closeErr := e.inst.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
		return errors.Join(err, closeErr)
	}
	return ErrPassword
}
