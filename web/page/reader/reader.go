package reader

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/answerview"
	"studyapp/web/page/cardface"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/render"
	"studyapp/web/static"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// markRead notes where the student stopped reading.
func (p *pages) markRead(w http.ResponseWriter, r *http.Request) error {
	doc, err := frame.PathID[id.Document](r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PostFormValue("page"))
	if err != nil || n < 1 {
		return errs.New(errs.Invalid, words.NoSuchPage).At("page")
	}
	if _, err := p.Ingest.Update(r.Context(), auth.User(r.Context()).ID, doc, ingest.Patch{ReadPage: &n}); err != nil {
		return err
	}
	w.WriteHeader(http.StatusOK)
	return nil
}

// readerView is a document with the panel beside it.
type readerView struct {
	ID, Title, Lang string
	Back, BackTo    string // address and name of the course
	PDF             bool
	AsText          bool // a PDF shown by its text alone
	Page, Pages     int
	Paged           bool // page numbers mean something to a student
	Labels          labels
	Data            readerData
	Parts           []partView
	Headings        []headingLink // contents of a text; a PDF brings its own
	Notes           []noteView    // still being read, or what is missing
	Blocked         *blockView    // instead of the pages
	Dir             string        // how the text is written: ltr, rtl or auto
	Tab             string        // ask or cards
	Answer          *answerview.Answer
	Conversation    string
	Current         *answerview.Citation
	Cards           []cardRow
	CardCount       int
	Ready           bool
	AskNotes        []string // what an answer does not know yet
	Query           string   // of the citation, for links to other pages
	Theme           string   // system, paper or ink
}

// cardRow is one card of the document in the panel.
type cardRow struct {
	ID, State, Href, Source string
	Front                   render.Line
}

// readerData is what the reader's script starts from.
type readerData struct {
	ID           string            `json:"id"`
	File         string            `json:"file"`
	Page         int               `json:"page"`
	Pages        int               `json:"pages"`
	Paged        bool              `json:"paged"`
	Labels       labels            `json:"labels,omitempty"`
	Marks        []answerview.Mark `json:"marks"`
	Conversation string            `json:"conversation"`
	Reading      bool              `json:"reading"`  // more pages come
	Problems     map[int]string    `json:"problems"` // by page: what could not be read of it
	Assets       map[string]string `json:"assets"`
}

func (p *pages) reader(w http.ResponseWriter, r *http.Request) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	d, err := p.Lists.Document(r)
	if errors.Is(err, errs.NotFound) {
		return p.deletedDocument(w, r, err)
	}
	if err != nil {
		return err
	}
	course, err := p.OneCourse(ctx, d.Course)
	if err != nil {
		return err
	}
	v := readerView{ID: d.ID.String(), Title: d.Title, Lang: d.Language, Back: "/courses/" + d.Course.String(), BackTo: course.Title, PDF: d.Kind == ingest.PDF, Pages: d.Pages,
		Theme: cmp.Or(a.Settings.Theme, "system"), Tab: "ask", Ready: d.Status == ingest.Ready, Dir: direction(d.Language)}
	if q.Get("tab") == "cards" {
		v.Tab = "cards"
	}
	v.Paged = v.PDF
	if v.PDF && q.Get("as") == "text" {
		v.PDF, v.AsText = false, true
	}
	if err := p.readerState(ctx, a, d, &v); err != nil {
		return err
	}
	marks, err := p.readerMarks(ctx, a, d, q, &v)
	if err != nil {
		return err
	}
	if v.Labels, err = p.Ingest.PageLabels(ctx, a.ID, d.ID); err != nil {
		return err
	}
	v.Page = startPage(q, marks, v.Labels, d.ReadPage)
	if !v.PDF && v.Blocked == nil {
		if err := p.readerParts(ctx, a, d, marks, &v); err != nil {
			return err
		}
	}
	v.Pages = max(v.Pages, 1)
	v.Page = min(v.Page, v.Pages)
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
		row := cardRow{ID: c.ID.String(), Front: cardface.Line(c.Front), State: cardface.State(c, p.Now(), a.Location()), Href: "/cards/" + c.ID.String()}
		if c.Source != nil {
			if href, _ := cardface.SourceLink(*c.Source); href != "" {
				row.Source, row.Href = words.PageOrSource(c.Source.Page, c.Source.PageLabel), href+"&tab=cards"
			}
		}
		v.Cards = append(v.Cards, row)
	}
	if !v.Ready && d.Status != ingest.Failed {
		v.AskNotes = []string{askWhileReading}
	}
	data := readerData{ID: v.ID, Page: v.Page, Pages: v.Pages, Paged: v.Paged, Labels: v.Labels, Marks: marks, Conversation: v.Conversation, Reading: !v.Ready && d.Status != ingest.Failed}
	if data.Problems, err = p.Ingest.PageProblems(ctx, a.ID, d.ID); err != nil {
		return err
	}
	if v.PDF && v.Blocked == nil {
		data.File = "/documents/" + v.ID + "/file"
		data.Assets = map[string]string{"worker": static.URL("pdf.worker.mjs"), "pdfjs": static.URL("pdfjs/")}
	}
	if data.Marks == nil {
		data.Marks = []answerview.Mark{}
	}
	v.Data = data
	if read := readNow(q, d, v.Page); read > 0 {
		if _, err := p.Ingest.Update(ctx, a.ID, d.ID, ingest.Patch{ReadPage: &read}); err != nil {
			return err
		}
	}
	f := frame.WithSettings(ui.Frame{Title: words.Short(d.Title, 80), Scripts: []string{"page-reader"}, First: []string{"page-early"}, Toast: p.TakeFlash(r)}, a)
	return frame.Show(w, r, readerPage(f, v))
}

// startPage is the page to open: the one named, that of the words looked at,
// else where the student stopped. A citation of an older version names a page
// that its words may have left.
func startPage(q url.Values, marks []answerview.Mark, l labels, stopped int) int {
	if n := l.page(q.Get(typedPage)); n > 0 {
		return n
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 0 {
		for _, m := range marks {
			if m.On && m.Was == n {
				return m.Page
			}
		}
		return n
	}
	for _, m := range marks {
		if m.On {
			return m.Page
		}
	}
	return max(stopped, 1)
}

// readNow is the page to note as read, 0 for none: looking a quote up does not
// lose the place where one stopped.
func readNow(q url.Values, d ingest.Document, page int) int {
	if (q.Has("cite") || q.Has("from")) && d.ReadPage > 0 {
		return 0
	}
	return page
}

// canAsk says that some of the document's text can be asked, now or soon.
func (v readerView) canAsk() bool {
	return v.Blocked == nil && (v.Ready || v.Data.Reading || v.Answer != nil)
}

// panel is how high the sheet of the panel stands on a phone: open where it has
// something to show.
func (v readerView) panel() string {
	if v.Answer != nil || v.Current != nil || v.Tab == "cards" {
		return "half"
	}
	return "tabs"
}

// pageHref is the document at another page, within its bounds.
func (v readerView) pageHref(page int) string {
	return "/documents/" + v.ID + "?page=" + strconv.Itoa(min(max(page, 1), v.Pages))
}

// failed shows why a document could not be read, and what mends it.
func (v *readerView) failed(f ingest.Failure) {
	act := doclist.FailureAction(v.ID, f.Kind)
	if act != nil {
		act.URL += "?" + doclist.FromReader
	}
	switch f.Kind {
	case extract.FailedNoText: // the pages can be looked at
		v.Notes = append(v.Notes, noteView{Icon: "triangle-alert", Text: f.Message})
	case extract.FailedLocked:
		v.Blocked = &blockView{Icon: "lock", Title: lockedTitle, Text: f.Message, Asking: askOnceRead, Action: act}
	default:
		v.Blocked = &blockView{Icon: "triangle-alert", Title: words.FailedState, Text: f.Message, Asking: askOnceRead, Action: act}
		if v.PDF {
			v.Blocked.File = "/documents/" + v.ID + "/file"
		}
	}
}
