package learning

import (
	"encoding/json"
	"time"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
)

// A Course is what a student studies towards. Each owner has one default
// course, which cannot be deleted.
type Course struct {
	ID              id.Course
	Title           string
	IsDefault       bool
	ExamAt          *time.Time
	MinutesPerDay   *int
	TargetRetention float64 // between 0.7 and 0.99
	CreatedAt       time.Time
	Documents       int // outside the bin
	Cards           int // not deleted
	Due             int // learning, review and new cards that today's limits let through
}

// NewCourse is the input of CreateCourse. A zero TargetRetention means 0.9.
type NewCourse struct {
	Title           string
	ExamAt          *time.Time
	MinutesPerDay   *int
	TargetRetention float64
}

// CoursePatch changes what is not nil. ClearExam and ClearMinutes take the
// value away.
type CoursePatch struct {
	Title           *string
	ExamAt          *time.Time
	ClearExam       bool
	MinutesPerDay   *int
	ClearMinutes    bool
	TargetRetention *float64
}

// Kind says how a note makes its cards.
type Kind string

// The kinds of notes.
const (
	Basic Kind = "basic" // one card: front, back
	Cloze Kind = "cloze" // one card for each gap number in the front
)

// Status says whether a card is asked.
type Status string

// The statuses. Buried is never stored as such: it holds until a time.
const (
	Draft     Status = "draft"     // made, not accepted yet
	Active    Status = "active"    // asked when due
	Suspended Status = "suspended" // not asked until made active again
	Buried    Status = "buried"    // active, but out of sight until the next day
)

// State is what the log says of a card's memory.
type State struct {
	Due        time.Time
	Stability  float64 // days until the chance of recall falls to 90 %; 0 when new
	Difficulty float64 // 1 to 10; 0 when new
	Reps       int
	Lapses     int
	Phase      fsrs.Phase
	LastReview *time.Time
}

// Source is where a note came from.
type Source struct {
	Document    id.Document
	Version     int
	Chunk       id.Chunk
	Quote       string          // verbatim in the page text
	Page        *int            // nil where the kind has no pages
	PageLabel   string          // the number that is printed on the page, where it is another
	Segments    json.RawMessage // [{"page","start","end"}] in code points of the page texts
	Stale       bool            // a newer version of the document has lost the quote
	KeptAt      *time.Time      // the student kept the card although its quote is gone
	HeadingPath []string        // of the chunk; empty when the chunk is gone
	Title       string          // of the document; empty when it is gone
	Language    string          // of the document, BCP 47; empty while unknown
}

// Lost reports that the quote does not stand in the document as it is now,
// whether or not the student kept the card.
func (s Source) Lost() bool { return s.Stale || s.KeptAt != nil }

// A Card is one question of a note.
type Card struct {
	ID          id.Card
	Note        id.Note
	Course      id.Course
	Kind        Kind
	Ordinal     int    // 0 for basic; the gap's number for cloze
	Front       string // Markdown; of a cloze card the text with Blank for its gap
	Back        string // Markdown; of a cloze card the whole text, then the note's back
	Text        string // the note's front as it was written
	Extra       string // the note's back as it was written
	Tags        []string
	Status      Status
	BuriedUntil *time.Time
	WrongAt     *time.Time // the student said that this card is wrong; it waits for an edit
	Source      *Source    // nil for a card made by hand
	State       State
	CreatedAt   time.Time

	step      int     // learning steps still to go
	retention float64 // the course's target
}

// NewNote is the input of CreateNote. A zero Course means the owner's default
// one, a zero Kind basic, a zero Status active. With an ID of the caller's the
// ids of the cards follow from it: the same note has the same dates anywhere,
// since a card's id seeds what its intervals are moved by.
type NewNote struct {
	ID         id.Note
	Course     id.Course
	Kind       Kind
	Front      string
	Back       string
	Tags       []string
	Source     *Source
	Status     Status
	Generation id.Generation
}

// CardFilter narrows Cards. Zero fields do not filter.
type CardFilter struct {
	Course   id.Course
	Document id.Document
	Status   Status
	Due      bool   // only what could be asked now
	Wrong    bool   // only cards marked wrong
	Stale    bool   // only cards whose quote is gone
	Text     string // words in front, back or tags, as package fold compares them
	Filter   Filter // and what a student's filter says
	Limit    int    // 1 to 200; 0 means 50
	Cursor   string
}

// Patch changes what is not nil. Front, Back, Tags and Course are the note's
// and change its siblings too.
type Patch struct {
	// Seen is the Version of the card that the change began from. When front,
	// back or tags have been changed since, to something else than this patch
	// would, it is refused. Empty does not ask.
	Seen   string
	Front  *string // of a cloze note the text with its gaps
	Back   *string
	Tags   *[]string
	Status *Status // Buried hides the card until the student's next day
	Course *id.Course

	BuriedAt time.Time // when a device buried the card: its day counts; zero means now
}

// DueFilter narrows Due.
type DueFilter struct {
	Course id.Course
	Limit  int           // 1 to 500; 0 means 50
	Now    time.Time     // zero means the service's clock
	Ahead  time.Duration // also learning steps that fall due within this time, at the end
	More   bool          // beyond the day's limits, and behind that what falls due on later days
}

// A DueCard is a card to ask now, with what each answer would lead to.
type DueCard struct {
	Card
	Next           [4]time.Time     // due times after again, hard, good, easy at Now
	NextIn         [4]time.Duration // the same as intervals from Now
	Retrievability float64          // the chance of recall now; 0 for a new card
}

// DueCounts is what waits now, with today's limits of each course applied: in all of
// them together, and in each.
type DueCounts struct {
	Due    int // learning steps and reviews
	New    int
	Course map[id.Course]int // due and new together
}

// A Review is the fact that the owner answered a card. Its id comes from the
// device that made it.
type Review struct {
	ID         id.Review
	Card       id.Card
	Rating     fsrs.Rating
	ReviewedAt time.Time
	Duration   time.Duration
	Device     string
}

// Outcome says what became of a review that was sent.
type Outcome string

// The outcomes.
const (
	Recorded  Outcome = "recorded"
	Duplicate Outcome = "duplicate" // it was there already; nothing changed
	Rejected  Outcome = "rejected"  // Reason says why
)

// ReviewResult answers one review of a batch.
type ReviewResult struct {
	ID     id.Review
	Card   id.Card
	Status Outcome
	Reason string // in a student's words; empty unless rejected
	State  *State // the card's state after the batch; nil when rejected
}

// A Void is the fact that a review no longer counts. It may arrive before the
// review it names.
type Void struct {
	ID       id.Void
	Review   id.Review
	VoidedAt time.Time
}

// HistoryEntry is one review of a card with what it led to.
type HistoryEntry struct {
	ID             id.Review
	Rating         fsrs.Rating
	ReviewedAt     time.Time
	Duration       time.Duration
	Voided         bool
	VoidReason     string  // undo or wrong
	Retrievability float64 // the chance of recall that was predicted; 0 at the first review
	State          State   // after it; zero when voided
}

// A Summary is the student's day so far.
type Summary struct {
	DayStart, DayEnd time.Time
	Due, New         int           // waiting now, see DueCounts
	MinutesDue       int           // what Due and New will take, from the student's own times
	DoneToday        int           // reviews that count
	CardsToday       int           // different cards among them
	TimeToday        time.Duration // spent on them
	RememberedToday  int           // of the reviews of known cards, those not rated again
	KnownToday       int           // reviews of known cards
	DueTomorrow      int
	Pace             time.Duration // what one answer takes, from the student's own times
	NextDue          *time.Time    // the next learning step later today
}
