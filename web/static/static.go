// Package static serves what npm built: style sheets, scripts, fonts and
// pdf.js, embedded from the folder dist.
//
// Every file's name carries its content's hash, so answers are immutable.
// dist holds only a placeholder until `make assets` has run; then Missing says
// so and pages come without style. It imports nothing of the program.
package static

import (
	"embed"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed all:dist
var embedded embed.FS

// Prefix is where Handler is mounted.
const Prefix = "/static/"

// assets is the embedded folder and its manifest: plain name → hashed name.
type assets struct {
	files    fs.FS
	manifest map[string]string
}

var load = sync.OnceValue(func() assets {
	files, err := fs.Sub(embedded, "dist")
	if err != nil {
		panic(err) // the folder is part of the binary
	}
	a := assets{files: files, manifest: map[string]string{}}
	if b, err := fs.ReadFile(files, "manifest.json"); err == nil {
		if err := json.Unmarshal(b, &a.manifest); err != nil {
			panic("static: manifest.json: " + err.Error())
		}
	}
	return a
})

// Missing reports whether the assets were not built into this binary.
func Missing() bool { return len(load().manifest) == 0 }

// URL returns the address of an asset by its plain name, such as "app.css",
// and an empty string when it was not built. "pdfjs/" names a folder.
func URL(name string) string {
	if hashed, ok := load().manifest[name]; ok {
		return Prefix + hashed
	}
	return ""
}

// Handler serves Prefix. Compressed files stand beside the plain ones, so it
// must not be wrapped in a compressing middleware.
func Handler() http.Handler { return http.HandlerFunc(serve) }

var types = map[string]string{
	".mjs": "text/javascript; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".woff2": "font/woff2", ".svg": "image/svg+xml", ".bcmap": "application/octet-stream", ".pfb": "application/octet-stream",
	".wasm": "application/wasm", ".ttf": "font/ttf", ".icc": "application/vnd.iccprofile", ".txt": "text/plain; charset=utf-8",
}

func serve(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), Prefix)
	a := load()
	info, err := fs.Stat(a.files, name)
	if err != nil || info.IsDir() || strings.HasPrefix(path.Base(name), ".") {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	ext := path.Ext(name)
	kind := types[ext]
	if kind == "" {
		kind = mime.TypeByExtension(ext)
	}
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Add("Vary", "Accept-Encoding")
	for _, e := range [...]struct{ coding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !accepts(r.Header.Get("Accept-Encoding"), e.coding) {
			continue
		}
		if _, err := fs.Stat(a.files, name+e.suffix); err == nil {
			name += e.suffix
			h.Set("Content-Encoding", e.coding)
			break
		}
	}
	http.ServeFileFS(w, r, a.files, name)
}

// accepts reports whether an Accept-Encoding header allows the coding. A
// weight of 0 forbids it.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) != coding {
			continue
		}
		q := strings.TrimPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
		return strings.Trim(q, "0.") != "" || q == ""
	}
	return false
}
