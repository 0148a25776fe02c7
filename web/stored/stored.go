package stored

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"

	"studyapp/internal/ingest"
)

// texts are the media types of texts, which are sent as they are, as PDF is: a
// browser's own reader shows that, sandboxed. Everything else is bytes to be saved.
var texts = map[string]bool{"text/plain": true, "text/markdown": true}

// Send answers a page's link with the document's file, or the part of it that Range
// names: a PDF to be shown, anything else to be saved. It may be kept by the browser
// of who is signed in, and is asked for again by its tag: the bytes change with the
// version, and when a locked file is replaced by its open copy, which has another size.
func Send(w http.ResponseWriter, r *http.Request, content io.ReadSeeker, d ingest.Document) error {
	return send(w, r, content, d, "attachment")
}

// Show is Send for a program, which gets a text to be shown, too.
func Show(w http.ResponseWriter, r *http.Request, content io.ReadSeeker, d ingest.Document) error {
	return send(w, r, content, d, "inline")
}

func send(w http.ResponseWriter, r *http.Request, content io.ReadSeeker, d ingest.Document, text string) error {
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("measuring a file: %w", err)
	}
	kind, _, _ := mime.ParseMediaType(d.MediaType)
	var disposition string
	switch {
	case kind == "application/pdf":
		disposition = "inline"
	case texts[kind]:
		disposition = text
	default:
		kind, disposition = "application/octet-stream", "attachment"
	}
	if r.URL.Query().Has("download") {
		disposition = "attachment"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", named(disposition, d.FileName))
	h.Set("ETag", fmt.Sprintf(`"%s-%d-%d"`, d.ID, d.Version, size))
	h.Set("Cache-Control", "private, no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	http.ServeContent(w, r, "", time.Time{}, content) // no date: a new version would not change it
	return nil
}

// named adds the file's name, where it can be written.
func named(disposition, name string) string {
	if v := mime.FormatMediaType(disposition, map[string]string{"filename": name}); v != "" {
		return v
	}
	return disposition
}
