package admin

import (
	"net/http"

	"studyapp/internal/search/embed/fetch"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// askFetchModel says what fetching the search model means, before it begins.
func (p *pages) askFetchModel(w http.ResponseWriter, r *http.Request) error {
	return p.modelDialog(w, r, frame.LocalPath(r.URL.Query().Get("back"), "/admin"), nil)
}

func (p *pages) modelDialog(w http.ResponseWriter, r *http.Request, back string, failed error) error {
	d := ui.Dialog{Title: words.SearchModel, Back: back, Action: models.PathFetch, Submit: words.FetchModel}
	s := p.Models.State()
	switch {
	case s.Phase == fetch.There:
		d.Plain, d.Text = true, modelThere
	case s.Total == 0:
		d.Plain, d.Text = true, words.ModelNotHere
	case s.Phase == fetch.Fetching:
		d.Plain, d.Text = true, words.FetchingModel+" "+arrived(s.Arrived, s.Total)
	default:
		d.Text, d.Error, d.Submit = words.FetchMeans(s.Left(), p.Models.Fetcher.Folder()), s.Problem, words.FetchIt(s.Left())
		if s.Problem != "" {
			d.Submit = words.ModelTryAgain
		}
	}
	nodes, err := p.Jobs.Nodes(r.Context())
	if err != nil {
		return err
	}
	note := ""
	if len(nodes) > 1 {
		note = thisNodeOnly
	}
	return p.Dialog(w, r, d, "admin", failed, fetchFields(back, note))
}

// fetchModel begins to fetch.
func (p *pages) fetchModel(w http.ResponseWriter, r *http.Request) error {
	back := frame.LocalPath(r.PostFormValue("back"), "/admin")
	if err := p.Models.Start(); err != nil {
		return p.modelDialog(w, r, back, err)
	}
	return p.Done(w, r, back, nil)
}
