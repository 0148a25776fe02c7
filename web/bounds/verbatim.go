package bounds

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// Verbatim is for a route whose answer goes out byte by byte as it is stored:
// offsets into a file (Range) hold only where nothing is compressed.
func Verbatim(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(gzhttp.HeaderNoCompression, "1") // taken out by what would compress
		next.ServeHTTP(w, r)
	})
}
