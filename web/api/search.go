package api

import (
	"context"
	"net/http"
	"strconv"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// SearchResult is what a search found, the best first.
type SearchResult struct {
	Results   []SearchHit `json:"results"`
	TookMS    float64     `json:"took_ms"`
	WordsOnly bool        `json:"words_only,omitempty" doc:"Meaning was asked for, but the search model is missing."`
	Coverage  float64     `json:"coverage" doc:"How much of the query's words the first hits know, each weighed by its rarity."`
}

// SearchHit is a passage found.
type SearchHit struct {
	ChunkID     string       `json:"chunk_id"`
	DocumentID  id.Document  `json:"document_id"`
	Title       string       `json:"title"`
	Kind        string       `json:"kind"`
	HeadingPath []string     `json:"heading_path"`
	Pages       []int        `json:"pages" doc:"Empty where the kind has no pages."`
	Score       float64      `json:"score" doc:"To compare within one result."`
	Text        string       `json:"text"`
	Also        []SearchCopy `json:"also,omitempty" doc:"Where the same passage stands once more."`
}

// SearchCopy is a passage that says the same as a hit.
type SearchCopy struct {
	ChunkID    string      `json:"chunk_id"`
	DocumentID id.Document `json:"document_id"`
	Title      string      `json:"title"`
	Pages      []int       `json:"pages" doc:"Empty where the kind has no pages."`
}

func (a *api) search() {
	handle(a, call(http.MethodGet, "/search", "search", "Search and answers", "Find passages", http.StatusNotFound), a.find)
}

func (a *api) find(ctx context.Context, in *struct {
	Text       string   `query:"q" required:"true"`
	K          int      `query:"k" minimum:"1" maximum:"100" default:"10"`
	Mode       string   `query:"mode" enum:"hybrid,dense,lexical" default:"hybrid"`
	CourseID   string   `query:"course_id"`
	DocumentID []string `query:"document_id,explode" doc:"May be given several times."`
}) (*answer[SearchResult], error) {
	q := search.Query{Text: in.Text, K: in.K, Mode: search.Mode(in.Mode)}
	var err error
	if q.Course, err = optional[id.Course](in.CourseID); err != nil {
		return nil, err
	}
	for _, s := range in.DocumentID {
		document, err := id.Parse[id.Document](s)
		if err != nil {
			return nil, err
		}
		q.Documents = append(q.Documents, document)
	}
	r, err := a.Search.Search(ctx, owner(ctx), q)
	if err != nil {
		return nil, err
	}
	out := SearchResult{Results: make([]SearchHit, len(r.Hits)), TookMS: float64(r.Took.Microseconds()) / 1000, WordsOnly: r.WordsOnly, Coverage: r.Coverage}
	for i, h := range r.Hits {
		out.Results[i] = SearchHit{chunkID(h.Chunk), h.Document, h.Title, h.Kind, append([]string{}, h.HeadingPath...), pagesOf(h.Kind, segmentPages(h.Segments)), h.Score, h.Text, copiesOf(h)}
	}
	return respond(out, nil)
}

func copiesOf(h search.Hit) []SearchCopy {
	var copies []SearchCopy
	for _, p := range h.Also {
		copies = append(copies, SearchCopy{chunkID(p.Chunk), p.Document, p.Title, pagesOf(p.Kind, segmentPages(p.Segments))})
	}
	return copies
}

func chunkID(c id.Chunk) string { return strconv.FormatInt(int64(c), 10) }

// pagesOf leaves the numbers of parts out where the kind has no pages.
func pagesOf(kind string, pages []int) []int {
	if kind != string(ingest.PDF) || pages == nil {
		return []int{}
	}
	return pages
}

func segmentPages(segments []extract.Segment) []int {
	return ingest.ChunkRow{Segments: segments}.Pages()
}
