package ingest

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

// Queue takes jobs in; jobs.Client is one.
type Queue interface {
	InsertTx(ctx context.Context, tx pgx.Tx, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error)
}

// Decrypter writes a copy of a locked PDF that needs no password. It returns
// an error with the field extract.FailedLocked if the password is wrong.
type Decrypter interface {
	Decrypt(ctx context.Context, path, password, out string) error
}

// Prober asks the real search whether it finds a document.
type Prober interface {
	Probe(ctx context.Context, owner id.User, doc id.Document, version int) (bool, error)
}

// Courses is what documents ask of those who keep courses and cards;
// learning.Service is one.
type Courses interface {
	// CourseTx returns the course if it is the owner's, and the owner's default
	// one for the zero id; else errs.NotFound. It stays until the transaction
	// ends.
	CourseTx(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) (id.Course, error)
	// CourseTitledTx returns the owner's course of that title; where there is
	// none it is made.
	CourseTitledTx(ctx context.Context, tx pgx.Tx, owner id.User, title string) (id.Course, error)
	// MoveDocumentTx moves the cards of a document to the course.
	MoveDocumentTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, course id.Course) error
}

// Runs go on with what waited for a document that was in the bin; runs.Engine
// is one.
type Runs interface {
	ResumeTx(ctx context.Context, tx pgx.Tx, owner id.User, subject uuid.UUID) error
}

// Options are what a Service works with. Log and Now may be nil.
type Options struct {
	Pool           *pgxpool.Pool
	Courses        Courses
	Runs           Runs // nil: nothing waits for a document
	Jobs           Queue
	Blobs          *blob.Store
	Bus            *bus.Bus
	Log            *slog.Logger
	Now            func() time.Time
	MaxUploadBytes int64                      // 0 means 200 MB
	Extractors     map[Kind]extract.Extractor // a kind without one is refused
	Decrypter      Decrypter                  // nil: passwords are refused
	Chunks         chunk.Options
	PageTimeout    time.Duration // for one page; 0 means two minutes
	Vectors        Vectors       // nil: what is read again waits for none
}

const (
	defaultMaxUpload   = 200 << 20
	defaultPageTimeout = 2 * time.Minute
)

// Service brings documents in and keeps them. Its methods may be called from
// many goroutines.
type Service struct {
	o       Options
	prober  atomic.Pointer[Prober]
	quoters atomic.Pointer[Quoters]

	first, later batchLimits
	rest         time.Duration // between two looks whether others wait
}

// New returns a service. Give it a Prober before its workers run.
func New(o Options) *Service {
	if o.MaxUploadBytes <= 0 {
		o.MaxUploadBytes = defaultMaxUpload
	}
	if o.PageTimeout <= 0 {
		o.PageTimeout = defaultPageTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{
		o:     o,
		first: batchLimits{pages: 4, bytes: 64 << 10, time: 500 * time.Millisecond},
		later: batchLimits{pages: 32, bytes: 256 << 10, time: 2 * time.Second},
		rest:  2 * time.Second,
	}
}

// SetProber gives the service the search that decides when a document is
// ready. Without one it is ready as soon as it is written.
func (s *Service) SetProber(p Prober) { s.prober.Store(&p) }

// SetQuoters gives the service those who quote documents. Without them nothing
// follows a text that is read again.
func (s *Service) SetQuoters(q Quoters) { s.quoters.Store(&q) }

// MaxUploadBytes is the largest file that is taken in.
func (s *Service) MaxUploadBytes() int64 { return s.o.MaxUploadBytes }

// Workers registers the workers of the jobs extract, publish, reread and
// sweep_documents.
func (s *Service) Workers(w *river.Workers) {
	river.AddWorker(w, &extractWorker{service: s})
	river.AddWorker(w, &publishWorker{service: s})
	river.AddWorker(w, &rereadWorker{service: s})
	river.AddWorker(w, &sweepWorker{service: s})
}

// changed writes the event that something of the document which a page shows
// is different now.
func changed(ctx context.Context, tx postgres.DB, owner id.User, doc id.Document) error {
	return outbox.Write(ctx, tx, outbox.Event{Owner: owner, Topic: outbox.TopicDocument, Subject: doc.String()})
}

// Change runs f in a transaction and wakes the owner's readers after it. It is
// for a use case that is more than one step: f calls the methods whose names
// end in Tx, of this service and of others.
func (s *Service) Change(ctx context.Context, owner id.User, f func(tx pgx.Tx) error) error {
	if err := postgres.InTx(ctx, s.o.Pool, f); err != nil {
		return err
	}
	s.o.Bus.Wake(ctx, owner)
	return nil
}

// readerOf is the version of the extractor of a kind.
func (s *Service) readerOf(k Kind) int { return extract.VersionOf(s.o.Extractors[k]) }
