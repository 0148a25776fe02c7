package document

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// askReplace asks for a document's new file.
func (p *pages) askReplace(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	return p.showReplace(w, r, d, frame.LocalPath(r.URL.Query().Get("back"), "/courses/"+d.Course.String()), nil)
}

func (p *pages) showReplace(w http.ResponseWriter, r *http.Request, d ingest.Document, back string, failed error) error {
	dialog := replaceDialog(d.ID.String(), d.Title, back)
	return p.Dialog(w, r, dialog, d.Course.String(), failed, replaceFields(frame.FieldError(failed, "file")))
}

func replaceDialog(doc, title, back string) ui.Dialog {
	return ui.Dialog{Title: title, Largest: words.ReplaceFile, Text: replaceText, Submit: replaceLabel, File: true,
		Action: doclist.ReplacePath(doc) + "?back=" + url.QueryEscape(back), Back: back}
}

// replace takes a document's new file as it streams in.
func (p *pages) replace(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	back := frame.LocalPath(r.URL.Query().Get("back"), "/courses/"+d.Course.String())
	err = p.takeReplacement(r, d)
	if err == nil {
		return p.Done(w, r, back, &ui.Toast{Text: fileReplaced(d.Title)})
	}
	// A browser that is still sending does not see the reason: hear it out.
	_, _ = io.Copy(io.Discard, r.Body) // what cannot be read is not needed
	if errs.KindOf(err) == errs.Internal {
		return err
	}
	if conflicting(err) == d.ID.String() { // for the script: a try that broke off may have arrived
		w.Header().Set("X-Document", d.ID.String())
	}
	return p.showReplace(w, r, d, back, err)
}

func (p *pages) takeReplacement(r *http.Request, d ingest.Document) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return errs.Wrap(errs.Invalid, err, noNewFile).At("file")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return errs.New(errs.Invalid, noNewFile).At("file")
		}
		if err != nil {
			return errs.Wrap(errs.Invalid, err, uploadBroke).At("file")
		}
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		_, err = p.Ingest.Replace(r.Context(), auth.User(r.Context()).ID, d.ID, ingest.Upload{FileName: baseName(part.FileName()), Body: part})
		return err
	}
}
