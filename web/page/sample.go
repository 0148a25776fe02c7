package page

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"studyapp/internal/demo"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// sampleView is the sample document where it can be tried and removed.
type sampleView struct {
	ID        string
	Course    string // where it is
	Questions []sampleQuestion
}

// sampleQuestion is one that the sample answers.
type sampleQuestion struct{ Text, Href string }

// findSample is the sample among the student's documents, or nil.
func (p *pages) findSample(ctx context.Context, a auth.Account) (*sampleView, error) {
	docs, _, err := p.Ingest.Documents(ctx, a.ID, demo.SampleFilter())
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(docs, demo.IsSample)
	if i < 0 {
		return nil, nil //nolint:nilnil // no sample is no error
	}
	v := sampleView{ID: docs[i].ID.String(), Course: docs[i].Course.String()}
	for _, q := range demo.SampleQuestions {
		v.Questions = append(v.Questions, sampleQuestion{q, "/ask?" + url.Values{"document": {v.ID}, "q": {q}}.Encode()})
	}
	return &v, nil
}

func (p *pages) sample() demo.Sample { return demo.Sample{Ingest: p.Ingest, Learning: p.Learning} }

// addSample puts the sample in and goes to its course.
func (p *pages) addSample(w http.ResponseWriter, r *http.Request) error {
	d, err := p.sample().Add(r.Context(), auth.User(r.Context()).ID)
	if err != nil {
		return err
	}
	return p.done(w, r, "/courses/"+d.Course.String(), nil)
}

// removeSample takes it out again, at once and with a way back.
func (p *pages) removeSample(w http.ResponseWriter, r *http.Request) error {
	doc, err := id.Parse[id.Document](r.PostFormValue("id"))
	if err != nil {
		return err
	}
	key, err := p.sample().Remove(r.Context(), auth.User(r.Context()).ID, doc)
	if err != nil {
		return err
	}
	return p.done(w, r, "/", &ui.Toast{Text: words.SampleRemoved, Undo: "/sample/restore", UndoKey: key})
}

func (p *pages) restoreSample(w http.ResponseWriter, r *http.Request) error {
	d, err := p.sample().Restore(r.Context(), auth.User(r.Context()).ID, r.PostFormValue("id"))
	if err != nil {
		return err
	}
	return p.done(w, r, "/courses/"+d.Course.String(), nil)
}
