package sample

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/demo"
	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
)

// Sample is the sample document of a student.
type Sample struct {
	*frame.Pages
	Ingest Ingest
	Demo   Demo
}

// Ingest lists documents.
type Ingest interface {
	Documents(ctx context.Context, owner id.User, f ingest.Filter) ([]ingest.Document, string, error)
}

// Demo puts the sample in and takes it out.
type Demo interface {
	Add(ctx context.Context, owner id.User) (ingest.Document, error)
	Remove(ctx context.Context, owner id.User, doc id.Document) (key string, err error)
	Restore(ctx context.Context, owner id.User, key string) (ingest.Document, error)
}

// Mount adds its buttons to a router whose requests are signed in.
func (p *Sample) Mount(r chi.Router) {
	r.Post("/sample", frame.Do(p.add))
	r.Post("/sample/remove", frame.Do(p.remove))
	r.Post("/sample/restore", frame.Do(p.restore))
}

// View is the sample document where it can be tried and removed.
type View struct {
	ID        string
	Course    string // where it is
	Questions []Question
}

// Question is one that the sample answers.
type Question struct{ Text, Href string }

// Find is the sample among the student's documents, or nil.
func (p *Sample) Find(ctx context.Context, a auth.Account) (*View, error) {
	docs, _, err := p.Ingest.Documents(ctx, a.ID, demo.SampleFilter())
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(docs, demo.IsSample)
	if i < 0 {
		return nil, nil //nolint:nilnil // no sample is no error
	}
	v := View{ID: docs[i].ID.String(), Course: docs[i].Course.String()}
	for _, q := range demo.SampleQuestions {
		v.Questions = append(v.Questions, Question{q, "/ask?" + url.Values{"document": {v.ID}, "q": {q}}.Encode()})
	}
	return &v, nil
}

// add puts the sample in and goes to its course.
func (p *Sample) add(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Demo.Add(r.Context(), auth.User(r.Context()).ID)
	if err != nil {
		return err
	}
	return p.Done(w, r, "/courses/"+d.Course.String(), nil)
}

// remove takes it out again, at once and with a way back.
func (p *Sample) remove(w http.ResponseWriter, r *http.Request) error {
	doc, err := id.Parse[id.Document](r.PostFormValue("id"))
	if err != nil {
		return err
	}
	key, err := p.Demo.Remove(r.Context(), auth.User(r.Context()).ID, doc)
	if err != nil {
		return err
	}
	return p.Done(w, r, "/", &ui.Toast{Text: sampleRemoved, Undo: "/sample/restore", UndoKey: key})
}

func (p *Sample) restore(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Demo.Restore(r.Context(), auth.User(r.Context()).ID, r.PostFormValue("id"))
	if err != nil {
		return err
	}
	return p.Done(w, r, "/courses/"+d.Course.String(), nil)
}
