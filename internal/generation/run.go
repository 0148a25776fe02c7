package generation

import (
	"time"

	"studyapp/internal/platform/id"
)

// Task is what to make from a document.
type Task string

// Flashcards is the one task there is a worker for.
const Flashcards Task = "flashcards"

// Generation is one run of making something from a document. Done and Total
// count the passages looked at.
type Generation struct {
	ID         id.Generation `json:"id"`
	DocumentID id.Document   `json:"document_id"`
	Task       Task          `json:"task"`
	Count      int           `json:"count"`  // how many were asked for; 0 = the program decides
	Status     string        `json:"status"` // queued, running, done, failed
	Done       int           `json:"done"`
	Total      int           `json:"total"`
	Produced   int           `json:"produced"`
	Rejected   int           `json:"rejected"`
	Failure    string        `json:"failure,omitempty"`
	Provider   string        `json:"provider,omitempty"`
	Model      string        `json:"model,omitempty"`
	CreatedAt  time.Time     `json:"created_at"`
	FinishedAt *time.Time    `json:"finished_at,omitempty"`
}

// GenerateArgs is the River job of a Generation.
type GenerateArgs struct {
	GenerationID id.Generation `json:"generation_id"`
}

// Kind implements river.JobArgs.
func (GenerateArgs) Kind() string { return "generate" }
