package bounds

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzhttp"
)

func TestVerbatimAnswersAreNotCompressed(t *testing.T) {
	t.Parallel()
	text := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("ETag", `"7"`)
		_, _ = w.Write([]byte(strings.Repeat("notes ", 1000)))
	})
	for name, c := range map[string]struct {
		handler        http.Handler
		encoding, etag string
	}{
		"any other": {text, "gzip", `"7-gzip"`},
		"verbatim":  {Verbatim(text), "", `"7"`},
	} {
		wrap, err := gzhttp.NewWrapper(gzhttp.SuffixETag("-gzip"))
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodGet, "/documents/1/file", nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		wrap(c.handler).ServeHTTP(w, r)
		h := w.Result().Header
		if h.Get("Content-Encoding") != c.encoding || h.Get("ETag") != c.etag || h.Get(gzhttp.HeaderNoCompression) != "" {
			t.Errorf("%s: %v", name, h)
		}
	}
}
