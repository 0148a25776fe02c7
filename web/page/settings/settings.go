package settings

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/problem"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// settingsView is the page of what a student chose.
type settingsView struct {
	Account   auth.Account
	Zone      string
	Tokens    []tokenRow
	NewToken  string // shown once
	TokenName string // as it was typed
	Failed    error
	Section   string // the form that failed
}

// failedIn is the error at one of the fields of the section that was sent, or
// empty: two sections ask a password.
func (v settingsView) failedIn(section string, fields ...string) string {
	if v.Section == section {
		for _, f := range fields {
			if said := frame.FieldError(v.Failed, f); said != "" {
				return said
			}
		}
	}
	return ""
}

type tokenRow struct{ ID, Name, Made, Used, Ends string }

func (p *pages) settings(w http.ResponseWriter, r *http.Request) error {
	return p.showSettings(w, r, http.StatusOK, settingsView{})
}

func (p *pages) showSettings(w http.ResponseWriter, r *http.Request, status int, v settingsView) error {
	a := auth.User(r.Context())
	if v.Account.Email == "" {
		v.Account = a
	}
	f, err := p.Frame(r, words.NavSettings, "settings")
	if err != nil {
		return err
	}
	tokens, err := p.Auth.Tokens(r.Context(), a.ID)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		row := tokenRow{ID: t.ID.String(), Name: t.Name, Made: words.When(t.CreatedAt, p.Now(), a.Location()), Used: neverUsed, Ends: tokenEnds(t.ExpiresAt, p.Now(), a.Location())}
		if t.LastUsedAt != nil {
			row.Used = lastUsed(*t.LastUsedAt, p.Now(), a.Location())
		}
		v.Tokens = append(v.Tokens, row)
	}
	return frame.ShowStatus(w, r, status, settingsPage(f, v))
}

// formFailed shows the page again with the error at its field. What is not the
// student's mistake is an error of the request.
func (p *pages) formFailed(w http.ResponseWriter, r *http.Request, v settingsView, err error) error {
	status := http.StatusUnprocessableEntity
	switch errs.KindOf(err) {
	case errs.Invalid, errs.Unauthenticated:
	case errs.Limited:
		status = http.StatusTooManyRequests
	default:
		return err
	}
	v.Failed = err
	if r.Header.Get("HX-Request") == "true" {
		w.Header().Set("X-Field", problem.Of(r.Context(), err).Field) // the script shows it there
		return frame.ShowStatus(w, r, status, ui.ToastBox(ui.Toast{Text: errs.Message(err), Failed: true}))
	}
	return p.showSettings(w, r, status, v)
}

// saveSettings saves what the form holds; each field sends its section by itself.
func (p *pages) saveSettings(w http.ResponseWriter, r *http.Request) error {
	a := auth.User(r.Context())
	if err := r.ParseForm(); err != nil {
		return errs.Wrap(errs.Invalid, err, settingsBroken)
	}
	section := r.PostFormValue("section")
	number := func(field string, to *int) error {
		n, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue(field)))
		if err != nil {
			return errs.New(errs.Invalid, wholeNumber).At(field)
		}
		*to = n
		return nil
	}
	var err error
	switch section {
	case "theme": // by itself, in the reader
		a.Settings.Theme = r.PostFormValue("theme")
	case "appearance":
		a.Settings.Theme, a.Settings.TextSize = r.PostFormValue("theme"), r.PostFormValue("text_size")
		a.Settings.SingleKeys = r.PostFormValue("single_keys") != ""
	case "studying":
		err = errors.Join(number("new_per_day", &a.Settings.NewPerDay), number("reviews_per_day", &a.Settings.ReviewsPerDay), number("rollover_hour", &a.RolloverHour))
		a.Settings.DraftCards = r.PostFormValue("draft_cards") != ""
		if a.TimeZone = strings.TrimSpace(r.PostFormValue("time_zone")); err == nil {
			if _, e := time.LoadLocation(a.TimeZone); e != nil || a.TimeZone == "" {
				err = errs.New(errs.Invalid, noSuchZone).At("time_zone")
			}
		}
	default:
		return errs.New(errs.Invalid, settingsBroken)
	}
	if err == nil {
		err = p.Auth.UpdateSettings(r.Context(), a)
	}
	if err != nil {
		return p.formFailed(w, r, settingsView{Account: a, Section: section}, err)
	}
	if r.Header.Get("HX-Request") == "true" {
		return frame.Show(w, r, savedMark())
	}
	return p.Done(w, r, "/settings#"+section, &ui.Toast{Text: words.Saved})
}

func (p *pages) changePassword(w http.ResponseWriter, r *http.Request) error {
	a := auth.User(r.Context())
	if err := p.Auth.ChangePassword(r.Context(), a.ID, r.PostFormValue("old"), r.PostFormValue("new")); err != nil {
		return p.formFailed(w, r, settingsView{Section: "account"}, err)
	}
	fresh, err := p.Auth.ByID(r.Context(), a.ID)
	if err != nil {
		return err
	}
	if err := p.Auth.Begin(r.Context(), fresh, auth.Own); err != nil { // this device stays, the others go
		return err
	}
	return p.Done(w, r, "/settings#account", &ui.Toast{Text: passwordChanged})
}

// createToken makes a token and shows it, this one time.
func (p *pages) createToken(w http.ResponseWriter, r *http.Request) error {
	a := auth.User(r.Context())
	name := r.PostFormValue("name")
	token, _, err := p.Auth.CreateConfirmedToken(r.Context(), a.ID, name, r.PostFormValue("password"))
	if err != nil {
		return p.formFailed(w, r, settingsView{Section: "tokens", TokenName: name}, err)
	}
	return p.showSettings(w, r, http.StatusCreated, settingsView{NewToken: token})
}

func (p *pages) revokeToken(w http.ResponseWriter, r *http.Request) error {
	token, err := frame.PathID[id.Token](r)
	if err != nil {
		return err
	}
	if err := p.Auth.RevokeToken(r.Context(), auth.User(r.Context()).ID, token); err != nil {
		return err
	}
	return p.Done(w, r, "/settings#tokens", &ui.Toast{Text: tokenRevoked})
}

// more is the rest of the navigation, for phones.
func (p *pages) more(w http.ResponseWriter, r *http.Request) error {
	return p.Dialog(w, r, ui.Dialog{Title: words.NavMore, Plain: true, Back: "/"}, "settings", nil, moreLinks(auth.User(r.Context()).IsAdmin()))
}

// keys lists the keyboard.
func (p *pages) keys(w http.ResponseWriter, r *http.Request) error {
	d := ui.Dialog{Title: keyboard, Plain: true, Back: "/settings"}
	if !auth.User(r.Context()).Settings.SingleKeys {
		d.Text = keysOff
	}
	return p.Dialog(w, r, d, "settings", nil, keyList(keyboardKeys))
}
