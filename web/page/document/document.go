package document

import (
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/stored"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// documentRow is the row alone, for the script.
func (p *pages) documentRow(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	v, err := p.Lists.Row(r.Context(), auth.User(r.Context()), d)
	if err != nil {
		return err
	}
	return frame.Show(w, r, doclist.DocRow(v))
}

// file sends the document's bytes, or a part of them.
func (p *pages) file(w http.ResponseWriter, r *http.Request) error {
	doc, err := frame.PathID[id.Document](r)
	if err != nil {
		return err
	}
	f, d, err := p.Ingest.File(r.Context(), auth.User(r.Context()).ID, doc)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read
	return stored.Send(w, r, f, d)
}

// editDocument asks for a document's title and course.
func (p *pages) editDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	return p.showEditDocument(w, r, d, d.Title, d.Course.String(), nil)
}

func (p *pages) showEditDocument(w http.ResponseWriter, r *http.Request, d ingest.Document, title, course string, failed error) error {
	choices, err := p.CourseChoices(r)
	if err != nil {
		return err
	}
	return p.Dialog(w, r, ui.Dialog{Title: editDocumentTitle, Submit: words.Save, Action: "/documents/" + d.ID.String(), Back: "/courses/" + d.Course.String()},
		d.Course.String(), failed, documentFields(title, course, choices, failed))
}

func (p *pages) updateDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	title := strings.TrimSpace(r.PostFormValue("title"))
	course, err := frame.OptionalID[id.Course](r.PostFormValue("course"))
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
	return p.Done(w, r, "/courses/"+d2.Course.String(), &ui.Toast{Text: words.Saved})
}

func (p *pages) askDeleteDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	return p.Dialog(w, r, ui.Dialog{Title: words.DeleteTitle(d.Title), Text: deleteDocumentText, Submit: deleteDocumentLabel, Danger: true,
		Action: "/documents/" + d.ID.String() + "/delete", Back: "/courses/" + d.Course.String()}, d.Course.String(), nil, templ.NopComponent)
}

func (p *pages) deleteDocument(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	if err := p.Ingest.Delete(r.Context(), auth.User(r.Context()).ID, d.ID); err != nil {
		return err
	}
	return p.Done(w, r, "/courses/"+d.Course.String(), &ui.Toast{Text: documentDeleted(d.Title), Undo: "/documents/" + d.ID.String() + "/restore"})
}

// restore takes a document back out of the bin.
func (p *pages) restore(w http.ResponseWriter, r *http.Request) error {
	doc, err := frame.PathID[id.Document](r)
	if err != nil {
		return err
	}
	d, err := p.Ingest.Restore(r.Context(), auth.User(r.Context()).ID, doc)
	if err != nil {
		return err
	}
	return p.Done(w, r, "/courses/"+d.Course.String(), nil)
}

func (p *pages) askPassword(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	return p.showPassword(w, r, d, nil)
}

func (p *pages) showPassword(w http.ResponseWriter, r *http.Request, d ingest.Document, failed error) error {
	query, back := "", "/courses/"+d.Course.String()
	if r.URL.Query().Has(doclist.FromReader) {
		query, back = "?"+doclist.FromReader, "/documents/"+d.ID.String()
	}
	return p.Dialog(w, r, ui.Dialog{Title: d.Title, Text: lockedText, Submit: readDocument, Action: "/documents/" + d.ID.String() + "/retry" + query,
		Back: back}, d.Course.String(), failed, passwordField(failed))
}

// retry reads a failed document again, with the password when it was locked.
func (p *pages) retry(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
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
	if r.URL.Query().Has(doclist.FromReader) {
		return p.Done(w, r, "/documents/"+d.ID.String(), nil)
	}
	return p.Done(w, r, "/courses/"+d.Course.String(), nil)
}
