package page

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// upload takes documents in: all files of the form, one after the other, as
// they stream in. The script sends one file a request and gets its row.
func (p *pages) upload(w http.ResponseWriter, r *http.Request) error {
	owner := auth.User(r.Context())
	parts, err := r.MultipartReader()
	if err != nil {
		return errs.Wrap(errs.Invalid, err, words.NoFileChosen)
	}
	course, err := optionalID[id.Course](r.URL.Query().Get("course"))
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
			return errs.Wrap(errs.Invalid, err, words.UploadBroke)
		}
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		d, err := p.Ingest.Upload(r.Context(), owner.ID, ingest.Upload{Course: course, FileName: baseName(part.FileName()), Body: part})
		if err != nil {
			if errs.KindOf(err) == errs.Internal || isFragment(r) {
				return uploadError(w, r, err)
			}
			failed = err
			continue
		}
		added = append(added, d)
	}
	if isFragment(r) {
		if len(added) != 1 {
			return errs.New(errs.Invalid, words.NoFileChosen)
		}
		row, err := p.rowOf(r.Context(), owner, added[0])
		if err != nil {
			return err
		}
		return showStatus(w, r, http.StatusCreated, docRow(row))
	}
	to := "/"
	if !course.IsZero() {
		to = "/courses/" + course.String()
	} else if len(added) > 0 {
		to = "/courses/" + added[0].Course.String()
	}
	toast := &ui.Toast{Text: words.DocumentsAdded(len(added))}
	switch {
	case failed != nil:
		toast = &ui.Toast{Text: errs.Message(failed), Failed: true}
		if doc := conflicting(failed); doc != "" {
			toast.Link, toast.URL = words.OpenIt, "/documents/"+doc
		}
	case len(added) == 0:
		toast = &ui.Toast{Text: words.NoFileChosen, Failed: true}
	}
	return p.done(w, r, to, toast)
}

// uploadError answers the script with the reason, in the place of the row.
func uploadError(w http.ResponseWriter, r *http.Request, err error) error {
	// A browser that is still sending does not see the reason: hear it out.
	_, _ = io.Copy(io.Discard, r.Body) // what cannot be read is not needed
	if !isFragment(r) || errs.KindOf(err) == errs.Internal {
		return err
	}
	w.Header().Set("X-Document", conflicting(err))
	status := http.StatusUnprocessableEntity
	if errors.Is(err, errs.Conflict) {
		status = http.StatusConflict
	}
	return showStatus(w, r, status, refusedRow(errs.Message(err), conflicting(err)))
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

// document loads the document that the route names.
func (p *pages) document(r *http.Request) (ingest.Document, error) {
	doc, err := pathID[id.Document](r)
	if err != nil {
		return ingest.Document{}, err
	}
	return p.Ingest.Document(r.Context(), auth.User(r.Context()).ID, doc)
}

// documentRow is the row alone, for the script.
func (p *pages) documentRow(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	v, err := p.rowOf(r.Context(), auth.User(r.Context()), d)
	if err != nil {
		return err
	}
	return show(w, r, docRow(v))
}

// file sends the document's bytes, or a part of them.
func (p *pages) file(w http.ResponseWriter, r *http.Request) error {
	doc, err := pathID[id.Document](r)
	if err != nil {
		return err
	}
	f, d, err := p.Ingest.File(r.Context(), auth.User(r.Context()).ID, doc)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("measuring a file: %w", err)
	}
	disposition := "inline"
	if d.Kind != ingest.PDF || r.URL.Query().Has("download") {
		disposition = "attachment" // never another's HTML under our origin
	}
	h := w.Header()
	h.Set("Content-Type", d.MediaType)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": d.FileName}))
	h.Set("ETag", fmt.Sprintf(`"%s-%d-%d"`, d.ID, d.Version, size))
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	http.ServeContent(w, r, "", time.Time{}, f) // no date: a new version would not change it
	return nil
}

// markRead notes where the student stopped reading.
func (p *pages) markRead(w http.ResponseWriter, r *http.Request) error {
	doc, err := pathID[id.Document](r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PostFormValue("page"))
	if err != nil || n < 1 {
		return errs.New(errs.Invalid, words.NoSuchPage).At("page")
	}
	if _, err := p.Ingest.Update(r.Context(), auth.User(r.Context()).ID, doc, ingest.Patch{ReadPage: &n}); err != nil {
		return err
	}
	w.WriteHeader(http.StatusOK)
	return nil
}

// editDocument asks for a document's title and course.
func (p *pages) editDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	return p.showEditDocument(w, r, d, d.Title, d.Course.String(), nil)
}

func (p *pages) showEditDocument(w http.ResponseWriter, r *http.Request, d ingest.Document, title, course string, failed error) error {
	choices, err := p.courseChoices(r)
	if err != nil {
		return err
	}
	return p.dialog(w, r, ui.Dialog{Title: words.EditDocument, Submit: words.Save, Action: "/documents/" + d.ID.String(), Back: "/courses/" + d.Course.String()},
		d.Course.String(), failed, documentFields(title, course, choices, failed))
}

func (p *pages) courseChoices(r *http.Request) ([]ui.Choice, error) {
	courses, err := p.allCourses(r.Context())
	if err != nil {
		return nil, err
	}
	choices := make([]ui.Choice, 0, len(courses))
	for _, c := range courses {
		choices = append(choices, ui.Choice{Value: c.ID.String(), Label: c.Title})
	}
	return choices, nil
}

func (p *pages) updateDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	title := strings.TrimSpace(r.PostFormValue("title"))
	course, err := optionalID[id.Course](r.PostFormValue("course"))
	if err != nil {
		return err
	}
	patch := ingest.Patch{Title: &title}
	if !course.IsZero() {
		patch.Course = &course
	}
	d2, err := p.Ingest.Update(r.Context(), auth.User(r.Context()).ID, d.ID, patch)
	if err != nil {
		return p.showEditDocument(w, r, d, title, course.String(), err)
	}
	if patch.Course != nil { // its cards go with it
		if err := p.Learning.MoveDocument(r.Context(), auth.User(r.Context()).ID, d.ID, d2.Course); err != nil {
			return err
		}
	}
	return p.done(w, r, "/courses/"+d2.Course.String(), &ui.Toast{Text: words.Saved})
}

func (p *pages) askDeleteDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	return p.dialog(w, r, ui.Dialog{Title: words.DeleteTitle(d.Title), Text: words.DeleteDocumentText, Submit: words.DeleteDocument, Danger: true,
		Action: "/documents/" + d.ID.String() + "/delete", Back: "/courses/" + d.Course.String()}, d.Course.String(), nil, nothing())
}

func (p *pages) deleteDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	if err := p.Ingest.Delete(r.Context(), auth.User(r.Context()).ID, d.ID); err != nil {
		return err
	}
	return p.done(w, r, "/courses/"+d.Course.String(), &ui.Toast{Text: words.DocumentDeleted(d.Title), Undo: "/documents/" + d.ID.String() + "/restore"})
}

// restore takes a document back out of the bin.
func (p *pages) restore(w http.ResponseWriter, r *http.Request) error {
	doc, err := pathID[id.Document](r)
	if err != nil {
		return err
	}
	d, err := p.Ingest.Restore(r.Context(), auth.User(r.Context()).ID, doc)
	if err != nil {
		return err
	}
	if err := p.Generation.ResumeAll(r.Context()); err != nil { // its cards, if they were being made
		return err
	}
	return p.done(w, r, "/courses/"+d.Course.String(), nil)
}

func (p *pages) askPassword(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	return p.showPassword(w, r, d, nil)
}

func (p *pages) showPassword(w http.ResponseWriter, r *http.Request, d ingest.Document, failed error) error {
	query, back := "", "/courses/"+d.Course.String()
	if r.URL.Query().Has(fromReader) {
		query, back = "?"+fromReader, "/documents/"+d.ID.String()
	}
	return p.dialog(w, r, ui.Dialog{Title: d.Title, Text: words.LockedText, Submit: words.ReadDocument, Action: "/documents/" + d.ID.String() + "/retry" + query,
		Back: back}, d.Course.String(), failed, passwordField(failed))
}

// fromReader in an address says that the student is in the reader, and stays there.
const fromReader = "reader"

// retry reads a failed document again, with the password when it was locked.
func (p *pages) retry(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	if _, err := p.Ingest.Retry(r.Context(), auth.User(r.Context()).ID, d.ID, r.PostFormValue("password")); err != nil {
		if d.Failure != nil && d.Failure.Kind == extract.FailedLocked {
			var e *errs.Error
			if errors.As(err, &e) && e.Kind == errs.Invalid {
				err = e.At("password")
			}
			return p.showPassword(w, r, d, err)
		}
		return err
	}
	if r.URL.Query().Has(fromReader) {
		return p.done(w, r, "/documents/"+d.ID.String(), nil)
	}
	return p.done(w, r, "/courses/"+d.Course.String(), nil)
}
