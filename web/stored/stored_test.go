package stored_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"studyapp/internal/ingest"
	"studyapp/web/stored"
)

func TestNothingOfAnothersIsAPageOfThisServer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, media, path, kind, disposition string }{
		{"a PDF is read in the browser", "application/pdf", "/file", "application/pdf", `inline; filename=x`},
		{"or saved", "application/pdf", "/file?download", "application/pdf", `attachment; filename=x`},
		{"a text is saved", "text/plain", "/file", "text/plain", `attachment; filename=x`},
		{"Markdown too", "text/markdown", "/file", "text/markdown", `attachment; filename=x`},
		{"HTML is bytes", "text/html; charset=utf-8", "/file", "application/octet-stream", `attachment; filename=x`},
		{"a drawing is bytes", "image/svg+xml", "/file", "application/octet-stream", `attachment; filename=x`},
		{"no type is bytes", "", "/file", "application/octet-stream", `attachment; filename=x`},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, c.path, http.NoBody)
		if err := stored.Send(w, r, strings.NewReader("<script>alert(1)</script>"), ingest.Document{MediaType: c.media, FileName: "x"}); err != nil {
			t.Fatal(err)
		}
		h := w.Header()
		if h.Get("Content-Type") != c.kind || h.Get("Content-Disposition") != c.disposition {
			t.Errorf("%s: %s, %s", c.name, h.Get("Content-Type"), h.Get("Content-Disposition"))
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Security-Policy") != "default-src 'none'; sandbox" {
			t.Errorf("%s: %v", c.name, h)
		}
		if h.Get("Cache-Control") != "private, no-cache" || h.Get("ETag") == "" {
			t.Errorf("%s is not kept by its tag: %v", c.name, h)
		}
	}
}

func TestAProgramIsShownATextAndNothingElse(t *testing.T) {
	t.Parallel()
	for media, want := range map[string]string{"text/plain": "inline; filename=x", "text/html": "attachment; filename=x"} {
		w := httptest.NewRecorder()
		err := stored.Show(w, httptest.NewRequest(http.MethodGet, "/file", http.NoBody), strings.NewReader(""), ingest.Document{MediaType: media, FileName: "x"})
		h := w.Header()
		if err != nil || h.Get("Content-Disposition") != want || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v, %v", media, h, err)
		}
	}
}

func TestANameThatCannotBeWrittenIsLeftOut(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	err := stored.Send(w, httptest.NewRequest(http.MethodGet, "/file", http.NoBody), strings.NewReader(""), ingest.Document{MediaType: "application/pdf", FileName: "a\r\nSet-Cookie: b"})
	if d := w.Header().Get("Content-Disposition"); err != nil || strings.ContainsAny(d, "\r\n") || !strings.HasPrefix(d, "inline") {
		t.Errorf("%q, %v", d, err)
	}
}
