package static

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHandler(t *testing.T) {
	t.Parallel()
	if Missing() {
		t.Skip("the assets are not built: make assets")
	}
	for _, c := range []struct{ name, path, accept, encoding, kind string }{
		{"a style sheet goes out compressed with brotli", URL("app.css"), "gzip, deflate, br", "br", "text/css; charset=utf-8"},
		{"or gzip where brotli is refused", URL("app.css"), "gzip, br;q=0", "gzip", "text/css; charset=utf-8"},
		{"or plain", URL("app.css"), "", "", "text/css; charset=utf-8"},
		{"a module has a JavaScript type", URL("pdf.worker.mjs"), "", "", "text/javascript; charset=utf-8"},
		{"a font is not compressed again", URL("fonts/literata-latin-wght-normal.woff2"), "br", "", "font/woff2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest("GET", c.path, nil)
			r.Header.Set("Accept-Encoding", c.accept)
			w := httptest.NewRecorder()
			Handler().ServeHTTP(w, r)
			if w.Code != 200 || w.Header().Get("Content-Encoding") != c.encoding || w.Header().Get("Content-Type") != c.kind {
				t.Errorf("%s: %d %v", c.path, w.Code, w.Header())
			}
			if !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
				t.Error("the answer is not immutable")
			}
		})
	}
	for _, p := range []string{"/static/", "/static/.gitkeep", "/static/../static.go", "/static/none.css"} {
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, httptest.NewRequest("GET", p, nil))
		if w.Code != 404 {
			t.Errorf("%s: %d, want 404", p, w.Code)
		}
	}
}

func TestAccepts(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{"br": true, "gzip, br": true, "br;q=0": false, "br; q=0.0": false, "br;q=0.5": true, "": false, "gzip": false} {
		if got := accepts(header, "br"); got != want {
			t.Errorf("accepts(%q) = %v", header, got)
		}
	}
}
