package page

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// entrySpecimens are the states of set-up, sign-in and error pages.
func entrySpecimens() []specimen {
	setup := func(name, title string, v setupView) specimen {
		return specimen{name, title, func(auth.Account) templ.Component { return setupPage(ui.Frame{Title: words.SetupTab}, v) }}
	}
	signIn := func(name, title string, v signInView) specimen {
		return specimen{name, title, func(auth.Account) templ.Component { return signInPage(ui.Frame{Title: words.SignIn}, v) }}
	}
	failure := func(status int, message, request string) specimen {
		return specimen{"error-" + strconv.Itoa(status), words.ProblemTitle(status), func(a auth.Account) templ.Component {
			return ui.ErrorPage(withSettings(ui.Frame{Title: words.ProblemTitle(status)}, a), strconv.Itoa(status), words.ProblemTitle(status), message, request)
		}}
	}
	model := checkRow{Icon: "circle-slash", Tone: "text-muted", Name: words.NoLanguageModel, Note: words.NoLanguageModelNote}
	ready := []checkRow{fine("database"), fine("redis"), fine("search model"), model}
	with := func(s fetch.State) []checkRow {
		return []checkRow{fine("database"), fine("redis"), modelRowOf(s, true), model}
	}
	const total = 118_945_903
	return []specimen{
		setup("entry-setup", "Set-up", setupView{Checks: ready}),
		setup("entry-setup-wrong", "Set-up, a password too short", setupView{Email: "lena@example.org", Failed: fieldFailure("password", "8 characters. Use 12 or more."), Checks: ready}),
		setup("entry-setup-code", "Set-up from another machine, wrong code", setupView{NeedCode: true, Email: "lena@example.org", Failed: fieldFailure("code", "This is not the code. The server printed it when it started."), Checks: ready}),
		setup("entry-setup-no-model", "Set-up, the search model is missing", setupView{Checks: with(fetch.State{Phase: fetch.Absent, Total: total}), Still: true}),
		setup("entry-setup-fetching", "Set-up, the search model is being fetched", setupView{Checks: with(fetch.State{Phase: fetch.Fetching, Arrived: 58_000_000, Total: total}), Still: true}),
		setup("entry-setup-not-fetched", "Set-up, the search model could not be fetched", setupView{Checks: with(fetch.State{Phase: fetch.Failed, Total: total, Problem: "The package registry cannot be reached. Check this machine’s network and try again."}), Still: true}),
		signIn("entry-signin", "Sign-in", signInView{To: "/"}),
		signIn("entry-signin-link", "Sign-in, came from a link", signInView{To: "/documents/d0?page=132", FromLink: true}),
		signIn("entry-signin-wrong", "Sign-in, wrong pair", signInView{To: "/", Email: "lena@example.org", Error: "E-mail or password is wrong."}),
		signIn("entry-signin-limited", "Sign-in, too many tries", signInView{To: "/", Email: "lena@example.org", Error: errs.Message(errs.New(errs.Limited, "Too many tries. Wait 5 minutes.")), Wait: 300}),
		failure(http.StatusNotFound, words.NoSuchPage, ""),
		failure(http.StatusInternalServerError, errs.Message(errs.New(errs.Internal, "")), "studyapp/4yTq1C-000132"),
		failure(http.StatusServiceUnavailable, "The database does not answer. Try again in a moment.", "studyapp/4yTq1C-000133"),
	}
}
