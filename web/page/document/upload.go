package document

import (
	"errors"
	"io"
	"net/http"
	"path"
	"strings"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
)

// upload takes documents in: all files of the form, one after the other, as
// they stream in. The script sends one file a request and gets its row.
func (p *pages) upload(w http.ResponseWriter, r *http.Request) error {
	owner := auth.User(r.Context())
	parts, err := r.MultipartReader()
	if err != nil {
		return errs.Wrap(errs.Invalid, err, noFileChosen)
	}
	course, err := frame.OptionalID[id.Course](r.URL.Query().Get("course"))
	if err != nil {
		return err
	}
	var added []ingest.Document
	var failed error
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errs.Wrap(errs.Invalid, err, uploadBroke)
		}
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		d, err := p.Ingest.Upload(r.Context(), owner.ID, ingest.Upload{Course: course, FileName: baseName(part.FileName()), Body: part})
		if err != nil {
			if errs.KindOf(err) == errs.Internal || frame.IsFragment(r) {
				return uploadError(w, r, err)
			}
			failed = err
			continue
		}
		added = append(added, d)
	}
	if frame.IsFragment(r) {
		if len(added) != 1 {
			return errs.New(errs.Invalid, noFileChosen)
		}
		row, err := p.Lists.Row(r.Context(), owner, added[0])
		if err != nil {
			return err
		}
		return frame.ShowStatus(w, r, http.StatusCreated, doclist.DocRow(row))
	}
	to := "/"
	if !course.IsZero() {
		to = "/courses/" + course.String()
	} else if len(added) > 0 {
		to = "/courses/" + added[0].Course.String()
	}
	toast := &ui.Toast{Text: documentsAdded(len(added))}
	switch {
	case failed != nil:
		toast = &ui.Toast{Text: errs.Message(failed), Failed: true}
		if doc := conflicting(failed); doc != "" {
			toast.Link, toast.URL = openIt, "/documents/"+doc
		}
	case len(added) == 0:
		toast = &ui.Toast{Text: noFileChosen, Failed: true}
	}
	return p.Done(w, r, to, toast)
}

// uploadError answers the script with the reason, in the place of the row.
func uploadError(w http.ResponseWriter, r *http.Request, err error) error {
	// A browser that is still sending does not see the reason: hear it out.
	_, _ = io.Copy(io.Discard, r.Body) // what cannot be read is not needed
	if !frame.IsFragment(r) || errs.KindOf(err) == errs.Internal {
		return err
	}
	w.Header().Set("X-Document", conflicting(err))
	status := http.StatusUnprocessableEntity
	if errors.Is(err, errs.Conflict) {
		status = http.StatusConflict
	}
	return frame.ShowStatus(w, r, status, refusedRow(errs.Message(err), conflicting(err)))
}

// conflicting is the id of the document that is there already, if that is the error.
func conflicting(err error) string {
	var e *errs.Error
	if errors.As(err, &e) && e.Kind == errs.Conflict {
		return e.Data["document_id"]
	}
	return ""
}

// baseName is a file's name without the folders some browsers send.
func baseName(s string) string {
	return path.Base(strings.ReplaceAll(s, `\`, "/"))
}
