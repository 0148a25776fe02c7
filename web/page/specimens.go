package page

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/admin"
	"studyapp/web/page/ask"
	"studyapp/web/page/cards"
	"studyapp/web/page/course"
	"studyapp/web/page/document"
	"studyapp/web/page/entry"
	"studyapp/web/page/frame"
	"studyapp/web/page/gallery"
	"studyapp/web/page/reader"
	"studyapp/web/page/review"
	"studyapp/web/page/settings"
	"studyapp/web/page/today"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// specimens are those of all packages, in the order of the gallery.
func specimens() []gallery.Specimen {
	return slices.Concat(
		entry.Specimens(), problemSpecimens(), today.Specimens(), course.Specimens(), reader.Specimens(), ask.Specimens(),
		review.Specimens(), cards.Specimens(), document.Specimens(), settings.Specimens(), admin.Specimens(),
	)
}

// problemSpecimens are pages of errors.
func problemSpecimens() []gallery.Specimen {
	failure := func(status int, message, request string) gallery.Specimen {
		return gallery.Specimen{Name: "error-" + strconv.Itoa(status), Title: words.ProblemTitle(status), Page: func(a auth.Account) templ.Component {
			return ui.ErrorPage(frame.WithSettings(ui.Frame{Title: words.ProblemTitle(status)}, a), strconv.Itoa(status), words.ProblemTitle(status), message, request)
		}}
	}
	return []gallery.Specimen{
		failure(http.StatusNotFound, words.NoSuchPage, ""),
		failure(http.StatusInternalServerError, errs.Message(errs.New(errs.Internal, "")), "studyapp/4yTq1C-000132"),
		failure(http.StatusServiceUnavailable, "The database does not answer. Try again in a moment.", "studyapp/4yTq1C-000133"),
	}
}
