package ingest

import (
	"time"

	"studyapp/internal/platform/id"
)

// Kind is the sort of a document; it decides who extracts it.
type Kind string

// The kinds that can be taken in.
const (
	PDF      Kind = "pdf"
	Markdown Kind = "markdown"
	Text     Kind = "text"
)

// Status is how far a document has come.
type Status string

// The statuses, in their usual order.
const (
	Queued     Status = "queued"     // waits for a worker
	Extracting Status = "extracting" // pages are read; those read can be searched by words
	Embedding  Status = "embedding"  // all pages are read, vectors follow
	Ready      Status = "ready"      // a search was seen to find it
	Failed     Status = "failed"     // see Failure; Retry goes on from there
)

// UnitPassages counts chunks; extract has the other units of a progress.
const UnitPassages = "passages"

// Progress is how much of the stage that the status names is done.
type Progress struct {
	Done  int    `json:"done"`
	Total int    `json:"total"` // 0 while unknown
	Unit  string `json:"unit"`
}

// Failure is why a document could not be read.
type Failure struct {
	Kind    string `json:"kind"`    // stable: extract.Failed… or one of the constants below
	Message string `json:"message"` // what happened and what to do, for the student
}

// The failure kinds besides those of the extractors (extract.Failed…).
const (
	FailedMissing  = "missing"   // the stored file is gone
	FailedCrashed  = "crashed"   // reading it ended the process again and again
	FailedNotFound = "not_found" // written, but a search does not find it
	FailedInternal = "internal"  // the server's own fault
)

// Document is one thing a student put in.
type Document struct {
	ID        id.Document
	Owner     id.User
	Course    id.Course
	Title     string
	FileName  string
	Kind      Kind
	SourceURL string
	MediaType string
	Language  string // BCP 47; empty while unknown
	Bytes     int64
	Version   int // counts the files it has had, from 1
	Status    Status
	Progress  Progress
	Pages     int // pages of a PDF; 0 where the kind has none
	Chunks    int
	Failure   *Failure // set while Status is Failed
	Problem   string   // what a student misses in a document that was not read whole, a sentence
	Reader    int      // the version of the extractor that made the pages which are shown
	ReadPage  int      // where the student stopped reading; 0 = never opened
	ReadLabel string   // the number that is printed on that page, where it is another
	CreatedAt time.Time
	ReadyAt   *time.Time
	ReadAt    *time.Time
}
