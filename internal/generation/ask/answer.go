package ask

import (
	"time"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/id"
)

// The verdicts on a sentence. They come from package cite, never from a model.
const (
	Supported   = "supported"   // a quote says all of it
	Weak        = "weak"        // a quote says part of it
	Unsupported = "unsupported" // no quote says it
)

// Request is a question. A zero Course and no Documents mean everything the
// owner has; a zero Conversation begins a new one.
type Request struct {
	Question     string
	Course       id.Course
	Documents    []id.Document
	Conversation id.Conversation
	Message      id.Message // made by who asks, so that sending it twice asks once; zero: made here
	K            int        // passages to read; 0 = 12
}

// Outcome is what came of a question. It is empty while the answer is written,
// and where it broke off.
type Outcome string

// The outcomes.
const (
	Answered Outcome = "answered"
	Nearest  Outcome = "nearest" // nothing certain: Citations are the passages that come nearest
	Nothing  Outcome = "nothing" // nothing comes near, and there are no Citations
)

// Answer is what came of a question. Its JSON is the outer contract's.
type Answer struct {
	Answered       bool                `json:"answered"` // the outcome is Answered
	Outcome        Outcome             `json:"outcome,omitempty" enum:"answered,nearest,nothing" doc:"What came of the question. nearest: nothing certain, the citations are the passages that come nearest and no sentence is supported. nothing: no passage comes near. Missing while the answer is written and where it broke off."`
	Answer         string              `json:"answer"`
	Sentences      []Sentence          `json:"sentences"`
	Citations      []evidence.Citation `json:"citations"`
	Provider       string              `json:"provider"`
	Model          string              `json:"model"`
	Note           string              `json:"note,omitempty"` // for the student: another provider stood in, the answer was stopped
	ConversationID id.Conversation     `json:"conversation_id"`
	MessageID      id.Message          `json:"message_id"`
	Question       string              `json:"question"`
	Status         string              `json:"status"` // running, done, stopped, failed
	WordsOnly      bool                `json:"words_only,omitempty"`
	Understood     []Understood        `json:"understood,omitempty"`
	Usage          Usage               `json:"usage"`
	CreatedAt      time.Time           `json:"created_at"`
}

// Sentence is one sentence of an answer with its verdict and the numbers of
// the citations that were held against it.
type Sentence struct {
	Text      string `json:"text"`
	Support   string `json:"support"`
	Citations []int  `json:"citations"`
	// Against are the citations, of other documents, that say something else of
	// the same: another figure, the other direction, or that it is not so.
	Against []int `json:"against,omitempty"`
	// Break says that the sentence begins a new paragraph.
	Break bool `json:"break,omitempty"`
}

// Understood is a word of the question that was looked for as another one.
type Understood struct {
	Typed string `json:"typed"`
	Meant string `json:"meant"`
}

// Usage counts what a model read and wrote; zero for the built-in provider.
type Usage struct {
	InputTokens  int `json:"input_tokens"`
	OutputTokens int `json:"output_tokens"`
}

// Passage is a chunk found for a question, as the passages event tells it.
type Passage struct {
	N           int         `json:"n"` // the number a model cites, from 1
	ChunkID     id.Chunk    `json:"chunk_id"`
	DocumentID  id.Document `json:"document_id"`
	Title       string      `json:"title"`
	HeadingPath []string    `json:"heading_path,omitempty"`
	Pages       []int       `json:"pages,omitempty"`
	PageLabels  []string    `json:"page_labels,omitempty"` // printed on them, empty where it is the same number; missing where all are
	Text        string      `json:"text"`
	Score       float64     `json:"score"`
}

// The events of an answer in the making, in this order; tokens and sentences
// take turns.
const (
	EventBegun    = "begun"    // Data is Begun
	EventPassages = "passages" // Data is Passages
	EventWaiting  = "waiting"  // Data is Waiting; only where a model is asked
	EventToken    = "token"    // Data is Token
	EventSentence = "sentence" // Data is Settled
	EventRestart  = "restart"  // what was written is dropped: something else answers; no data
	EventAnswer   = "answer"   // Data is the whole Answer
)

// Event is one step of an answer in the making.
type Event struct {
	Name string
	Data any
}

// Begun is the data of the begun event: the question is kept, and where.
type Begun struct {
	Conversation id.Conversation `json:"conversation_id"`
	Message      id.Message      `json:"message_id"`
}

// Passages is the data of the passages event.
type Passages struct {
	Passages  []Passage `json:"passages"`
	Documents int       `json:"documents"` // how many documents they come from
	WordsOnly bool      `json:"words_only,omitempty"`
	Try       string    `json:"-"` // another one each time that the answer is begun
}

// Waiting is the data of the waiting event: a model was asked and reads.
type Waiting struct {
	Model string        `json:"model"`
	First time.Duration `json:"-"`    // the forecast for its first word
	Due   time.Time     `json:"due"`  // the moment of the first word, as forecast
	Sure  bool          `json:"sure"` // false: the model was not measured yet
}

// Token is the data of a token event: text to append to the answer.
type Token struct {
	Text string `json:"text"`
}

// Settled is the data of a sentence event: a sentence with its verdict, which
// stays. It stands for the tokens since the sentence before. N counts from 0;
// one that was told before is told anew when a quote came late.
type Settled struct {
	N      int  `json:"n"`
	Quoted bool `json:"quoted,omitempty"` // the document's own words, by the built-in provider
	Sentence
	Sources []evidence.Citation `json:"sources"` // the citations that it is the first to use; without boxes
}

// Conversation is a row of the list of conversations.
type Conversation struct {
	ID        id.Conversation `json:"id"`
	Title     string          `json:"title"` // the first question
	Course    id.Course       `json:"-"`
	Documents []id.Document   `json:"document_ids"` // the scope; empty means all
	Messages  int             `json:"messages"`
	Outcome   Outcome         `json:"outcome,omitempty" enum:"answered,nearest,nothing" doc:"The best one of its questions."`
	UpdatedAt time.Time       `json:"updated_at"`
}
