package page

import (
	"context"
	"net/http"
	"net/url"

	"studyapp/internal/platform/auth"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/services"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// checkModel is the name of the search model among what the server needs.
const checkModel = "search model"

// Where the search model is fetched and looked for.
const (
	pathSetUpModel = services.PathSetUp + "/model"
	pathReady      = services.PathSetUp + "/ready"
	pathModel      = "/admin/model"
	pathBanner     = "/banner"
)

// modelRowOf is the line of a search model that is not here yet. Only who sits
// at the machine reads why a fetch failed.
func modelRowOf(s fetch.State, why bool) checkRow {
	row := checkRow{Icon: "circle-slash", Tone: "text-muted", Name: words.SearchModel, Note: words.ModelByWords}
	switch s.Phase {
	case fetch.There:
		return checkRow{Icon: "circle-check", Tone: "text-success", Name: words.SearchModel, Detail: words.CheckFine}
	case fetch.Fetching:
		return checkRow{Icon: "refresh-cw", Tone: "text-muted", Name: words.SearchModel, Detail: words.MB(s.Arrived, s.Total), Value: s.Arrived, Max: s.Total}
	case fetch.Failed:
		row.Icon, row.Tone, row.Fetch = "triangle-alert", "text-warning", words.ModelTryAgain
		if why {
			row.Note = s.Problem + " " + words.ModelByWords
		} else {
			row.Note = words.ModelFetchFailed + " " + words.ModelByWords
		}
	case fetch.Absent:
		row.Note, row.Fetch = words.ModelAbsent, words.FetchIt(s.Left())
	}
	if s.Total == 0 {
		row.Fetch, row.Note = "", words.ModelNotHere
	}
	return row
}

// modelIsThere reports whether nothing has to be looked for again.
func modelIsThere(checks []checkRow) bool {
	for _, c := range checks {
		if c.Max > 0 || c.Fetch != "" {
			return false
		}
	}
	return true
}

// ready is Getting ready as it is now, for the page that shows it.
func (p *pages) ready(w http.ResponseWriter, r *http.Request) error {
	if first, err := p.Auth.First(r.Context()); err != nil || !first {
		w.Header().Set("HX-Refresh", "true") // it leads on to the sign-in
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return show(w, r, readyList(p.readiness(r), false))
}

// fetchFirst fetches the search model before there is an account. Whoever may
// make the first one may.
func (p *pages) fetchFirst(w http.ResponseWriter, r *http.Request) error {
	first, err := p.Auth.First(r.Context())
	if err != nil {
		return err
	}
	if !first {
		http.Redirect(w, r, services.PathSignIn, http.StatusSeeOther)
		return nil
	}
	status, failed := http.StatusOK, p.CheckSetUp(r, r.PostFormValue("code"))
	if failed != nil {
		status = http.StatusForbidden
	} else if p.Model != nil {
		if failed = p.Model.Start(); failed != nil {
			status = http.StatusServiceUnavailable
		}
	}
	if !isFragment(r) {
		return p.showSetup(w, r, status, r.PostFormValue("email"), failed)
	}
	if failed != nil {
		w.Header().Set("X-Field", fieldOf(failed))
		return showStatus(w, r, status, ui.ToastBox(ui.Toast{Text: failedMessage(failed), Failed: true}))
	}
	return show(w, r, readyList(p.readiness(r), false))
}

// askFetchModel says what fetching the search model means, before it begins.
func (p *pages) askFetchModel(w http.ResponseWriter, r *http.Request) error {
	return p.modelDialog(w, r, localPath(r.URL.Query().Get("back"), "/admin"), nil)
}

func (p *pages) modelDialog(w http.ResponseWriter, r *http.Request, back string, failed error) error {
	d := ui.Dialog{Title: words.SearchModel, Back: back, Action: pathModel, Submit: words.FetchModel}
	s := p.modelState()
	switch {
	case s.Phase == fetch.There:
		d.Plain, d.Text = true, words.ModelThere
	case s.Total == 0:
		d.Plain, d.Text = true, words.ModelNotHere
	case s.Phase == fetch.Fetching:
		d.Plain, d.Text = true, words.FetchingModel+" "+words.Arrived(s.Arrived, s.Total)
	default:
		d.Text, d.Error, d.Submit = words.FetchMeans(s.Left(), p.Model.Folder()), s.Problem, words.FetchIt(s.Left())
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
		note = words.ThisNodeOnly
	}
	return p.dialog(w, r, d, "admin", failed, fetchFields(back, note))
}

// fetchModel begins to fetch.
func (p *pages) fetchModel(w http.ResponseWriter, r *http.Request) error {
	back := localPath(r.PostFormValue("back"), "/admin")
	if p.Model != nil {
		if err := p.Model.Start(); err != nil {
			return p.modelDialog(w, r, back, err)
		}
	}
	return p.done(w, r, back, nil)
}

// modelState is where the search model is; a program that cannot fetch has only
// the two ends.
func (p *pages) modelState() fetch.State {
	if p.Model == nil {
		return fetch.State{Phase: fetch.There}
	}
	return p.Model.State()
}

// modelBanner says what is missing, the graver first: the search model, or on a
// page of quotes the language model.
func (p *pages) modelBanner(ctx context.Context, quoted bool) *ui.Banner {
	a, _ := auth.FromContext(ctx)
	back := "/"
	if quoted {
		back = "/ask"
	}
	b := searchModelBanner(p.modelState(), a.IsAdmin(), back)
	switch {
	case b != nil:
		if b.Poll = pathBanner; quoted {
			b.Poll += "?quoted=1"
		}
		return b
	case !quoted || p.Config.LLM.Configured():
		return nil
	}
	return quotedBanner(a.IsAdmin())
}

// quotedBanner says that answers are quotes, and what would make them more.
func quotedBanner(admin bool) *ui.Banner {
	b := &ui.Banner{Icon: "circle-alert", Text: words.QuotedBanner}
	if admin {
		b.Link, b.URL = words.ConnectModel, "/admin#models"
	} else {
		b.Text += words.AskForModel
	}
	return b
}

// searchModelBanner is the banner of a missing search model, or nil. back is
// where an admin comes back to from the question whether to fetch it.
func searchModelBanner(s fetch.State, admin bool, back string) *ui.Banner {
	if s.Phase == fetch.There {
		return nil
	}
	b := &ui.Banner{Icon: "circle-alert", Text: words.ModelMissing}
	switch {
	case s.Phase == fetch.Fetching:
		b.Icon, b.Text, b.Note = "download", words.FetchingModel, words.MB(s.Arrived, s.Total)
	case s.Total == 0:
	case !admin:
		b.Text += " " + words.AdminCanFetch
	default:
		b.Link, b.URL, b.Dialog = words.FetchModel, pathModel+"?"+url.Values{"back": {back}}.Encode(), true
		if s.Phase == fetch.Failed {
			b.Icon, b.Text, b.Link = "triangle-alert", words.ModelNotFetched, words.ModelTryAgain
		}
	}
	return b
}

// banner is the page's banner as it is now; nothing once it is not needed.
func (p *pages) banner(w http.ResponseWriter, r *http.Request) error {
	b := p.modelBanner(r.Context(), r.URL.Query().Get("quoted") != "")
	if b == nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusOK)
		return nil
	}
	return show(w, r, ui.BannerLine(*b))
}
