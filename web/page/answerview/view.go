package answerview

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/render"
	"studyapp/web/words"
)

// Place is where an answer stands.
type Place int

// The places: the page of its conversation, and the panel beside a document.
const (
	OnItsPage Place = iota
	BesideDocument
)

// Answer is one question with its answer.
type Answer struct {
	ID, Question string
	Conversation string
	Answered     bool
	Quoted       bool // built-in: the sentences are quotes
	Sentences    []Sentence
	Citations    []Citation
	Verdict      string // "3 of 5 sentences are supported."
	Rest         string // " One only in part, one has no source."
	Hides        string // "2 sentences are hidden.", said while only the supported ones stand
	Note         string
	Understood   []string // "Searched for …", of words that were typed otherwise
	Nearest      bool     // no answer: its citations are the passages that come nearest
	NearestHow   string
	Nothing      string // nothing about this in your documents
	Documents    int
	MakeCards    string // dialog address, or empty
	Running      bool   // another look shows more
	ByModel      string
}

// Sentence is one sentence of an answer, with what was found of it.
type Sentence struct {
	N       string // its place in the answer, from 0
	HTML    string
	Support string
	Break   bool
	Chips   []Chip
	Against []Chip // other documents that say otherwise
}

// Chip is the number of a source behind a sentence.
type Chip struct {
	N, Href, Label string
	Weak           bool
}

// Citation is one source: a passage in the column, and the popover.
type Citation struct {
	N            string
	ID           string
	Chunk        string
	Href         string
	Where        string // "Photosynthesis, page 214"
	Before       string // the context, cut around the quote
	Quote, After string
	Cited        bool
	Marked       []Stretch // of a nearest passage: all of the context
	CardHref     string
	Document     string
	Page         int
	PageLabel    string // printed on it, where it is another
	Path         string
	WordForWord  bool
}

// Stretch is a piece of a passage; Fits says that it is a word of the question.
type Stretch struct {
	Text string
	Fits bool
}

// citationHref is the address of the quoted words: a URL that can be opened in
// a tab, shared and gone back from.
func citationHref(c evidence.Citation, conversation id.Conversation) string {
	q := url.Values{}
	if len(c.Segments) > 0 {
		q.Set("page", strconv.Itoa(c.Segments[0].Page))
	} else if c.Page != nil {
		q.Set("page", strconv.Itoa(*c.Page))
	}
	q.Set("cite", c.ID.String())
	if !conversation.IsZero() {
		q.Set("c", conversation.String())
	}
	return "/documents/" + c.DocumentID.String() + "?" + q.Encode()
}

// passageHref is the address of a passage's first page.
func passageHref(x ask.Passage) string {
	to := "/documents/" + x.DocumentID.String()
	if len(x.Pages) > 0 {
		to += "?page=" + strconv.Itoa(x.Pages[0])
	}
	return to
}

// Of is an answer as pages draw it; documents is how many it was looked for in.
func Of(a ask.Answer, documents int) Answer {
	v := Answer{ID: a.MessageID.String(), Question: a.Question, Conversation: a.ConversationID.String(), Answered: a.Answered, Note: a.Note, Running: a.Status == "running", Documents: documents,
		Quoted: a.Provider == llm.BuiltIn}
	if !v.Quoted && a.Provider != "" {
		v.ByModel = writtenBy(cmp.Or(a.Model, a.Provider))
	}
	byN := map[int]evidence.Citation{}
	perDocument := map[id.Document]int{}
	for _, c := range a.Citations {
		byN[c.N] = c
		if c.Cited {
			perDocument[c.DocumentID]++
		}
		v.Citations = append(v.Citations, CitationOf(c, a.ConversationID))
	}
	count := map[string]int{}
	for i, sentence := range a.Sentences {
		count[sentence.Support]++
		v.Sentences = append(v.Sentences, SentenceOf(i, sentence, byN, a.ConversationID))
	}
	switch {
	case v.Note != "":
	case a.Status == "running":
		v.Note = stillWriting
	case a.Status == "stopped" && len(a.Sentences) == 0:
		v.Note = stoppedEmpty
	case a.Status == "stopped":
		v.Note = stopped
	case a.Status == "failed":
		v.Note = brokeOff
	}
	for _, u := range a.Understood {
		v.Understood = append(v.Understood, searchedFor(u.Typed, u.Meant))
	}
	switch {
	case a.Outcome == ask.Nothing:
		v.Nothing = nothingAbout(documents)
	case a.Outcome == ask.Nearest:
		v.markNearest(a)
	case !a.Answered || len(a.Sentences) == 0:
	case v.Quoted && count[ask.Supported] == len(a.Sentences):
		v.Verdict = wordForWord
	default:
		v.Hides = hides(len(a.Sentences) - count[ask.Supported])
		v.Verdict, v.Rest = verdict(count[ask.Supported], count[ask.Weak], count[ask.Unsupported])
	}
	most := 0
	for doc, n := range perDocument {
		if n > most {
			most, v.MakeCards = n, "/documents/"+doc.String()+"/generate"
		}
	}
	return v
}

// InColumn reports whether the passages stand in a column beside the answer;
// those that come nearest stand in its place.
func (v Answer) InColumn() bool { return len(v.Citations) > 0 && !v.Nearest }

// SentenceOf is the i-th sentence of an answer; citations are those it can
// name, by number.
func SentenceOf(i int, s ask.Sentence, citations map[int]evidence.Citation, conversation id.Conversation) Sentence {
	v := Sentence{N: strconv.Itoa(i), HTML: render.Inline(s.Text), Support: s.Support, Break: s.Break}
	for _, n := range s.Citations {
		c, ok := citations[n]
		if !ok {
			continue
		}
		weak := s.Support != ask.Supported
		v.Chips = append(v.Chips, Chip{N: strconv.Itoa(n), Href: citationHref(c, conversation), Weak: weak, Label: chipLabel(n, c.Title, c.Page, c.PageLabel, weak)})
	}
	for _, n := range s.Against {
		if c, ok := citations[n]; ok {
			v.Against = append(v.Against, Chip{N: strconv.Itoa(n), Href: citationHref(c, conversation), Label: chipLabel(n, c.Title, c.Page, c.PageLabel, false)})
		}
	}
	return v
}

// CitationOf is a citation as pages draw it, with the conversation that it opens beside.
func CitationOf(c evidence.Citation, conversation id.Conversation) Citation {
	v := Citation{N: strconv.Itoa(c.N), ID: c.ID.String(), Chunk: chunkName(c.ChunkID), Href: citationHref(c, conversation), Where: words.SourceAt(c.Title, c.Page, c.PageLabel), Quote: c.Quote, Cited: c.Cited,
		Document: c.DocumentID.String(), Path: strings.Join(c.HeadingPath, " › "), WordForWord: len(c.Segments) > 0}
	if before, after, ok := strings.Cut(c.Context, c.Quote); ok {
		v.Before, v.After = before, after
	}
	if c.Page != nil {
		v.Page, v.PageLabel = *c.Page, c.PageLabel
	}
	q := url.Values{"document": {v.Document}, "quote": {c.Quote}, "citation": {v.ID}, "text": {c.Quote}}
	v.CardHref = "/cards/new?" + q.Encode()
	return v
}

func chunkName(c id.Chunk) string { return strconv.FormatInt(int64(c), 10) }

// documentsOf counts the different documents that citations come from.
func documentsOf(list []Citation) int {
	var seen []string
	for _, c := range list {
		if !slices.Contains(seen, c.Document) {
			seen = append(seen, c.Document)
		}
	}
	return len(seen)
}

// paragraphs groups sentences where a new paragraph begins.
func paragraphs(list []Sentence) [][]Sentence {
	var out [][]Sentence
	for i, s := range list {
		if i == 0 || s.Break {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// Writing knows what is settled of an answer that this process writes.
type Writing interface {
	SoFar(owner id.User, message id.Message) (ask.Answer, bool)
}

// SoFar adds to an answer that is being written here what is settled of it.
func SoFar(g Writing, a auth.Account, answer ask.Answer) ask.Answer {
	if answer.Status != "running" {
		return answer
	}
	if far, ok := g.SoFar(a.ID, answer.MessageID); ok {
		answer.Sentences, answer.Citations, answer.Provider = far.Sentences, far.Citations, far.Provider
	}
	return answer
}

// againHref puts the question of an answer into the field of a new one.
func againHref(v Answer) string {
	return "/ask?" + url.Values{"q": {v.Question}}.Encode()
}

// questionClass sets a long question smaller: it is a title only while it is short.
func questionClass(question string) string {
	if len([]rune(question)) > longQuestion {
		return "text-lg mt-2 break-words"
	}
	return "text-xl sm:text-2xl tracking-tight mt-2 break-words"
}

const longQuestion = 200 // code points; ask.ts has it too
