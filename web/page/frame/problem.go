package frame

import (
	"net/http"
	"strconv"

	"studyapp/internal/platform/auth"
	"studyapp/web/problem"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Problem draws the page of an error; it is problem.Writer.Page.
func Problem(w http.ResponseWriter, r *http.Request, b problem.Body) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Del("Content-Length")
	w.Header().Del("Content-Encoding")
	w.WriteHeader(b.Status)
	if IsFragment(r) {
		_ = ui.ToastBox(ui.Toast{Text: b.Detail, Failed: true}).Render(r.Context(), w) // the client may be gone
		return
	}
	f := ui.Frame{Title: words.ProblemTitle(b.Status)}
	if a, ok := auth.FromContext(r.Context()); ok {
		f = WithSettings(f, a)
	}
	_ = ui.ErrorPage(f, strconv.Itoa(b.Status), words.ProblemTitle(b.Status), b.Detail, b.RequestID).Render(r.Context(), w)
}
