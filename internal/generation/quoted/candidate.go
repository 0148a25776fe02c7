package quoted

// Passage is a chunk found for the question, cut into units.
type Passage struct {
	Document    string // any key of the document
	Title       string
	HeadingPath []string
	Text        string
	Lang        string
	Score       float64 // the search's fused score, higher is better
	Cosine      float64 // of the question and the chunk; 0 when there are no vectors
	Units       []Unit
	Pages       map[int][]Unit // all units of the pages it stands on; may be missing
	// Said is how much of the question each unit says, token by token: the mean over
	// the question's tokens, rare ones weighing more, of the cosine with the nearest
	// of the unit. It is nil for a passage that was not read closely.
	Said []float64
	// Readings are what the reader says of each unit, Answer what it says of the
	// whole, in log-odds against there being no answer; nil and 0 where it did not
	// read the passage.
	Readings []Reading
	Answer   float64
	// Subjects are the question's names that the document as a whole is about,
	// as stems, though the passage may not say them.
	Subjects map[string]bool

	beside map[int][]Unit // of around, by page
	texts  *texts         // of its Ranking
}

// Reading is what the reader says of a unit, in log-odds: that the answer stands in
// it, and that it belongs to what a reply has to quote.
type Reading struct {
	Answer, Belongs float64
	Known           bool // it was read
}

// Candidate is a unit with what speaks for it.
type Candidate struct {
	Passage, Unit int // indexes
	Features
	Score float64
	stems map[string]bool // those of the unit that the question looks for

	// What of the score Decide takes up again; of Rank.
	suits  float64
	echoes bool
}

// Features are what the ranking sees of a unit. Shares are by weight: rare
// terms count more.
type Features struct {
	Said      float64 // how much of the question the unit says, token by token (Passage.Said); of a passage not read closely, the least
	Reading           // what the reader says of the unit
	Around    float64 // cosine of the question and the unit's passage, in background's standard deviations; 0 without vectors
	Focus     float64 // share of what is asked about that the unit says; a row's section and header count half
	Precision float64 // of a row: share of its label that the question names
	When      float64 // share of the question's times that the unit, its header or (less) its passage says; 1 without times
	Context   float64 // share of all terms that unit, header, headings, title or passage say
	Missing   float64 // share of all terms that are names or numbers and stand nowhere there
	Lacks     bool    // one of them is a year, or a name that stands in no passage at all
	LacksYear bool    // … a year
	Fits      float64 // 1: has the kind of thing the question wants; 0.5: cannot be told
	Row       float64 // 1: a table row
	Turns     float64 // 1: speaks of a change where a level is asked for, or the other way round
	Narrow    float64 // 1: speaks of a part where the whole is asked for ("Notebook revenue" for "revenue")
	Length    float64 // 1: a normal sentence; less when very short or very long
	Rank      float64 // 1 for the passage that search put first, then less
}
