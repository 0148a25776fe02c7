package page

import (
	"context"
	"errors"
	"math"
	"net/url"
	"strconv"

	"studyapp/internal/generation"
	"studyapp/internal/generation/cite"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/words"
)

// mark is a highlight on one page: boxes in page units for a PDF, code points
// for a text. A citation over two pages is two marks with its id.
type mark struct {
	N     int          `json:"n"`
	ID    string       `json:"id"`
	Page  int          `json:"page"`
	Boxes [][4]float64 `json:"boxes"`
	From  int          `json:"from"`
	To    int          `json:"to"`
	On    bool         `json:"on"`

	was int // the page that the citation names, when it stands elsewhere now
}

// readerMarks are the highlights that the address asks for: a citation with
// the other ones of its answer, or a stretch of a page.
func (p *pages) readerMarks(ctx context.Context, a auth.Account, d ingest.Document, q url.Values, v *readerView) ([]mark, error) {
	cited, conversation, err := p.askedFor(ctx, a, q)
	if err != nil {
		return nil, err
	}
	var marks []mark
	if !conversation.IsZero() {
		answer, err := p.answerWith(ctx, a, conversation, cited)
		if err != nil {
			return nil, err
		}
		if answer != nil {
			view := viewAnswer(p.soFar(a, *answer), 1)
			v.Answer, v.Conversation = &view, conversation.String()
			if marks, err = p.marksOf(ctx, a, d, *answer); err != nil {
				return nil, err
			}
		}
	}
	if !cited.IsZero() {
		if marks, err = p.markCurrent(ctx, a, d, cited, marks, v); err != nil {
			return nil, err
		}
	}
	stretch, err := p.markStretch(ctx, a, d, q, v)
	if err != nil {
		return nil, err
	}
	return append(marks, stretch...), nil
}

// askedFor is the citation and the conversation that the address names. The
// conversation of a citation is known without being named.
func (p *pages) askedFor(ctx context.Context, a auth.Account, q url.Values) (id.Citation, id.Conversation, error) {
	cited, err := optionalID[id.Citation](q.Get("cite"))
	if err != nil {
		return cited, id.Conversation{}, err
	}
	conversation, err := optionalID[id.Conversation](q.Get("c"))
	if err != nil || !conversation.IsZero() || cited.IsZero() {
		return cited, conversation, err
	}
	conversation, err = p.Generation.ConversationOf(ctx, a.ID, cited)
	if errors.Is(err, errs.NotFound) { // deleted since: the page still opens
		return id.Citation{}, id.Conversation{}, nil
	}
	return cited, conversation, err
}

// answerWith is the answer of a conversation that holds the citation, else its
// last one; nil if the conversation was deleted.
func (p *pages) answerWith(ctx context.Context, a auth.Account, conversation id.Conversation, cited id.Citation) (*generation.Answer, error) {
	_, answers, err := p.Generation.Conversation(ctx, a.ID, conversation)
	if errors.Is(err, errs.NotFound) || err == nil && len(answers) == 0 {
		return nil, nil //nolint:nilnil // deleted: the link still opens the page
	}
	if err != nil {
		return nil, err
	}
	answer := answers[len(answers)-1]
	for _, x := range answers {
		for _, c := range x.Citations {
			if c.ID == cited {
				answer = x
			}
		}
	}
	answer.ConversationID = conversation
	return &answer, nil
}

// markCurrent makes the citation the one being looked at.
func (p *pages) markCurrent(ctx context.Context, a auth.Account, d ingest.Document, cited id.Citation, marks []mark, v *readerView) ([]mark, error) {
	found := false
	for i := range marks {
		if marks[i].ID == cited.String() {
			marks[i].On, found = true, true
		}
	}
	if found {
		return marks, nil
	}
	c, err := p.Generation.Citation(ctx, a.ID, cited)
	if errors.Is(err, errs.NotFound) {
		return marks, nil
	}
	if err != nil || c.DocumentID != d.ID {
		return marks, err
	}
	if v.Answer == nil {
		view := viewCitation(c, id.Conversation{})
		v.Current = &view
	}
	list, err := (&places{p: p, account: a, d: d}).of(ctx, c)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 && c.Version != d.Version {
		v.Notes = append(v.Notes, noteView{Icon: "info", Text: words.QuoteOfVersionBefore})
	}
	for i := range list {
		list[i].On = true
	}
	return append(marks, list...), nil
}

// markStretch is the stretch of a page that the address names by code points,
// if it is of the version that is shown.
func (p *pages) markStretch(ctx context.Context, a auth.Account, d ingest.Document, q url.Values, v *readerView) ([]mark, error) {
	from, err1 := strconv.Atoi(q.Get("from"))
	to, err2 := strconv.Atoi(q.Get("to"))
	page, err3 := strconv.Atoi(q.Get("page"))
	if errors.Join(err1, err2, err3) != nil || from < 0 || from >= to {
		return nil, nil //nolint:nilerr // no stretch, or a mistyped one: the page alone
	}
	texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{From: page, To: page})
	if err != nil || len(texts) != 1 {
		return nil, err
	}
	if q.Has("v") && q.Get("v") != strconv.Itoa(texts[0].Version) {
		v.Notes = append(v.Notes, noteView{Icon: "info", Text: words.PlaceOfVersionBefore})
		return nil, nil
	}
	m := mark{ID: "passage", Page: page, From: from, To: to, On: true}
	if d.Kind == ingest.PDF {
		m.Boxes = boxesOn(d, texts[0], from, to)
	}
	return []mark{m}, nil
}

// marksOf are the marks of an answer's citations that stand in the document.
func (p *pages) marksOf(ctx context.Context, a auth.Account, d ingest.Document, answer generation.Answer) ([]mark, error) {
	marks := []mark{}
	find := &places{p: p, account: a, d: d}
	for _, c := range answer.Citations {
		if c.DocumentID != d.ID || !c.Cited && answer.Answered {
			continue
		}
		list, err := find.of(ctx, c)
		if err != nil {
			return nil, err
		}
		marks = append(marks, list...)
	}
	return marks, nil
}

// places finds where citations stand in a document as it is now.
type places struct {
	p       *pages
	account auth.Account
	d       ingest.Document
	texts   map[int]ingest.PageText // read when a quote of another version is looked for
	text    *cite.Pages
}

// of is where a citation stands, page by page. A quote of an older version is
// looked for; one that is gone has no place.
func (f *places) of(ctx context.Context, c generation.Citation) ([]mark, error) {
	if len(c.Segments) == 0 {
		return nil, nil
	}
	if c.Version != f.d.Version {
		return f.find(ctx, c)
	}
	var out []mark
	for _, s := range c.Segments {
		m := mark{N: c.N, ID: c.ID.String(), Page: s.Page, From: s.Start, To: s.End}
		if f.d.Kind == ingest.PDF {
			if len(c.Segments) == 1 {
				m.Boxes = c.Boxes
			} else { // the citation's boxes do not tell their page
				texts, err := f.p.Ingest.Pages(ctx, f.account.ID, f.d.ID, ingest.PageRange{From: s.Page, To: s.Page})
				if err != nil {
					return nil, err
				}
				if len(texts) == 1 {
					m.Boxes = boxesOn(f.d, texts[0], s.Start, s.End)
				}
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// find looks for a quote in the pages that are shown, near its old place first.
func (f *places) find(ctx context.Context, c generation.Citation) ([]mark, error) {
	if f.text == nil {
		texts, err := f.p.Ingest.Pages(ctx, f.account.ID, f.d.ID, ingest.PageRange{})
		if err != nil {
			return nil, err
		}
		f.text, f.texts = &cite.Pages{}, map[int]ingest.PageText{}
		for _, t := range texts {
			f.text.Add(t.Page, []rune(t.Text))
			f.texts[t.Page] = t
		}
	}
	at, ok := f.text.Find(c.Quote, c.Segments[0].Page, c.Segments[0].Start)
	if !ok {
		return nil, nil
	}
	return []mark{{N: c.N, ID: c.ID.String(), Page: at.Page, From: at.Start, To: at.End, Boxes: boxesOn(f.d, f.texts[at.Page], at.Start, at.End), was: c.Segments[0].Page}}, nil
}

// boxesOn are the boxes of a stretch of a page. There are none while the file
// is newer than what has been read of it: they would mark other words.
func boxesOn(d ingest.Document, t ingest.PageText, start, end int) [][4]float64 {
	if t.Version != d.Version {
		return nil
	}
	return boxes(t.Glyphs.Rects(start, end))
}

// answerMarks is an answer for the panel of a document, and its marks there.
func (p *pages) answerMarks(ctx context.Context, a auth.Account, answer generation.Answer, document string) (answerView, []mark, error) {
	v := viewAnswer(answer, 1)
	doc, err := id.Parse[id.Document](document)
	if err != nil {
		return v, nil, err
	}
	d, err := p.Ingest.Document(ctx, a.ID, doc)
	if err != nil {
		return v, nil, err
	}
	marks, err := p.marksOf(ctx, a, d, answer)
	return v, marks, err
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
