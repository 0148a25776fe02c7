package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
)

// ExtractArgs is the job that reads one version of a document and writes its
// pages and chunks.
type ExtractArgs struct {
	DocumentID id.Document `json:"document_id"`
	Version    int         `json:"version"`
}

// Kind implements river.JobArgs.
func (ExtractArgs) Kind() string { return "extract" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (ExtractArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: jobs.QueueExtract} }

const countWaiting = `select count(*) from documents
where owner_id = @owner and status in ('queued', 'extracting') and deleted_at is null`

// queueExtract inserts the job that reads a document. The more of the owner's
// documents wait, the later it comes: who drops in five hundred files does not
// keep the others' one waiting.
func (s *Service) queueExtract(ctx context.Context, tx pgx.Tx, owner id.User, args ExtractArgs) error {
	var waiting int
	if err := tx.QueryRow(ctx, countWaiting, pgx.NamedArgs{"owner": owner}).Scan(&waiting); err != nil {
		return fmt.Errorf("counting what waits to be read: %w", err)
	}
	priority := 1 // River's highest; 4 is its lowest
	for _, n := range []int{5, 25, 100} {
		if waiting > n {
			priority++
		}
	}
	_, err := s.o.Jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: jobs.QueueExtract, Priority: priority})
	return err
}

// Reach is which documents an embed job looks at.
type Reach string

// The reaches.
const (
	UnderWay Reach = ""    // those on their way to being ready
	All      Reach = "all" // those that are ready, too: the model is new, or they were in the bin when it came
)

// EmbedArgs is the job that makes the vectors which are missing, whoever's
// they are. It is worked in search. One of a reach runs at a time; where there
// is much to do it calls helpers, which other nodes work.
type EmbedArgs struct {
	Reach  Reach `json:"reach,omitempty"`
	Helper int   `json:"helper,omitempty"` // its number, from 1; 0 is who calls
}

// Kind implements river.JobArgs.
func (EmbedArgs) Kind() string { return "embed" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (EmbedArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.QueueEmbed, UniqueOpts: jobs.OneAtATime()}
}

// RecheckArgs is the job that looks up the quotes of a document's cards in a
// new version of it. It is worked in generation, which reads what is quoted.
type RecheckArgs struct {
	DocumentID id.Document `json:"document_id"`
	Version    int         `json:"version"`
}

// Kind implements river.JobArgs.
func (RecheckArgs) Kind() string { return "recheck" }

// InsertOpts implements river.JobArgsWithInsertOpts. It holds the whole text of
// a document: one at a time, and before what is read again.
func (RecheckArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: jobs.QueueReread} }

// PublishArgs is the job that declares a document ready once a search finds
// it. Whoever writes a document's last vector inserts it.
type PublishArgs struct {
	DocumentID id.Document `json:"document_id"`
	Version    int         `json:"version"`
}

// Kind implements river.JobArgs.
func (PublishArgs) Kind() string { return "publish" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (PublishArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.QueuePublish, UniqueOpts: jobs.OneAtATime()}
}

// JobOwners tells whose the jobs of each kind are that is about a document.
// Jobs of other kinds serve all owners.
func (s *Service) JobOwners() map[string]jobs.OwnerOf {
	return map[string]jobs.OwnerOf{
		ExtractArgs{}.Kind(): s.ownerOfJob,
		PublishArgs{}.Kind(): s.ownerOfJob,
		RecheckArgs{}.Kind(): s.ownerOfJob,
		RereadArgs{}.Kind():  s.ownerOfJob,
	}
}

// JobDocument is the document that a job is about; zero if it is about none.
func JobDocument(args []byte) id.Document {
	var about struct {
		DocumentID id.Document `json:"document_id"`
	}
	if json.Unmarshal(args, &about) != nil {
		return id.Document{} // of another module's making
	}
	return about.DocumentID
}

func (s *Service) ownerOfJob(ctx context.Context, args []byte) (id.User, error) {
	return s.ownerOfAny(ctx, JobDocument(args))
}

// ownerOfAny says whose a document is, or nobody's if there is none.
func (s *Service) ownerOfAny(ctx context.Context, doc id.Document) (id.User, error) {
	owner, _, err := passage.OfAnyOwner(ctx, s.o.Pool, doc)
	if errors.Is(err, errs.NotFound) {
		return id.User{}, nil
	}
	return owner, err
}
