package telemetry_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"studyapp/internal/platform/telemetry"
)

// A label is kept for as long as the process lives.
func TestNobodyInventsALabel(t *testing.T) {
	t.Parallel()
	m := telemetry.New("test")
	h := m.Middleware(http.NotFoundHandler())
	for _, method := range []string{"GET", "PROPFIND", "X1", "X2", "get"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, "/x", http.NoBody))
	}
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", http.NoBody))
	for line := range strings.Lines(w.Body.String()) {
		if strings.HasPrefix(line, "studyapp_http_request_seconds_count") && !strings.Contains(line, `method="GET"`) && !strings.Contains(line, `method="other"`) {
			t.Errorf("a label of a stranger: %s", line)
		}
	}
	if !strings.Contains(w.Body.String(), `studyapp_http_request_seconds_count{method="other",route="other",status="404"} 4`) {
		t.Errorf("methods that are not ours are not counted: %s", w.Body)
	}
}
