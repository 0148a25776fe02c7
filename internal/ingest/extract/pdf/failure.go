package pdf

import (
	"errors"
	"fmt"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

func failed(kind errs.Kind, field string, cause error, message string) error {
	return errs.Wrap(kind, cause, message).At(field)
}

func errLocked(cause error) error {
	return failed(errs.Invalid, extract.FailedLocked, cause, "This PDF is locked. Type its password to have it read.")
}

func errWrongPassword(cause error) error {
	return failed(errs.Invalid, extract.FailedLocked, cause, "The password does not open this PDF. Check it and try again.")
}

func errCertificate(cause error) error {
	return failed(errs.Invalid, extract.FailedLocked, cause, "This PDF is locked with a certificate or a protection that no password opens. Open it where you have the right to, save it without protection, and upload that file.")
}

func errDamaged(cause error) error {
	return failed(errs.Invalid, extract.FailedDamaged, cause, "This PDF is damaged and cannot be opened. Download or export it again and upload the new file.")
}

func errEmptyFile(cause error) error {
	return failed(errs.Invalid, extract.FailedEmpty, cause, "This file is empty. Export it again and upload the new file.")
}

func errNoPages(cause error) error {
	return failed(errs.Invalid, extract.FailedEmpty, cause, "This PDF has no pages. Export it again and upload the new file.")
}

func errTooManyPages(pages, limit int) error {
	return failed(errs.TooLarge, extract.FailedTooManyPages, nil,
		fmt.Sprintf("This PDF has %d pages; at most %d are taken in. Split it and upload the parts you need.", pages, limit))
}

func errTimeout(cause error) error {
	return failed(errs.Unavailable, extract.FailedTimeout, cause, "Reading this PDF takes too long. Try again; if it stays, print it to a new PDF and upload that one.")
}

// errNoText says why a document of so many pages, pictures of which are only
// pictures, cannot be used.
func errNoText(pages, pictures int) error {
	const cure = " Upload a version with a text layer: most scanning programs can add one (“OCR”, “searchable PDF”)."
	var message string
	switch {
	case pages == 1 && pictures == 1:
		message = "The only page is a picture without text, so there are no words to read." + cure
	case pages == 1:
		message = "The only page has no text, so there are no words to read."
	case pictures == pages:
		message = fmt.Sprintf("All %d pages are pictures without text, so there are no words to read.", pages) + cure
	case pictures > 0:
		message = fmt.Sprintf("None of the %d pages has text; %d are pictures.", pages, pictures) + cure
	default:
		message = fmt.Sprintf("None of the %d pages has text, so there are no words to read.", pages)
	}
	return failed(errs.Invalid, extract.FailedNoText, nil, message)
}

// errUnlettered is why a document cannot be used whose text does not say which
// letters it has. Another reader would give its codes for letters.
var errUnlettered = errors.New("pdf: the fonts do not say what their codes stand for")

func errNoLetters(pages int) error {
	which := "All pages store their text"
	if pages == 1 {
		which = "The only page stores its text"
	}
	return failed(errs.Invalid, extract.FailedNoText, errUnlettered, which+" without saying which letters it has, so it cannot be read. Export the file again from where it was written, or upload a version with a text layer: most scanning programs can add one (“OCR”, “searchable PDF”).")
}

// What a student misses on a single page.
const (
	problemPicture    = "This page is a picture without text."
	problemCrashed    = "This page is damaged and could not be read."
	problemTimeout    = "This page takes too long to read and was left out."
	problemMissing    = "This page is missing from the file."
	problemFewLetters = "Most of the text of this page is stored without its letters; only the rest was read."
	problemNoLetter   = "The text of this page is stored without its letters and cannot be read."
)
