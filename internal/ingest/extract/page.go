package extract

import "context"

// Page is one page of a document as a student would read it.
type Page struct {
	Number        int     // from 1
	Label         string  // the number that the file itself gives the page ("iv", "A-3"); empty when it is Number or none is given
	Language      string  // of the page's text, BCP 47; empty when the file does not say
	Text          string  // cleaned text in reading order, its running heads and feet marked as Furniture
	Width, Height float64 // PDF points after the page's rotation; 0 for a text without pages
	Glyphs        Glyphs  // boxes of the characters; empty for a text without pages
	Spans         []Span  // structure over Text, ordered by Start, the outer one first
	Problem       string  // what a student misses here and why; empty when all is well
}

// Segment is a half-open range of code points in the text of one page.
type Segment struct {
	Page  int `json:"page"`
	Start int `json:"start"`
	End   int `json:"end"`
}

// Info is what is known of a document once it is open.
type Info struct {
	Pages    int
	Title    string // from the document itself; empty when it has none worth showing
	Language string // BCP 47 as the document says, often empty
	Unit     string // what Pages counts: UnitPages or UnitParts
	Problem  string // what a student misses in the document as a whole and why, a sentence; empty when all is well
}

// What Info.Pages counts.
const (
	UnitPages = "pages" // real pages, with numbers a student can look up
	UnitParts = "parts" // a text without pages, cut for our own use
)

// Document is an open document. It is not safe for concurrent use.
//
// Page may be asked for any page in 1..Info().Pages, in any order, and gives
// the same each time; in order is quickest. A page that cannot be read gives a
// Page with a Problem; an error means that the document as a whole failed.
type Document interface {
	Info() Info
	Page(ctx context.Context, n int) (Page, error)
	Close() error
}

// OpenOptions say what is known of a file besides its bytes.
type OpenOptions struct {
	Password string // for a locked file
	FileName string // as the student named it; a hint only
}

// Extractor opens files of one kind. It is safe for concurrent use.
//
// Its failures, and those of the documents it opens, are *errs.Error with a
// sentence for the student and one of the Failed constants as Field.
type Extractor interface {
	Open(ctx context.Context, path string, o OpenOptions) (Document, error)
}

// Failure kinds: the Field of an extractor's error and the `failure.kind` of a
// document. They are stored and part of the API; never rename one.
const (
	FailedLocked       = "locked"         // wants a password, or the given one is wrong
	FailedDamaged      = "damaged"        // not readable as what it claims to be
	FailedEmpty        = "empty"          // readable, with nothing in it
	FailedNoText       = "no_text"        // pages there are, words there are none
	FailedEncoding     = "encoding"       // text in a character set that cannot be told
	FailedTooManyPages = "too_many_pages" // more pages than are taken in
	FailedTimeout      = "timeout"        // reading it took too long
)
