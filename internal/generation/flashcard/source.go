package flashcard

// Sentence is what a card is made from and stands in one place of a document:
// a sentence, or, where Entry, List or Row is set, a part of the page that its
// form explains.
type Sentence struct {
	Chunk      int // any number of the caller's, the same for sentences of one chunk
	Page       int
	Start, End int // code points in the page's text
	Text       string
	Heading    string   // the nearest heading
	Path       []string // all headings above, the outermost first
	Lang       string
	Marked     []string // words the author set off: emphasis, bold
	Code       []string // words set as code
	Math       []Formula
	Item       bool   // an item of a list
	Opens      bool   // begins where its item begins
	Closed     bool   // ends where its item or paragraph ends
	Within     bool   // goes on with a sentence that its block has begun before it
	Display    bool   // ends with the displayed formula that it leads to
	Led        string // what leads to the list that it is an item of
	Outside    Reason // why nothing here is worth a card, as its place in the page tells
	Entry      *Entry
	List       *List
	Row        *Row
}

// Part is a stretch of a Sentence's Text, in code points.
type Part struct{ Start, End int }

// Entry is a term that is set off before what is said of it: of a glossary, a
// definition list, or a numbered definition or theorem with its name.
type Entry struct {
	Term Part
	Body Part
	Form Form
	Of   string // what leads to the list that it is an item of
	Bare bool   // nothing sets the term off but what parts it
	Cut  bool   // what is said goes on elsewhere
	Lone bool   // … and the items beside it are of another form
}

// Form says how an entry is set.
type Form uint8

// The forms of entries.
const (
	Gloss      Form = iota // "Term: what it is"
	Definition             // "Definition 1.7 (Term). What it is"
	Theorem                // "Theorem 2 (Name). What it states"
	Asked                  // "What is a term? What it is"
	Titled                 // "Term" as a heading above what it is
)

// List is an enumeration with the words that lead to it.
type List struct {
	Lead   Part
	Items  []Part
	Under  string // the item that what leads to it is an item of
	Titled bool   // what leads to it is the heading above it
	Nested bool   // its items have lists of their own
	Far    bool   // other text stands between the heading and what leads to it
}

// Row is a row of a table: Header names its columns.
type Row struct {
	Header []string
	Cells  []Part
	Ruled  bool // its cells are told by where they stand on a page: what is above may be another column
}

// cut is a part of the text with a sign for each formula; false where it cannot
// be written so.
func (s Sentence) cut(p Part) (string, bool) {
	rs := []rune(s.Text)
	if p.Start < 0 || p.End > len(rs) || p.Start > p.End {
		return "", false
	}
	return s.mask(rs, p)
}

// overlaps reports whether two sentences share a place.
func (s Sentence) overlaps(o Sentence) bool {
	return s.Page == o.Page && s.Start < o.End && o.Start < s.End
}
