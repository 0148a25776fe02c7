package ingest

import (
	"github.com/riverqueue/river"

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

// EmbedArgs is the job that makes the vectors which are missing, whoever's
// they are. It is worked in search.
type EmbedArgs struct{}

// Kind implements river.JobArgs.
func (EmbedArgs) Kind() string { return "embed" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (EmbedArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: jobs.QueueEmbed} }

// PublishArgs is the job that declares a document ready once a search finds
// it. Whoever writes a document's last vector inserts it.
type PublishArgs struct {
	DocumentID id.Document `json:"document_id"`
	Version    int         `json:"version"`
}

// Kind implements river.JobArgs.
func (PublishArgs) Kind() string { return "publish" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (PublishArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: jobs.QueuePublish} }
