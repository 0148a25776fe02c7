package stored

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"

	"studyapp/internal/ingest"
)

// types are the media types that are sent as they are, each with what a browser
// may do with it. Everything else is bytes to be saved.
var types = map[string]string{
	"application/pdf": "inline", // a browser's own reader shows it, sandboxed
	"text/plain":      "attachment",
	"text/markdown":   "attachment",
}

// Send answers with the document's file, or the part of it that Range names. It
// may be kept by the browser of who is signed in, and is asked for again by its
// tag: the bytes change with the version, and when a locked file is replaced by
// its open copy, which has another size.
func Send(w http.ResponseWriter, r *http.Request, content io.ReadSeeker, d ingest.Document) error {
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("measuring a file: %w", err)
	}
	kind, _, _ := mime.ParseMediaType(d.MediaType)
	disposition, known := types[kind]
	if !known {
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
