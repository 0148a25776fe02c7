package reader

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/answerview"
	"studyapp/web/page/frame"
	"studyapp/web/render"
	"studyapp/web/words"
)

// partView is one page of a text.
type partView struct {
	Page    int
	HTML    string
	More    string // address of the part while it waits to be near, else empty
	Label   string // "Page 12", where pages mean something
	Problem string
}

// headingLink is one entry of the contents of a text.
type headingLink struct {
	Title string
	Level int
	Part  int
	N     int // which heading of its part, from 0
	Href  string
}

// partsNear is how many parts of a text are drawn before and after the one asked for.
const partsNear = 1

// mostHeadings is where the contents of a text stop.
const mostHeadings = 1000

// readerParts draws the parts of a text that are near, and places for the others.
func (p *pages) readerParts(ctx context.Context, a auth.Account, d ingest.Document, marks []answerview.Mark, v *readerView) error {
	texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{})
	if err != nil {
		return err
	}
	if !v.Paged || v.Pages < len(texts) {
		v.Pages = len(texts)
	}
	var o render.Outline
	for _, t := range texts {
		part := newPart(d, t)
		if t.Page >= v.Page-partsNear && t.Page <= v.Page+partsNear {
			part.HTML, part.More = render.Page(t.Text, t.Spans, renderMarks(marks, t.Page), &o), ""
		}
		v.Parts = append(v.Parts, part)
		if len(v.Headings) < mostHeadings {
			v.Headings = append(v.Headings, headingsOf(v.ID, t)...)
		}
	}
	if len(v.Headings) < 2 { // its title alone leads nowhere
		v.Headings = nil
	}
	return nil
}

func newPart(d ingest.Document, t ingest.PageText) partView {
	part := partView{Page: t.Page, More: "/documents/" + d.ID.String() + "/part/" + strconv.Itoa(t.Page), Problem: t.Problem}
	if d.Kind == ingest.PDF {
		part.Label = words.PageNumber(t.Page, t.Label)
	}
	return part
}

// headingsOf are the headings of a part, in order.
func headingsOf(document string, t ingest.PageText) []headingLink {
	var out []headingLink
	text := []rune(t.Text)
	n := 0
	for _, s := range t.Spans {
		if s.Kind != extract.Heading || s.Start < 0 || s.End > len(text) || s.Start >= s.End {
			continue
		}
		if title := strings.Join(strings.Fields(string(text[s.Start:s.End])), " "); title != "" {
			out = append(out, headingLink{Title: words.Short(title, 160), Level: min(max(s.Level, 1), 4), Part: t.Page, N: n, Href: "/documents/" + document + "?page=" + strconv.Itoa(t.Page)})
		}
		n++
	}
	return out
}

func renderMarks(marks []answerview.Mark, page int) []render.Mark {
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
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(chi.URLParam(r, "page"))
	if err != nil || n < 1 {
		return errs.New(errs.NotFound, words.NoSuchPage)
	}
	texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{From: n, To: n})
	if err != nil {
		return err
	}
	if len(texts) != 1 {
		return errs.New(errs.NotFound, words.NoSuchPage)
	}
	part := newPart(d, texts[0])
	part.HTML = render.Page(texts[0].Text, texts[0].Spans, renderMarks(askedMarks(r.URL.Query()["mark"], n), n), &render.Outline{})
	return frame.Show(w, r, partSection(part))
}

// askedMarks are the marks that the script wants drawn into a part: stretches
// of its text as "from-to-n-id".
func askedMarks(list []string, page int) []answerview.Mark {
	var marks []answerview.Mark
	for _, s := range list {
		f := strings.SplitN(s, "-", 4)
		if len(f) != 4 {
			continue
		}
		from, err1 := strconv.Atoi(f[0])
		to, err2 := strconv.Atoi(f[1])
		num, err3 := strconv.Atoi(f[2])
		if err1 == nil && err2 == nil && err3 == nil {
			marks = append(marks, answerview.Mark{N: num, ID: f[3], Page: page, From: from, To: to})
		}
	}
	return marks
}

// direction is how a language is written; "auto" lets the letters tell.
func direction(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch base {
	case "":
		return "auto"
	case "ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "arc", "syr":
		return "rtl"
	}
	return "ltr"
}
