package problem

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5/middleware"

	"studyapp/internal/platform/errs"
)

// statuses maps each kind to its HTTP status.
var statuses = map[errs.Kind]int{
	errs.Invalid:         http.StatusUnprocessableEntity,
	errs.NotFound:        http.StatusNotFound,
	errs.Conflict:        http.StatusConflict,
	errs.Unauthenticated: http.StatusUnauthorized,
	errs.Forbidden:       http.StatusForbidden,
	errs.TooLarge:        http.StatusRequestEntityTooLarge,
	errs.Unsupported:     http.StatusUnsupportedMediaType,
	errs.Limited:         http.StatusTooManyRequests,
	errs.Unavailable:     http.StatusServiceUnavailable,
	errs.Internal:        http.StatusInternalServerError,
}

// statusClientGone is what a log shows when the client left before the answer.
const statusClientGone = 499

// Body is an RFC 9457 problem with the members of this program.
type Body struct {
	Status    int    `json:"status"`
	Title     string `json:"title"`
	Detail    string `json:"detail"`
	Kind      string `json:"kind"`
	Field     string `json:"field,omitempty"`
	RequestID string `json:"request_id,omitempty"`

	data map[string]string
}

// MarshalJSON adds the error's data, such as document_id, as members.
func (b Body) MarshalJSON() ([]byte, error) {
	m := map[string]any{"status": b.Status, "title": b.Title, "detail": b.Detail, "kind": b.Kind}
	if b.Field != "" {
		m["field"] = b.Field
	}
	if b.RequestID != "" {
		m["request_id"] = b.RequestID
	}
	for k, v := range b.data {
		if _, taken := m[k]; !taken {
			m[k] = v
		}
	}
	return json.Marshal(m)
}

// Of returns the problem that the error is. A context that ended because the
// client left is not the server's failure.
func Of(ctx context.Context, err error) Body {
	kind := errs.KindOf(err)
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		kind = errs.TooLarge
		err = errs.Wrap(errs.TooLarge, err, "This is more than the server takes in at once. Send less.")
	}
	status, ok := statuses[kind]
	if !ok {
		kind, status = errs.Internal, http.StatusInternalServerError
	}
	if kind == errs.Internal && errors.Is(err, context.Canceled) && ctx.Err() != nil {
		status = statusClientGone
	}
	b := Body{Status: status, Title: http.StatusText(status), Detail: errs.Message(err), Kind: string(kind), RequestID: middleware.GetReqID(ctx)}
	var e *errs.Error
	if errors.As(err, &e) {
		b.Field, b.data = e.Field, maps.Clone(e.Data)
	}
	return b
}

// Writer answers requests with errors. The router's middleware puts it into
// each request's context.
type Writer struct {
	Log *slog.Logger
	// Page renders the problem for people; the package that owns the pages
	// gives it. Without it everyone gets problem+json.
	Page func(w http.ResponseWriter, r *http.Request, b Body)
}

type writerKey struct{}

// Middleware lets Write know where to log and how a page looks.
func (p Writer) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), writerKey{}, p)))
	})
}

// Write answers the request with the error: problem+json under /api and for
// clients that do not want HTML, a page otherwise. What the server is to blame
// for is logged with the request id; nothing else is.
func Write(w http.ResponseWriter, r *http.Request, err error) {
	p, _ := r.Context().Value(writerKey{}).(Writer)
	b := Of(r.Context(), err)
	if b.Status >= http.StatusInternalServerError && p.Log != nil {
		p.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "request_id", b.RequestID, "error", err)
	}
	if seconds, ok := b.data["retry_after_s"]; ok {
		w.Header().Set("Retry-After", seconds)
	}
	w.Header().Set("Cache-Control", "no-store")
	if p.Page != nil && wantsPage(r) {
		p.Page(w, r, b)
		return
	}
	WriteJSON(w, b)
}

// WriteJSON answers with the problem as problem+json.
func WriteJSON(w http.ResponseWriter, b Body) {
	h := w.Header()
	h.Del("Content-Length")
	h.Del("Content-Encoding")
	h.Del("ETag")
	h.Set("Content-Type", "application/problem+json")
	if b.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="studyapp"`)
	}
	w.WriteHeader(b.Status)
	_ = json.NewEncoder(w).Encode(b) // the client may be gone
}

func wantsPage(r *http.Request) bool {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		return false
	}
	return strings.Contains(r.Header.Get("Accept"), "text/html") || r.Header.Get("HX-Request") == "true"
}

// Handler is a handler that returns its error.
type Handler func(w http.ResponseWriter, r *http.Request) error

// ServeHTTP runs the handler and answers its error.
func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		Write(w, r, err)
	}
}
