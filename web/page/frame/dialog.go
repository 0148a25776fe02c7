package frame

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"studyapp/internal/platform/errs"
	"studyapp/web/problem"
	"studyapp/web/ui"
)

// Dialog shows one question or form: over the page when the script asks, else
// as a page. failed is nil, or the error of the form that was sent, which is
// shown with it.
func (p *Pages) Dialog(w http.ResponseWriter, r *http.Request, d ui.Dialog, current string, failed error, content templ.Component) error {
	status := http.StatusOK
	if failed != nil {
		b := problem.Of(r.Context(), failed)
		if b.Status >= http.StatusInternalServerError {
			return failed
		}
		status = b.Status
		if b.Field == "" {
			d.Error = b.Detail
		}
	}
	if d.Back == "" {
		d.Back = "/"
	}
	if IsFragment(r) {
		return ShowStatus(w, r, status, dialogFragment(d, content))
	}
	f, err := p.Frame(r, d.Title, current)
	if err != nil {
		return err
	}
	return ShowStatus(w, r, status, DialogPage(f, d, content))
}

// FieldError is the message of an error that belongs to the named field.
func FieldError(err error, field string) string {
	var e *errs.Error
	if errors.As(err, &e) && e.Field == field {
		return e.Message
	}
	return ""
}

// FieldOf is the field that an error belongs to, if one.
func FieldOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}

// Message is an error in a student's words; none is empty.
func Message(err error) string {
	if err == nil {
		return ""
	}
	return errs.Message(err)
}
