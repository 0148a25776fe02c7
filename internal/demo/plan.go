package demo

// A plan is what the student of the demo account has studied. Times in it are
// parts of its span: 0 is its beginning, 1 is now.
type plan struct {
	courses   []plannedCourse // the first becomes the default course
	documents []plannedDocument
	questions []plannedQuestion
}

type plannedCourse struct {
	title   string
	exam    int // days from now; 0: none
	minutes int // a day; 0: none
}

type plannedDocument struct {
	file    string // in texts
	name    string // what the student's file was called
	title   string // empty: found in the document
	course  string
	at      float64
	cards   int     // made by the program, besides those written by hand
	page    int     // where the student stopped reading; 0: not opened
	read    float64 // when
	failure string  // the kind of failure it ends with; empty: it is read
}

type plannedQuestion struct {
	text   string
	course string // where to look; empty: everywhere
	at     float64
	next   string // asked in the same conversation, or empty
}

const (
	languages  = "Languages and literature"
	biology    = "Biology"
	statistics = "Statistics"
	history    = "Modern history"
)

// threeMonths is the whole story, in the order in which it happened.
var threeMonths = plan{
	courses: []plannedCourse{
		{title: languages},
		{title: biology, exam: 24, minutes: 20},
		{title: statistics, exam: 11, minutes: 15},
		{title: history, exam: 45},
	},
	documents: []plannedDocument{
		{file: "photosynthesis.md", name: "photosynthesis.md", course: biology, at: 0.01, cards: 40, page: 1, read: 0.90},
		{file: "probability.md", name: "probability.md", course: statistics, at: 0.10, cards: 30, page: 1, read: 0.62},
		{file: "weimar.md", name: "weimarer-republik.md", course: history, at: 0.22, cards: 40, page: 1, read: 0.81},
		{file: "subjuntivo.md", name: "subjuntivo.md", course: languages, at: 0.33, cards: 20, page: 1, read: 0.60},
		{file: "cell-division.pdf", name: "04 cell division.pdf", course: biology, at: 0.45, cards: 40, page: 2, read: 0.995},
		{file: "bayt-al-hikma.md", name: "bayt-al-hikma.md", course: languages, at: 0.55, cards: 12, page: 1, read: 0.72},
		{file: "hypothesis-tests.pdf", name: "hypothesis-tests.pdf", course: statistics, at: 0.65, cards: 40, page: 2, read: 0.98},
		{file: "inheritance.md", name: "mendel.md", course: biology, at: 0.74, cards: 40, page: 1, read: 0.88},
		{file: "cold-war.md", name: "cold-war.md", course: history, at: 0.82, cards: 40, page: 1, read: 0.96},
		{file: "basho.txt", name: "芭蕉.txt", title: "松尾芭蕉と『おくのほそ道』", course: languages, at: 0.89, cards: 12, page: 1, read: 0.92},
		{file: "regression.md", name: "regression.md", course: statistics, at: 0.945, cards: 30},
		{file: "seminar-7.pdf", name: "Seminar 7.pdf", course: history, at: 0.993, failure: "locked"},
	},
	questions: []plannedQuestion{
		{text: "Where does the oxygen of photosynthesis come from?", course: biology, at: 0.08},
		{text: "What is the base rate fallacy?", course: statistics, at: 0.16},
		{text: "Was erlaubte der Artikel 48?", course: history, at: 0.30},
		{text: "What holds up the division when a chromosome is not attached?", course: biology, at: 0.49},
		{text: "What is the power of a test?", course: statistics, at: 0.70, next: "With what does it grow?"},
		{text: "How did the Marshall Plan work?", course: history, at: 0.86},
		{text: "How many chromosomes does a potato have?", course: biology, at: 0.93}, // its documents do not say
		{text: "Why was Mendel not heard?", course: biology, at: 0.97},
	},
}

// first is the plan with only so many documents and what goes with them.
func (p plan) first(documents int) plan {
	if documents <= 0 || documents >= len(p.documents) {
		return p
	}
	p.documents = p.documents[:documents]
	var kept []plannedQuestion
	for _, q := range p.questions {
		for _, d := range p.documents {
			if q.course == d.course && d.at < q.at {
				kept = append(kept, q)
				break
			}
		}
	}
	p.questions = kept
	return p
}
