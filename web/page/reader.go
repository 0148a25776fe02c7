package page

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/render"
	"studyapp/web/static"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// readerView is a document with the panel beside it.
type readerView struct {
	ID, Title, Lang string
	Back, BackTo    string // address and name of the course
	PDF             bool
	Page, Pages     int
	Paged           bool // page numbers mean something to a student
	Data            readerData
	Parts           []partView
	Note            string // still being read, or what is missing
	Tab             string // ask or cards
	Answer          *answerView
	Conversation    string
	Current         *citationView
	Cards           []cardRow
	CardCount       int
	Ready           bool
	Query           string // of the citation, for links to other pages
}

// partView is one page of a text. Its HTML is empty while it waits to be near.
type partView struct {
	Page int
	HTML string
	More string
}

// mark is a highlight on a page: boxes in page units for a PDF, code points
// for a text.
type mark struct {
	N     int          `json:"n"`
	ID    string       `json:"id"`
	Page  int          `json:"page"`
	Boxes [][4]float64 `json:"boxes"`
	From  int          `json:"from"`
	To    int          `json:"to"`
	On    bool         `json:"on"`
}

// readerData is what the reader's script starts from.
type readerData struct {
	ID           string            `json:"id"`
	File         string            `json:"file"`
	Page         int               `json:"page"`
	Pages        int               `json:"pages"`
	Paged        bool              `json:"paged"`
	Marks        []mark            `json:"marks"`
	Conversation string            `json:"conversation"`
	Assets       map[string]string `json:"assets"`
}

func (p *pages) reader(w http.ResponseWriter, r *http.Request) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	d, err := p.document(r)
	if err != nil {
		return err
	}
	course, err := p.oneCourse(ctx, d.Course)
	if err != nil {
		return err
	}
	v := readerView{ID: d.ID.String(), Title: d.Title, Lang: d.Language, Back: "/courses/" + d.Course.String(), BackTo: course.Title, PDF: d.Kind == ingest.PDF, Pages: d.Pages,
		Tab: "ask", Ready: d.Status == ingest.Ready}
	if q.Get("tab") == "cards" {
		v.Tab = "cards"
	}
	v.Paged = v.PDF
	marks, err := p.readerMarks(ctx, a, d, q, &v)
	if err != nil {
		return err
	}
	v.Page, _ = strconv.Atoi(q.Get("page")) // a wrong number is the first page
	if v.Page < 1 {
		v.Page = 1
		for _, m := range marks {
			if m.On {
				v.Page = m.Page
			}
		}
	}
	if !v.PDF {
		if err := p.readerParts(ctx, a, d, marks, &v); err != nil {
			return err
		}
	}
	v.Pages = max(v.Pages, 1)
	v.Page = min(v.Page, v.Pages)
	v.Note = words.ReaderNote(string(d.Status), d.Progress.Done, d.Progress.Total, v.PDF)
	if d.Status == ingest.Failed && d.Failure != nil {
		v.Note = d.Failure.Message
	}
	cards, next, err := p.Learning.Cards(ctx, a.ID, learning.CardFilter{Document: d.ID, Limit: 100})
	if err != nil {
		return err
	}
	v.CardCount = len(cards)
	if next != "" {
		counts, err := p.Learning.CardCounts(ctx, a.ID, d.ID)
		if err != nil {
			return err
		}
		v.CardCount = counts[d.ID]
	}
	for _, c := range cards {
		row := cardRow{ID: c.ID.String(), Front: words.Short(plain(c.Front), 180), State: p.cardState(a, c), Href: "/cards/" + c.ID.String(), Draft: c.Status == learning.Draft}
		if c.Source != nil {
			if href, _ := sourceLink(*c.Source); href != "" {
				row.Source, row.Href = words.PageOrSource(c.Source.Page), href+"&tab=cards"
			}
		}
		v.Cards = append(v.Cards, row)
	}
	data := readerData{ID: v.ID, Page: v.Page, Pages: v.Pages, Paged: v.Paged, Marks: marks, Conversation: v.Conversation}
	if v.PDF {
		data.File = "/documents/" + v.ID + "/file"
		data.Assets = map[string]string{"worker": static.URL("pdf.worker.mjs"), "pdfjs": static.URL("pdfjs/")}
	}
	if data.Marks == nil {
		data.Marks = []mark{}
	}
	v.Data = data
	if _, err := p.Ingest.Update(ctx, a.ID, d.ID, ingest.Patch{ReadPage: &v.Page}); err != nil {
		return err
	}
	f := withSettings(ui.Frame{Title: words.Short(d.Title, 80), Scripts: []string{"page-reader"}, Toast: p.takeFlash(r)}, a)
	return show(w, r, readerPage(f, v))
}

// readerMarks are the highlights that the address asks for: a citation, with
// the other ones of its answer, or a stretch of a page.
func (p *pages) readerMarks(ctx context.Context, a auth.Account, d ingest.Document, q url.Values, v *readerView) ([]mark, error) {
	var marks []mark
	current := q.Get("cite")
	if c := q.Get("c"); c != "" {
		conversation, err := id.Parse[id.Conversation](c)
		if err != nil {
			return nil, err
		}
		_, answers, err := p.Generation.Conversation(ctx, a.ID, conversation)
		if err != nil && !errors.Is(err, errs.NotFound) { // deleted: the link still opens the page
			return nil, err
		}
		if len(answers) > 0 {
			answer := answers[len(answers)-1]
			for _, x := range answers { // the answer that holds the citation, else the last
				for _, c := range x.Citations {
					if c.ID.String() == current {
						answer = x
					}
				}
			}
			answer.ConversationID = conversation
			view, list := p.readerAnswer(answer, v.ID)
			v.Answer, v.Conversation, marks = &view, conversation.String(), list
		}
	}
	if current != "" {
		cite, err := id.Parse[id.Citation](current)
		if err != nil {
			return nil, err
		}
		found := false
		for i := range marks {
			if marks[i].ID == current {
				marks[i].On, found = true, true
			}
		}
		if !found {
			c, err := p.Generation.Citation(ctx, a.ID, cite)
			if err != nil {
				return nil, err
			}
			if c.DocumentID == d.ID {
				m := markOf(c)
				m.On = true
				marks = append(marks, m)
				view := viewCitation(c, id.Conversation{})
				v.Current = &view
			}
		}
	}
	if from, err := strconv.Atoi(q.Get("from")); err == nil {
		to, err := strconv.Atoi(q.Get("to"))
		page, err2 := strconv.Atoi(q.Get("page"))
		if err == nil && err2 == nil && from >= 0 && from < to {
			m := mark{ID: "passage", Page: page, From: from, To: to, On: true}
			if d.Kind == ingest.PDF {
				texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{From: page, To: page})
				if err != nil {
					return nil, err
				}
				if len(texts) == 1 {
					m.Boxes = boxes(texts[0].Glyphs.Rects(from, to))
				}
			}
			marks = append(marks, m)
		}
	}
	return marks, nil
}

// readerAnswer is an answer for the panel of a document, and its marks there.
func (p *pages) readerAnswer(answer generation.Answer, document string) (answerView, []mark) {
	marks := []mark{}
	for _, c := range answer.Citations {
		if c.DocumentID.String() == document && (c.Cited || !answer.Answered) {
			marks = append(marks, markOf(c))
		}
	}
	return viewAnswer(answer, 1), marks
}

func markOf(c generation.Citation) mark {
	m := mark{N: c.N, ID: c.ID.String(), Boxes: c.Boxes}
	if len(c.Segments) > 0 {
		m.Page, m.From, m.To = c.Segments[0].Page, c.Segments[0].Start, c.Segments[0].End
	} else if c.Page != nil {
		m.Page = *c.Page
	}
	return m
}

// boxes are rectangles as the script draws them, to a hundredth of a point.
func boxes(list []extract.Rect) [][4]float64 {
	out := make([][4]float64, 0, len(list))
	for _, r := range list {
		b := [4]float64{r.X0, r.Y0, r.X1, r.Y1}
		for i := range b {
			b[i] = math.Round(b[i]*100) / 100
		}
		out = append(out, b)
	}
	return out
}

// partsNear is how many parts of a text are drawn before and after the one asked for.
const partsNear = 1

// readerParts draws the parts of a text that are near, and places for the others.
func (p *pages) readerParts(ctx context.Context, a auth.Account, d ingest.Document, marks []mark, v *readerView) error {
	texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{})
	if err != nil {
		return err
	}
	v.Pages = len(texts)
	var o render.Outline
	for _, t := range texts {
		part := partView{Page: t.Page, More: "/documents/" + v.ID + "/part/" + strconv.Itoa(t.Page)}
		if t.Page >= v.Page-partsNear && t.Page <= v.Page+partsNear {
			part.HTML = render.Page(t.Text, t.Spans, renderMarks(marks, t.Page), &o)
		}
		v.Parts = append(v.Parts, part)
	}
	return nil
}

func renderMarks(marks []mark, page int) []render.Mark {
	var out []render.Mark
	for _, m := range marks {
		if m.Page == page && m.To > m.From {
			out = append(out, render.Mark{Start: m.From, End: m.To, On: m.On, ID: "mark-" + m.ID, N: m.N})
		}
	}
	return out
}

// part is one part of a text, drawn when the student comes near it.
func (p *pages) part(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	doc, err := pathID[id.Document](r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(chi.URLParam(r, "page"))
	if err != nil || n < 1 {
		return errs.New(errs.NotFound, words.NoSuchPage)
	}
	texts, err := p.Ingest.Pages(ctx, a.ID, doc, ingest.PageRange{From: n, To: n})
	if err != nil {
		return err
	}
	if len(texts) != 1 {
		return errs.New(errs.NotFound, words.NoSuchPage)
	}
	var marks []mark
	for _, s := range r.URL.Query()["mark"] { // page text offsets that the script knows: "from-to-n-id"
		f := strings.SplitN(s, "-", 4)
		if len(f) != 4 {
			continue
		}
		from, err1 := strconv.Atoi(f[0])
		to, err2 := strconv.Atoi(f[1])
		num, err3 := strconv.Atoi(f[2])
		if err1 == nil && err2 == nil && err3 == nil {
			marks = append(marks, mark{N: num, ID: f[3], Page: n, From: from, To: to})
		}
	}
	return show(w, r, partSection(partView{Page: n, HTML: render.Page(texts[0].Text, texts[0].Spans, renderMarks(marks, n), &render.Outline{})}))
}

// hit is a place where the words stand that a student looks for.
type hit struct {
	Page   int          `json:"page"`
	From   int          `json:"from"`
	To     int          `json:"to"`
	Before string       `json:"before"`
	Text   string       `json:"text"`
	After  string       `json:"after"`
	Boxes  [][4]float64 `json:"boxes,omitempty"`
}

// mostHits is where find stops.
const mostHits = 300

// find looks for words in the document, whatever their case and spacing.
func (p *pages) find(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	doc, err := pathID[id.Document](r)
	if err != nil {
		return err
	}
	query := fold([]rune(strings.Join(strings.Fields(r.URL.Query().Get("q")), " ")))
	hits := []hit{}
	if len(query) > 0 {
		texts, err := p.Ingest.Pages(ctx, a.ID, doc, ingest.PageRange{})
		if err != nil {
			return err
		}
		for _, t := range texts {
			text := []rune(t.Text)
			for _, at := range findAll(fold(text), query, mostHits-len(hits)) {
				h := hit{Page: t.Page, From: at, To: at + len(query), Before: snippet(text, at-40, at), Text: string(text[at : at+len(query)]), After: snippet(text, at+len(query), at+len(query)+60)}
				h.Boxes = boxes(t.Glyphs.Rects(h.From, h.To))
				hits = append(hits, h)
			}
			if len(hits) >= mostHits {
				break
			}
		}
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]any{"hits": hits, "words": words.Found(len(hits), len(hits) >= mostHits)})
}

// fold is text for comparing, one rune for one: lower case, any space a blank.
func fold(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		if unicode.IsSpace(r) {
			r = ' '
		}
		out[i] = unicode.ToLower(r)
	}
	return out
}

// findAll returns where query begins in text, at most n places.
func findAll(text, query []rune, n int) []int {
	var out []int
	for i := 0; i+len(query) <= len(text) && len(out) < n; i++ {
		j := 0
		for j < len(query) && text[i+j] == query[j] {
			j++
		}
		if j == len(query) {
			out = append(out, i)
			i += len(query) - 1
		}
	}
	return out
}

// snippet is a stretch of text on one line.
func snippet(text []rune, from, to int) string {
	from, to = max(from, 0), min(to, len(text))
	if from >= to {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, string(text[from:to]))
}

// pageHref is the document at another page, within its bounds.
func (v readerView) pageHref(page int) string {
	return "/documents/" + v.ID + "?page=" + strconv.Itoa(min(max(page, 1), v.Pages))
}
