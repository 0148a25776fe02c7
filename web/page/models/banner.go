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

// Fetcher knows where the search model is.
type Fetcher interface{ State() fetch.State }

// State is where the search model is; a program that cannot fetch has only
// the two ends.
func (p *Models) State() fetch.State {
	if p.Fetcher == nil {
		return fetch.State{Phase: fetch.There}
	}
	return p.Fetcher.State()
}

// Banner says what is missing, the graver first: the search model, or on a
// page of quotes the language model.
func (p *Models) Banner(ctx context.Context, quoted bool) *ui.Banner {
	a, _ := auth.FromContext(ctx)
	back := "/"
	if quoted {
		back = "/ask"
	}
	b := Missing(p.State(), a.IsAdmin(), back)
	switch {
	case b != nil:
		if b.Poll = PathBanner; quoted {
			b.Poll += "?quoted=1"
		}
		return b
	case !quoted || p.LLM.Configured():
		return nil
	}
	return Quoted(a.IsAdmin())
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

// Missing is the banner of a missing search model, or nil. back is
// where an admin comes back to from the question whether to fetch it.
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
	b := p.Banner(r.Context(), r.URL.Query().Get("quoted") != "")
	if b == nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusOK)
		return nil
	}
	return frame.Show(w, r, ui.BannerLine(*b))
}
