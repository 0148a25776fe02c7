package pdf

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/pdfium"
	"studyapp/internal/platform/errs"
)

// Some files are PDFs only outside: a portfolio is a cover around other files,
// an XFA form a program that Adobe Reader runs. Their pages ask for that
// reader.

// errShell is the cause of a failure for want of anything but such a page. The
// second reader would take the page for a text.
var errShell = errors.New("pdf: only a stand-in for what another program shows")

// standInWords is the most that the page of a form says that asks for another
// reader.
const standInWords = 200

// shell finds out whether the file is one: b is the document, err what
// newBook said of it. It gives what is to be said of the whole, or of why
// nothing is there to be read.
func shell(doc *renewing, req request, b *book, err error) error {
	if err != nil && failedFor(err) != extract.FailedNoText {
		return err
	}
	form, formErr := doc.Form()
	names, files, filesErr := doc.Attached()
	if broken := errors.Join(formErr, filesErr); broken != nil {
		return errDamaged(broken)
	}
	if form != pdfium.XFA && form != pdfium.XFAAndPages && files == 0 {
		return err
	}
	page, filled := "", false // the only one
	if err == nil && b.pages == 1 {
		p, pageErr := b.page(1)
		if pageErr != nil {
			return pageErr
		}
		page = p.Text
		filled = slices.ContainsFunc(p.Spans, func(s extract.Span) bool { return s.Kind == extract.Note })
	}
	asks := b.pages == 1 && !filled && (page == "" || strings.Contains(page, "Adobe") || strings.Contains(page, "Acrobat"))
	switch {
	case form == pdfium.XFA && b.pages == 1 && !filled && len(strings.Fields(page)) < standInWords, form == pdfium.XFAAndPages && asks:
		return errXFA()
	case form == pdfium.XFA:
		b.problem = problemXFA
	case form == pdfium.XFAAndPages:
		b.problem = problemXFAPages
	case !portfolio(req.Path, page):
	case asks:
		return errPortfolio(names, files)
	default:
		b.problem = portfolioIs(names, files)
	}
	return err
}

// portfolio reports whether a file with attachments is a portfolio. Where its
// catalog cannot be read, the only page may say so.
func portfolio(path, page string) bool {
	if found, err := isPortfolio(path); err == nil {
		return found
	}
	return strings.Contains(page, "ortfolio") // in most languages
}

func failedFor(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}

const (
	cureXFA         = "Open it in Adobe Reader, print it to a PDF, and upload that file."
	problemXFA      = "This PDF is an XFA form: what it holds is drawn by Adobe Reader alone, and only what its pages show without it was read. " + cureXFA
	problemXFAPages = "This PDF holds an XFA form. What its pages show was read; if something is missing, open it in Adobe Reader, print it to a PDF, and upload that file."
)

func errXFA() error {
	return failed(errs.Invalid, extract.FailedNoText, errShell, "This PDF is an XFA form: what it holds is drawn by Adobe Reader alone and cannot be read here. "+cureXFA)
}

func errPortfolio(names []string, n int) error {
	return failed(errs.Invalid, extract.FailedNoText, errShell, portfolioIs(names, n))
}

// portfolioIs says what a portfolio of n files is, the first of which have
// these names, and what to do.
func portfolioIs(names []string, n int) string {
	const longest = 60
	for i, name := range names {
		r := []rune(strings.Map(func(r rune) rune {
			if !unicode.IsPrint(r) {
				return -1
			}
			return r
		}, name))
		if len(r) > longest {
			r = append(r[:longest-1], '…')
		}
		names[i] = "“" + string(r) + "”"
	}
	what := ""
	switch list := strings.Join(names, ", "); {
	case list == "":
	case n > len(names):
		what = fmt.Sprintf(" (%s and %d more)", list, n-len(names))
	default:
		what = " (" + list + ")"
	}
	if n == 1 {
		return "This is a PDF portfolio: a cover around another file" + what + ". Save that file from Adobe Reader or another PDF program, and upload it."
	}
	return fmt.Sprintf("This is a PDF portfolio: a cover around %d other files%s. Save them from Adobe Reader or another PDF program, and upload them one by one.", n, what)
}
