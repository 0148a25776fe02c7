package answerview

import (
	"context"
	"math"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
)

// Mark is a highlight on one page: boxes in page units for a PDF, code points
// for a text. A citation over two pages is two marks with its id.
type Mark struct {
	N     int          `json:"n"`
	ID    string       `json:"id"`
	Page  int          `json:"page"`
	Boxes [][4]float64 `json:"boxes"`
	From  int          `json:"from"`
	To    int          `json:"to"`
	On    bool         `json:"on"`

	Was int `json:"-"` // the page that the citation names, when it stands elsewhere now
}

// Marks finds where the quotes of answers stand in documents.
type Marks struct{ Ingest Ingest }

// Ingest has the documents and their text.
type Ingest interface {
	Document(ctx context.Context, owner id.User, doc id.Document) (ingest.Document, error)
	Pages(ctx context.Context, owner id.User, doc id.Document, r ingest.PageRange) ([]ingest.PageText, error)
}

// Of are the marks of an answer's citations that stand in the document.
func (p *Marks) Of(ctx context.Context, a auth.Account, d ingest.Document, answer ask.Answer) ([]Mark, error) {
	marks := []Mark{}
	find := p.In(a, d)
	for _, c := range answer.Citations {
		if c.DocumentID != d.ID || !c.Cited && answer.Answered {
			continue
		}
		list, err := find.Of(ctx, c)
		if err != nil {
			return nil, err
		}
		marks = append(marks, list...)
	}
	return marks, nil
}

// Places finds where citations stand in a document as it is now.
type Places struct {
	p       *Marks
	account auth.Account
	d       ingest.Document
	texts   map[int]ingest.PageText // read when a quote of another version is looked for
	text    *cite.Pages
}

// In begins to look for citations in a document.
func (p *Marks) In(a auth.Account, d ingest.Document) *Places {
	return &Places{p: p, account: a, d: d}
}

// Of is where a citation stands, page by page. A quote of an older version is
// looked for; one that is gone has no place.
func (f *Places) Of(ctx context.Context, c evidence.Citation) ([]Mark, error) {
	if len(c.Segments) == 0 {
		return nil, nil
	}
	if c.Version != f.d.Version {
		return f.find(ctx, c)
	}
	var out []Mark
	for _, s := range c.Segments {
		m := Mark{N: c.N, ID: c.ID.String(), Page: s.Page, From: s.Start, To: s.End}
		if f.d.Kind == ingest.PDF {
			if len(c.Segments) == 1 {
				m.Boxes = c.Boxes
			} else { // the citation's boxes do not tell their page
				texts, err := f.p.Ingest.Pages(ctx, f.account.ID, f.d.ID, ingest.PageRange{From: s.Page, To: s.Page})
				if err != nil {
					return nil, err
				}
				if len(texts) == 1 {
					m.Boxes = BoxesOn(f.d, texts[0], s.Start, s.End)
				}
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// find looks for a quote in the pages that are shown, near its old place first.
func (f *Places) find(ctx context.Context, c evidence.Citation) ([]Mark, error) {
	if f.text == nil {
		texts, err := f.p.Ingest.Pages(ctx, f.account.ID, f.d.ID, ingest.PageRange{})
		if err != nil {
			return nil, err
		}
		f.text, f.texts = &cite.Pages{}, map[int]ingest.PageText{}
		for _, t := range texts {
			f.text.Add(t.Page, t.Text)
			f.texts[t.Page] = t
		}
	}
	at, ok := f.text.Find(c.Quote, c.Segments[0].Page, c.Segments[0].Start)
	if !ok {
		return nil, nil
	}
	return []Mark{{N: c.N, ID: c.ID.String(), Page: at.Page, From: at.Start, To: at.End, Boxes: BoxesOn(f.d, f.texts[at.Page], at.Start, at.End), Was: c.Segments[0].Page}}, nil
}

// BoxesOn are the boxes of a stretch of a page. There are none while the file
// is newer than what has been read of it: they would mark other words.
func BoxesOn(d ingest.Document, t ingest.PageText, start, end int) [][4]float64 {
	if t.Version != d.Version {
		return nil
	}
	return boxes(t.Glyphs.Rects(start, end))
}

// InDocument is an answer for the panel of a document, and its marks there.
func (p *Marks) InDocument(ctx context.Context, a auth.Account, answer ask.Answer, document string) (Answer, []Mark, error) {
	v := Of(answer, 1)
	doc, err := id.Parse[id.Document](document)
	if err != nil {
		return v, nil, err
	}
	d, err := p.Ingest.Document(ctx, a.ID, doc)
	if err != nil {
		return v, nil, err
	}
	marks, err := p.Of(ctx, a, d, answer)
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
