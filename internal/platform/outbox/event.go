package outbox

import (
	"encoding/json"
	"fmt"
	"time"

	"studyapp/internal/platform/id"
)

// Topic names what kind of thing changed. Topics are stored; never rename one.
type Topic = string

// The topics, with the meaning of Subject and Payload. Each has a reader; the
// outbox of an older version may hold others, which readers pass over.
const (
	TopicChunks        Topic = "chunks.written"   // a document; {"version":1,"chunks":[ids]}
	TopicChunksDropped Topic = "chunks.deleted"   // a document; {"version":1}: all its chunks of versions up to this one
	TopicVectors       Topic = "vectors.written"  // an embedding model's id; {"chunks":[ids]}
	TopicDocument      Topic = "document.changed" // a document: status, progress, title or course
	TopicDeleted       Topic = "document.deleted" // a document
	TopicReindex       Topic = "index.rebuild"    // an owner: forget every index of theirs and build it anew
	TopicCourse        Topic = "course.changed"
)

// Event is one change of one owner's data.
type Event struct {
	ID      int64  // rises within a transaction
	TX      uint64 // the PostgreSQL transaction that wrote it
	Owner   id.User
	Topic   Topic
	Subject string          // the identifier of what changed
	Payload json.RawMessage // null reads as {}
	At      time.Time
}

// NewEvent returns an event ready for Write. The payload is anything that
// encodes as a JSON object; nil is an empty one.
func NewEvent(owner id.User, topic Topic, subject string, payload any) (Event, error) {
	e := Event{Owner: owner, Topic: topic, Subject: subject}
	if payload == nil {
		return e, nil
	}
	b, err := json.Marshal(payload)
	if err != nil {
		return Event{}, fmt.Errorf("outbox: encoding the payload of %s: %w", topic, err)
	}
	e.Payload = b
	return e, nil
}
