package ask

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
	"studyapp/web/page/frame"
	"studyapp/web/words"
)

// searchView is the page of passages found.
type searchView struct {
	Query, Course string
	Asked         bool
	Sentence      string
	WordsOnly     bool
	Hits          []hitView
}

type hitView struct {
	Href, Title, Where, Text string
	Path                     string
	Also                     []copyView
}

// copyView is a link to where the same passage stands once more.
type copyView struct{ Href, Title string }

// searchHits is how many passages a page of results shows.
const searchHits = 20

func (p *pages) search(w http.ResponseWriter, r *http.Request) error {
	a, ctx, q := auth.User(r.Context()), r.Context(), r.URL.Query()
	f, err := p.Frame(r, words.SearchTitle, "ask")
	if err != nil {
		return err
	}
	f.Banner = p.Models.Banner(ctx)
	v := searchView{Query: strings.TrimSpace(q.Get("q")), Course: q.Get("course")}
	if v.Query != "" {
		course, err := frame.OptionalID[id.Course](v.Course)
		if err != nil {
			return err
		}
		res, err := p.Search.Search(ctx, a.ID, search.Query{Text: v.Query, K: searchHits, Course: course})
		if err != nil {
			return err
		}
		v.Asked, v.WordsOnly = true, res.WordsOnly
		v.Sentence = hitsFound(len(res.Hits))
		labels, err := p.labelsOf(ctx, a.ID, res.Hits)
		if err != nil {
			return err
		}
		for _, h := range res.Hits {
			v.Hits = append(v.Hits, viewOf(h, labels))
		}
	}
	return frame.Show(w, r, searchPage(f, v))
}

func viewOf(h search.Hit, labels map[passage.PageKey]string) hitView {
	x := hitView{Title: h.Title, Path: strings.Join(h.HeadingPath, " › "), Text: h.Text, Href: placeOf(h.Document, h.Version, h.Segments)}
	if len(h.Segments) > 0 && h.Kind == "pdf" {
		x.Where = words.Page(h.Segments[0].Page, labels[pageKey(h)])
	}
	for _, p := range h.Also {
		x.Also = append(x.Also, copyView{placeOf(p.Document, p.Version, p.Segments), p.Title})
	}
	return x
}

// placeOf is the address of a passage in the reader.
func placeOf(document id.Document, version int, segments []extract.Segment) string {
	href := "/documents/" + document.String()
	if len(segments) == 0 {
		return href
	}
	s := segments[0]
	return href + "?" + url.Values{"v": {strconv.Itoa(version)}, "page": {strconv.Itoa(s.Page)}, "from": {strconv.Itoa(s.Start)}, "to": {strconv.Itoa(s.End)}}.Encode()
}

// labelsOf are the numbers that are printed on the pages where hits begin.
func (p *pages) labelsOf(ctx context.Context, owner id.User, hits []search.Hit) (map[passage.PageKey]string, error) {
	var keys []passage.PageKey
	for _, h := range hits {
		if len(h.Segments) > 0 {
			keys = append(keys, pageKey(h))
		}
	}
	return p.Ingest.Labels(ctx, owner, keys)
}

func pageKey(h search.Hit) passage.PageKey {
	return passage.PageKey{Document: h.Document, Version: h.Version, Page: h.Segments[0].Page}
}
