package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/sse"
)

// Document is the wire's form of ingest.Document.
type Document struct {
	ID        id.Document     `json:"id"`
	CourseID  id.Course       `json:"course_id"`
	Title     string          `json:"title"`
	FileName  string          `json:"file_name"`
	Kind      string          `json:"kind" enum:"pdf,markdown,text"`
	MediaType string          `json:"media_type"`
	Status    string          `json:"status" enum:"queued,extracting,embedding,ready,failed"`
	Progress  ingest.Progress `json:"progress"`
	Pages     int             `json:"pages" doc:"0 where the kind has none."`
	Chunks    int             `json:"chunks"`
	Bytes     int64           `json:"bytes"`
	Language  string          `json:"language" doc:"BCP 47; empty while unknown."`
	Problem   string          `json:"problem,omitempty" doc:"What is missing of a document that was not read whole, a sentence."`
	Version   int             `json:"version" doc:"Counts the files it has had."`
	Failure   *ingest.Failure `json:"failure,omitempty"`
	ReadPage  int             `json:"read_page" doc:"Where you stopped reading; 0 if never opened."`
	CreatedAt time.Time       `json:"created_at"`
	ReadyAt   *time.Time      `json:"ready_at,omitempty"`
	ReadAt    *time.Time      `json:"read_at,omitempty"`
}

func viewDocument(d ingest.Document) Document {
	return Document{
		ID: d.ID, CourseID: d.Course, Title: d.Title, FileName: d.FileName, Kind: string(d.Kind), MediaType: d.MediaType, Status: string(d.Status),
		Progress: d.Progress, Pages: d.Pages, Chunks: d.Chunks, Bytes: d.Bytes, Language: d.Language, Problem: d.Problem, Version: d.Version, Failure: d.Failure,
		ReadPage: d.ReadPage, CreatedAt: d.CreatedAt, ReadyAt: d.ReadyAt, ReadAt: d.ReadAt,
	}
}

// Text is a document's text by pages.
type Text struct {
	Pages []PageText `json:"pages"`
}

// PageText is the cleaned text of a page; offsets in it count code points.
type PageText struct {
	Page     *int     `json:"page" doc:"From 1; null where the kind has no pages."`
	Part     int      `json:"part" doc:"From 1; the page where there are pages."`
	Label    string   `json:"page_label,omitempty" doc:"The number that stands on the page, where it is another."`
	Language string   `json:"language,omitempty" doc:"BCP 47; absent while unknown."`
	Text     string   `json:"text"`
	Regions  []Region `json:"regions,omitempty" doc:"Parts that are not running text."`
	Width    float64  `json:"width,omitempty" doc:"PDF points, after the page's rotation."`
	Height   float64  `json:"height,omitempty"`
	Problem  string   `json:"problem,omitempty" doc:"What is missing of the page, and why."`
}

// Region is a part of a page that is not running text.
type Region struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind" doc:"caption, footnote, bibliography, contents, index, note, superseded, formula or furniture (a running head or foot)."`
}

// regions are those of a page, formulas that stand alone and furniture among
// them.
func regions(spans []extract.Span) []Region {
	var out []Region
	for _, s := range spans {
		switch {
		case s.Region(), s.Kind == extract.Furniture:
			out = append(out, Region{s.Start, s.End, s.Kind.String()})
		case s.Kind == extract.Math && s.Block():
			out = append(out, Region{s.Start, s.End, "formula"})
		}
	}
	return out
}

// Chunk is a passage of a document.
type Chunk struct {
	ID          string   `json:"id"`
	Ordinal     int      `json:"ordinal"`
	HeadingPath []string `json:"heading_path"`
	Pages       []int    `json:"pages" doc:"Empty where the kind has no pages."`
	Text        string   `json:"text"`
	Tokens      int      `json:"tokens"`
}

// DocumentPath names a document.
type DocumentPath struct {
	ID string `path:"id"`
}

type documentChange struct {
	DocumentPath
	Body struct {
		Title    *string `json:"title,omitempty"`
		CourseID *string `json:"course_id,omitempty"`
		ReadPage *int    `json:"read_page,omitempty" doc:"Where you read now."`
	}
}

func (a *api) documents() {
	const tag = "Documents"
	handle(a, call(http.MethodGet, "/documents", "list-documents", tag, "List documents, the newest first", http.StatusNotFound), a.listDocuments)
	handle(a, call(http.MethodGet, "/documents/{id}", "get-document", tag, "Get a document", http.StatusNotFound),
		func(ctx context.Context, in *DocumentPath) (*answer[Document], error) {
			d, err := a.document(ctx, in.ID)
			return respond(viewDocument(d), err)
		})
	handle(a, call(http.MethodPatch, "/documents/{id}", "change-document", tag, "Change a document", http.StatusNotFound), a.changeDocument)
	handle(a, call(http.MethodDelete, "/documents/{id}", "delete-document", tag, "Put a document into the bin for 30 days; its cards stay", http.StatusNotFound),
		func(ctx context.Context, in *DocumentPath) (*struct{}, error) {
			document, err := id.Parse[id.Document](in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Ingest.Delete(ctx, owner(ctx), document)
		})
	handle(a, call(http.MethodPost, "/documents/{id}/restore", "restore-document", tag, "Take a document out of the bin", http.StatusNotFound, http.StatusConflict),
		func(ctx context.Context, in *DocumentPath) (*answer[Document], error) {
			document, err := id.Parse[id.Document](in.ID)
			if err != nil {
				return nil, err
			}
			d, err := a.Ingest.Restore(ctx, owner(ctx), document)
			return respond(viewDocument(d), err)
		})
	handle(a, accepted(call(http.MethodPost, "/documents/{id}/retry", "retry-document", tag, "Go on with a failed document", http.StatusNotFound, http.StatusConflict)), a.retryDocument)
	handle(a, call(http.MethodGet, "/documents/{id}/text", "get-text", tag, "The text of a document", http.StatusNotFound), a.text)
	handle(a, call(http.MethodGet, "/documents/{id}/chunks", "list-chunks", tag, "The passages of a document", http.StatusNotFound), a.chunks)
	handle(a, call(http.MethodGet, "/documents/{id}/cards", "list-document-cards", "Cards", "The cards of a document, in its order", http.StatusNotFound), a.documentCards)
	events := call(http.MethodGet, "/documents/{id}/events", "watch-document", tag, "Watch a document until it is ready or failed", http.StatusNotFound)
	events.Responses = map[string]*huma.Response{"200": {
		Description: "Server-sent events: progress (a Document) after each change; the stream ends with the one that is ready or failed.",
		Content:     map[string]*huma.MediaType{sse.MediaType: {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
	handle(a, a.streaming(events), a.watch)
}

// document reads the document that a path names.
func (a *api) document(ctx context.Context, name string) (ingest.Document, error) {
	document, err := id.Parse[id.Document](name)
	if err != nil {
		return ingest.Document{}, err
	}
	return a.Ingest.Document(ctx, owner(ctx), document)
}

func (a *api) listDocuments(ctx context.Context, in *struct {
	Paging
	CourseID string `query:"course_id"`
	Status   string `query:"status" enum:"queued,extracting,embedding,ready,failed"`
	Text     string `query:"q" doc:"Stands in the title or the file's name."`
}) (*answer[list[Document]], error) {
	course, err := optional[id.Course](in.CourseID)
	if err != nil {
		return nil, err
	}
	all, next, err := a.Ingest.Documents(ctx, owner(ctx), ingest.Filter{
		Course: course, Status: ingest.Status(in.Status), Text: in.Text, Limit: in.Limit, Cursor: in.Cursor})
	return respondList(all, next, err, viewDocument)
}

func (a *api) changeDocument(ctx context.Context, in *documentChange) (*answer[Document], error) {
	document, err := id.Parse[id.Document](in.ID)
	if err != nil {
		return nil, err
	}
	p := ingest.Patch{Title: in.Body.Title, ReadPage: in.Body.ReadPage}
	if in.Body.CourseID != nil {
		course, err := id.Parse[id.Course](*in.Body.CourseID)
		if err != nil {
			return nil, err
		}
		p.Course = &course
	}
	d, err := a.Ingest.Update(ctx, owner(ctx), document, p)
	return respond(viewDocument(d), err)
}

func (a *api) retryDocument(ctx context.Context, in *struct {
	DocumentPath
	Body *struct {
		Password string `json:"password,omitempty" doc:"Of a locked PDF. It is used once and not kept."`
	}
}) (*answer[Document], error) {
	document, err := id.Parse[id.Document](in.ID)
	if err != nil {
		return nil, err
	}
	password := ""
	if in.Body != nil {
		password = in.Body.Password
	}
	d, err := a.Ingest.Retry(ctx, owner(ctx), document, password)
	return respond(viewDocument(d), err)
}

func (a *api) text(ctx context.Context, in *struct {
	DocumentPath
	Page int `query:"page" minimum:"1" doc:"Only this page, or part where there are no pages."`
}) (*answer[Text], error) {
	d, err := a.document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	pages, err := a.Ingest.Pages(ctx, owner(ctx), d.ID, ingest.PageRange{From: in.Page, To: in.Page})
	if err != nil {
		return nil, err
	}
	if in.Page > 0 && len(pages) == 0 {
		return nil, errs.Newf(errs.NotFound, "There is no page %d to read yet.", in.Page)
	}
	out := Text{Pages: make([]PageText, len(pages))}
	for i, p := range pages {
		v := PageText{Part: p.Page, Label: p.Label, Language: p.Language, Text: p.Text, Regions: regions(p.Spans), Width: p.Width, Height: p.Height, Problem: p.Problem}
		if d.Kind == ingest.PDF {
			v.Page = new(p.Page)
		}
		out.Pages[i] = v
	}
	return respond(out, nil)
}

func (a *api) chunks(ctx context.Context, in *struct {
	DocumentPath
	Paging
}) (*answer[list[Chunk]], error) {
	d, err := a.document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	rows, next, err := a.Ingest.Chunks(ctx, owner(ctx), d.ID, in.Limit, in.Cursor)
	return respondList(rows, next, err, func(c ingest.ChunkRow) Chunk {
		return Chunk{chunkID(c.ID), c.Ordinal, append([]string{}, c.HeadingPath...), pagesOf(string(d.Kind), c.Pages()), c.Text, c.Tokens}
	})
}

// watch sends the document whenever something of it that is shown changes.
func (a *api) watch(ctx context.Context, in *DocumentPath) (*huma.StreamResponse, error) {
	d, err := a.document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	events, err := a.Ingest.Events(ctx, owner(ctx), d.ID)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		_, w := humachi.Unwrap(hc)
		s := sse.New(w)
		silence := time.NewTicker(sse.Quiet)
		defer silence.Stop()
		for {
			select {
			case d, open := <-events:
				if !open || s.SendJSON("progress", viewDocument(d)) != nil {
					return
				}
			case <-silence.C:
				if s.Alive() != nil {
					return
				}
			}
		}
	}}, nil
}

func (a *api) documentCards(ctx context.Context, in *struct {
	DocumentPath
	Paging
}) (*answer[list[Card]], error) {
	document, err := id.Parse[id.Document](in.ID)
	if err != nil {
		return nil, err
	}
	cards, next, err := a.Learning.Cards(ctx, owner(ctx), learning.CardFilter{Document: document, Limit: in.Limit, Cursor: in.Cursor})
	if err == nil && len(cards) == 0 && in.Cursor == "" { // none yet, or no such document
		_, err = a.Ingest.Document(ctx, owner(ctx), document)
	}
	return respondList(cards, next, err, viewCard)
}
