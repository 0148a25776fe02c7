package llm

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Role says who speaks.
type Role string

// The roles of a message.
const (
	System    Role = "system"
	User      Role = "user"
	Assistant Role = "assistant"
)

// Message is one turn of what a model reads.
type Message struct {
	Role Role
	Text string
}

// Format is how strictly a reply is asked to be JSON.
type Format uint8

// The rungs of the ladder, strictest first after Text.
const (
	Text Format = iota
	JSONSchema
	JSONObject
	JSONPrompt // nothing is said to the server, the prompt alone asks for JSON
)

// Schema is the shape of a JSON reply.
type Schema struct {
	Name string // letters, digits, _ and -
	JSON json.RawMessage
}

// Request is what a model is asked.
type Request struct {
	Messages  []Message
	MaxTokens int // of the reply; 0 leaves it to the server
	Format    Format
	Schema    Schema
	// Silence is how long the server may send nothing, at the start and between
	// two pieces; 0 leaves it to the provider.
	Silence time.Duration
}

// Reply is what came.
type Reply struct {
	Text         string
	Provider     string
	Model        string
	InputTokens  int
	OutputTokens int
	Cut          bool // the server stopped at MaxTokens

	// What it took, for a Pace.
	First   time.Duration // to the first word; 0 = none came
	Took    time.Duration // from the first word to the last
	Kept    int           // input tokens that the server had read before; -1 = it does not say
	Thought bool          // it wrote something first that is not told
}

// Provider is one model behind one protocol.
type Provider interface {
	// Name is shown to the student, as "OpenAI".
	Name() string
	Model() string
	// Complete asks the model. When onToken is not nil it is called with each
	// piece of text as it comes, from this goroutine. On an error the reply
	// holds what had come by then.
	Complete(ctx context.Context, r Request, onToken func(string)) (Reply, error)
}

// Reasons why a provider did not answer. Errors of Complete wrap one of them,
// or the context's own error.
var (
	ErrRefused = errors.New("the key was refused")
	ErrBusy    = errors.New("the provider limits requests")
	ErrFormat  = errors.New("the format is not supported")
	ErrRequest = errors.New("the request was refused")
	ErrSilent  = errors.New("no answer in time")
	ErrAway    = errors.New("the provider cannot be reached")
	ErrSlow    = errors.New("the model is too slow for this") // said by who makes a prompt
)

// Words says a reason to a student, with the provider's name.
func Words(provider string, err error) string {
	switch {
	case errors.Is(err, ErrRefused):
		return provider + " refused the key."
	case errors.Is(err, ErrBusy):
		return provider + " is busy or its limit is used up."
	case errors.Is(err, ErrSilent):
		return provider + " did not reply in time."
	case errors.Is(err, ErrAway):
		return provider + " cannot be reached."
	case errors.Is(err, ErrOpen):
		return provider + " is paused after several failures."
	}
	return provider + " did not reply."
}
