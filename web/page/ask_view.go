package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"studyapp/internal/generation"
	"studyapp/internal/platform/id"
	"studyapp/web/render"
	"studyapp/web/words"
)

// answerView is one question with its answer.
type answerView struct {
	ID, Question string
	Conversation string
	Answered     bool
	Quoted       bool // built-in: the sentences are quotes
	Sentences    []sentenceView
	Citations    []citationView
	Verdict      string // "3 of 5 sentences are proven."
	Rest         string // " One is weak, one has no source."
	Hides        string // "2 sentences are hidden.", said while only the proven ones stand
	Note         string
	Nothing      string // nothing about this in your documents
	Documents    int
	MakeCards    string // dialog address, or empty
	Running      bool   // another look shows more
	ByModel      string
}

type sentenceView struct {
	N       string // its place in the answer, from 0
	HTML    string
	Support string
	Break   bool
	Chips   []chipView
}

type chipView struct {
	N, Href, Label string
	Weak           bool
}

// citationView is one source: a passage in the column, and the popover.
type citationView struct {
	N            string
	ID           string
	Chunk        string
	Href         string
	Where        string // "Photosynthesis, page 214"
	Before       string // the context, cut around the quote
	Quote, After string
	Cited        bool
	CardHref     string
	Document     string
	Page         int
	Path         string
	WordForWord  bool
}

// citationHref is the address of the quoted words: a URL that can be opened in
// a tab, shared and gone back from.
func citationHref(c generation.Citation, conversation id.Conversation) string {
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
func passageHref(x generation.Passage) string {
	to := "/documents/" + x.DocumentID.String()
	if len(x.Pages) > 0 {
		to += "?page=" + strconv.Itoa(x.Pages[0])
	}
	return to
}

func viewAnswer(a generation.Answer, documents int) answerView {
	v := answerView{ID: a.MessageID.String(), Question: a.Question, Conversation: a.ConversationID.String(), Answered: a.Answered, Note: a.Note, Running: a.Status == "running", Documents: documents,
		Quoted: a.Provider == generation.BuiltIn}
	if !v.Quoted && a.Provider != "" {
		v.ByModel = words.WrittenBy(firstOf(a.Model, a.Provider))
	}
	byN := map[int]generation.Citation{}
	perDocument := map[id.Document]int{}
	for _, c := range a.Citations {
		byN[c.N] = c
		if c.Cited {
			perDocument[c.DocumentID]++
		}
		v.Citations = append(v.Citations, viewCitation(c, a.ConversationID))
	}
	count := map[string]int{}
	for i, sentence := range a.Sentences {
		count[sentence.Support]++
		v.Sentences = append(v.Sentences, viewSentence(i, sentence, byN, a.ConversationID))
	}
	switch {
	case v.Note != "":
	case a.Status == "running":
		v.Note = words.StillWriting
	case a.Status == "stopped" && len(a.Sentences) == 0:
		v.Note = words.StoppedEmpty
	case a.Status == "stopped":
		v.Note = words.Stopped
	case a.Status == "failed":
		v.Note = words.BrokeOff
	}
	if a.Answered && len(a.Sentences) > 0 {
		v.Hides = words.Hides(len(a.Sentences) - count[generation.Supported])
		v.Verdict, v.Rest = words.Verdict(count[generation.Supported], count[generation.Weak], count[generation.Unsupported])
	}
	if !a.Answered && (a.Status == "done" || a.Status == "") {
		v.Nothing = words.NothingAbout(documents)
	}
	most := 0
	for doc, n := range perDocument {
		if n > most {
			most, v.MakeCards = n, "/documents/"+doc.String()+"/generate"
		}
	}
	return v
}

// viewSentence is the i-th sentence of an answer; citations are those it can
// name, by number.
func viewSentence(i int, s generation.Sentence, citations map[int]generation.Citation, conversation id.Conversation) sentenceView {
	v := sentenceView{N: strconv.Itoa(i), HTML: render.Inline(s.Text), Support: s.Support, Break: s.Break}
	for _, n := range s.Citations {
		c, ok := citations[n]
		if !ok {
			continue
		}
		weak := s.Support != generation.Supported
		v.Chips = append(v.Chips, chipView{N: strconv.Itoa(n), Href: citationHref(c, conversation), Weak: weak, Label: words.ChipLabel(n, c.Title, c.Page, weak)})
	}
	return v
}

func viewCitation(c generation.Citation, conversation id.Conversation) citationView {
	v := citationView{N: strconv.Itoa(c.N), ID: c.ID.String(), Chunk: chunkName(c.ChunkID), Href: citationHref(c, conversation), Where: words.SourceAt(c.Title, c.Page), Quote: c.Quote, Cited: c.Cited,
		Document: c.DocumentID.String(), Path: strings.Join(c.HeadingPath, " › "), WordForWord: len(c.Segments) > 0}
	if before, after, ok := strings.Cut(c.Context, c.Quote); ok {
		v.Before, v.After = before, after
	}
	if c.Page != nil {
		v.Page = *c.Page
	}
	q := url.Values{"document": {v.Document}, "quote": {c.Quote}, "citation": {v.ID}, "text": {c.Quote}}
	v.CardHref = "/cards/new?" + q.Encode()
	return v
}

func chunkName(c id.Chunk) string { return strconv.FormatInt(int64(c), 10) }

// documentsOf counts the different documents that citations come from.
func documentsOf(list []citationView) int {
	var seen []string
	for _, c := range list {
		if !slices.Contains(seen, c.Document) {
			seen = append(seen, c.Document)
		}
	}
	return len(seen)
}

// paragraphs groups sentences where a new paragraph begins.
func paragraphs(list []sentenceView) [][]sentenceView {
	var out [][]sentenceView
	for i, s := range list {
		if i == 0 || s.Break {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}
