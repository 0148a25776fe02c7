package models

import (
	"context"
	"net/http"
	"net/url"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/config"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Where an admin fetches the search model, and where a banner is had as it is
// now.
const (
	PathFetch  = "/admin/model"
	PathBanner = "/banner"
)

// Models knows which models this server has.
type Models struct {
	Fetcher Fetcher // of the search model; nil where there is none
	LLM     config.LLM
}

// Fetcher knows where the search model is, and fetches it to its folder.
type Fetcher interface {
	State() fetch.State
	Start() error
	Folder() string
}

// State is where the search model is; a program that cannot fetch has only
// the two ends.
func (p *Models) State() fetch.State {
	if p.Fetcher == nil {
		return fetch.State{Phase: fetch.There}
	}
	return p.Fetcher.State()
}

// Start begins to fetch the search model, where that is possible here.
func (p *Models) Start() error {
	if p.Fetcher == nil {
		return nil
	}
	return p.Fetcher.Start()
}

// Banner says that the search model is missing; nil where it is there.
func (p *Models) Banner(ctx context.Context) *ui.Banner {
	return p.missing(ctx, "/", PathBanner)
}

// BannerOfQuotes says on a page of quotes what is missing, the graver first: the
// search model, or the language model.
func (p *Models) BannerOfQuotes(ctx context.Context) *ui.Banner {
	b := p.missing(ctx, "/ask", PathBanner+"?quoted=1")
	if b != nil || p.LLM.Configured() {
		return b
	}
	a, _ := auth.FromContext(ctx)
	return Quoted(a.IsAdmin())
}

func (p *Models) missing(ctx context.Context, back, poll string) *ui.Banner {
	a, _ := auth.FromContext(ctx)
	b := Missing(p.State(), a.IsAdmin(), back)
	if b != nil {
		b.Poll = poll
	}
	return b
}

// Quoted says that answers are quotes, and what would make them more.
func Quoted(admin bool) *ui.Banner {
	b := &ui.Banner{Icon: "circle-alert", Text: quotedBanner}
	if admin {
		b.Link, b.URL = connectModel, "/admin#models"
	} else {
		b.Text += askForModel
	}
	return b
}

// Missing is the banner of a missing search model, or nil. back is where an admin
// comes back to from the question whether to fetch it.
func Missing(s fetch.State, admin bool, back string) *ui.Banner {
	if s.Phase == fetch.There {
		return nil
	}
	b := &ui.Banner{Icon: "circle-alert", Text: modelMissing}
	switch {
	case s.Phase == fetch.Fetching:
		b.Icon, b.Text, b.Note = "download", words.FetchingModel, words.MB(s.Arrived, s.Total)
	case s.Total == 0:
	case !admin:
		b.Text += " " + adminCanFetch
	default:
		b.Link, b.URL, b.Dialog = words.FetchModel, PathFetch+"?"+url.Values{"back": {back}}.Encode(), true
		if s.Phase == fetch.Failed {
			b.Icon, b.Text, b.Link = "triangle-alert", modelNotFetched, words.ModelTryAgain
		}
	}
	return b
}

// Show is the page's banner as it is now; nothing once it is not needed.
func (p *Models) Show(w http.ResponseWriter, r *http.Request) error {
	b := p.Banner(r.Context())
	if r.URL.Query().Get("quoted") != "" {
		b = p.BannerOfQuotes(r.Context())
	}
	if b == nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusOK)
		return nil
	}
	return frame.Show(w, r, ui.BannerLine(*b))
}
