package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/bounds"
	"studyapp/web/problem"
	"studyapp/web/stored"
)

// maxField is the most that a field beside the file may hold.
const maxField = 4 << 10

// files are the calls that carry a file. They read and write it themselves:
// the framework would put a copy of it into a temporary file first.
func (a *api) files() {
	const tag = "Documents"
	file := a.router.With(bounds.Upload(a.Config.MaxUploadBytes).Middleware)
	parts := map[string]*huma.Schema{
		"file":      {Type: huma.TypeString, Format: "binary"},
		"course_id": {Type: huma.TypeString, Description: "The default course if left out."},
		"title":     {Type: huma.TypeString, Description: "Found in the file if left out."},
		"password":  {Type: huma.TypeString, Description: "Of a locked PDF. It is used once and not kept."},
	}
	form := &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Properties: parts, Required: []string{"file"}}},
	}}
	taken := map[string]*huma.Response{"202": {
		Description: "Taken in; it is read in the background.",
		Content:     map[string]*huma.MediaType{"application/json": {Schema: schemaOf[Document](a)}},
	}}
	failures := []int{http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity}

	upload := call(http.MethodPost, "/documents", "upload-document", tag, "Put in a PDF, Markdown or text file", failures...)
	upload.Description = "The same bytes again are a conflict that names the document_id of the ones that are there."
	upload.RequestBody, upload.Responses = form, taken
	a.plain(file, upload, func(w http.ResponseWriter, r *http.Request) error {
		d, err := a.takeFile(w, r, func(ctx context.Context, u ingest.Upload) (ingest.Document, error) {
			return a.Ingest.Upload(ctx, owner(ctx), u)
		})
		if err != nil {
			return err
		}
		return writeJSON(w, http.StatusAccepted, viewDocument(d))
	})

	path := []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}}
	replace := call(http.MethodPut, "/documents/{id}/file", "replace-file", tag, "Give a document a new file", append(failures, http.StatusNotFound)...)
	replace.Parameters, replace.RequestBody, replace.Responses = path, form, map[string]*huma.Response{"202": taken["202"]}
	a.plain(file, replace, func(w http.ResponseWriter, r *http.Request) error {
		document, err := a.document(r.Context(), chi.URLParam(r, "id"))
		if err != nil {
			drain(r)
			return err
		}
		d, err := a.takeFile(w, r, func(ctx context.Context, u ingest.Upload) (ingest.Document, error) {
			return a.Ingest.Replace(ctx, owner(ctx), document.ID, u)
		})
		if err != nil {
			return err
		}
		return writeJSON(w, http.StatusAccepted, viewDocument(d))
	})

	get := call(http.MethodGet, "/documents/{id}/file", "get-file", tag, "The file itself", http.StatusNotFound)
	get.Description = "Takes Range and If-None-Match."
	get.Parameters = path
	get.Responses = map[string]*huma.Response{
		"200": {Description: "The bytes.", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}},
		"206": {Description: "The part of Range."},
		"304": {Description: "Unchanged since the ETag."},
	}
	stored := a.router.With(bounds.Verbatim)
	a.plain(stored, get, a.file)
	stored.Method(http.MethodHead, get.Path, problem.Handler(a.file))
}

// takeFile reads a form and gives its file to take as it streams in. Fields
// may stand before the file or behind it.
func (a *api) takeFile(w http.ResponseWriter, r *http.Request, take func(context.Context, ingest.Upload) (ingest.Document, error)) (d ingest.Document, err error) {
	// A client that is still sending does not see an answer: hear it out.
	defer func() {
		if err != nil {
			drain(r)
		}
	}()
	ctx := r.Context()
	form, err := r.MultipartReader()
	if err != nil {
		return d, errs.Wrap(errs.Unsupported, err, "Send the file as multipart/form-data, in a field named file.")
	}
	var u ingest.Upload
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return d, errs.New(errs.Invalid, "There is no file. Send it in a field named file.").At("file")
		}
		if err != nil {
			return d, brokenUpload(err)
		}
		if part.FormName() != "file" {
			if err := readField(part, &u); err != nil {
				return d, err
			}
			continue
		}
		u.FileName, u.Body = part.FileName(), part
		u.Rest = func(u *ingest.Upload) error { return readRest(form, u) }
		if d, err = take(ctx, u); err != nil {
			return d, brokenUpload(err)
		}
		return d, nil
	}
}

// readRest reads the fields behind the file.
func readRest(form *multipart.Reader, u *ingest.Upload) error {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return brokenUpload(err)
		}
		if part.FormName() == "file" {
			return errs.New(errs.Invalid, "Send one file at a time.").At("file")
		}
		if err := readField(part, u); err != nil {
			return err
		}
	}
}

func readField(part *multipart.Part, u *ingest.Upload) error {
	name := part.FormName()
	b, err := io.ReadAll(io.LimitReader(part, maxField+1))
	if err != nil {
		return brokenUpload(err)
	}
	if len(b) > maxField {
		return errs.Newf(errs.Invalid, "The field %q is too long.", name).At(name)
	}
	switch name {
	case "course_id":
		if u.Course, err = optional[id.Course](string(b)); err != nil {
			return err
		}
	case "title":
		u.Title = string(b)
	case "password":
		u.Password = string(b)
	}
	return nil
}

// brokenUpload makes a connection that broke off the client's failure.
func brokenUpload(err error) error {
	var tooBig *http.MaxBytesError
	if errs.KindOf(err) != errs.Internal || errors.As(err, &tooBig) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, multipart.ErrMessageTooLarge) {
		return errs.Wrap(errs.Invalid, err, "The upload broke off or is not a form. Send the file again.").At("file")
	}
	return fmt.Errorf("taking in a file: %w", err)
}

func drain(r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) } // what cannot be read is not needed

// file sends the bytes of the document's current version.
func (a *api) file(w http.ResponseWriter, r *http.Request) error {
	document, err := id.Parse[id.Document](chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	content, d, err := a.Ingest.File(r.Context(), auth.User(r.Context()).ID, document)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }() // only read
	return stored.Show(w, r, content, d)
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encoding an answer: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b) // the client may be gone
	return nil
}
