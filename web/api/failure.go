package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"studyapp/internal/platform/errs"
	"studyapp/web/problem"
)

// Problem is the body of every error (RFC 9457).
type Problem struct {
	Status    int    `json:"status" example:"404"`
	Title     string `json:"title" example:"Not Found"`
	Detail    string `json:"detail" doc:"What happened and what to do, for people." example:"There is no such card."`
	Kind      string `json:"kind" doc:"Stable, for programs." enum:"invalid,not_found,conflict,unauthenticated,forbidden,too_large,unsupported,limited,unavailable,internal"`
	Field     string `json:"field,omitempty" doc:"The input field it belongs to."`
	RequestID string `json:"request_id,omitempty"`

	body problem.Body
}

func asProblem(b problem.Body) *Problem {
	return &Problem{Status: b.Status, Title: b.Title, Detail: b.Detail, Kind: b.Kind, Field: b.Field, RequestID: b.RequestID, body: b}
}

func (p *Problem) Error() string { return p.Detail }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// MarshalJSON writes the members of problem.Body, with the error's own.
func (p *Problem) MarshalJSON() ([]byte, error) { return json.Marshal(p.body) }

// failure turns a service's error into a problem.
func (a *api) failure(ctx context.Context, err error) huma.StatusError {
	b := problem.Of(ctx, err)
	if b.Status >= http.StatusInternalServerError && a.Log != nil {
		a.Log.ErrorContext(ctx, "call failed", "request_id", b.RequestID, "error", err)
	}
	return asProblem(b)
}

// kinds maps the statuses that the framework answers with to our kinds.
var kinds = map[int]errs.Kind{
	http.StatusBadRequest:            errs.Invalid,
	http.StatusUnprocessableEntity:   errs.Invalid,
	http.StatusNotAcceptable:         errs.Unsupported,
	http.StatusUnsupportedMediaType:  errs.Unsupported,
	http.StatusRequestEntityTooLarge: errs.TooLarge,
	http.StatusRequestTimeout:        errs.Invalid,
	http.StatusNotFound:              errs.NotFound,
	http.StatusUnauthorized:          errs.Unauthenticated,
	http.StatusForbidden:             errs.Forbidden,
	http.StatusConflict:              errs.Conflict,
}

// newError makes the framework's own errors problems too: what it finds wrong
// with a request, field by field.
func newError(ctx huma.Context, status int, msg string, found ...error) huma.StatusError {
	c := context.Background()
	if ctx != nil {
		c = ctx.Context()
	}
	for _, err := range found {
		var p *Problem
		if errors.As(err, &p) {
			return p
		}
	}
	kind, known := kinds[status]
	if !known {
		if status == 0 || status >= http.StatusInternalServerError {
			return asProblem(problem.Of(c, errors.Join(append([]error{errors.New(msg)}, found...)...)))
		}
		kind = errs.Invalid
	}
	e := errs.New(kind, sentence(msg))
	var tooBig *http.MaxBytesError
	for _, err := range found {
		if errors.As(err, &tooBig) {
			return asProblem(problem.Of(c, err))
		}
	}
	if len(found) > 0 && found[0] != nil {
		detail, ok := found[0].(huma.ErrorDetailer)
		if ok {
			d := detail.ErrorDetail()
			e = errs.New(kind, sentence(d.Message)).At(fieldOf(d.Location))
			if name, ok := missing(d.Message); ok {
				e = errs.Newf(kind, "The request does not fit: %s is missing.", name).At(name)
			}
		} else {
			e = errs.New(kind, sentence(found[0].Error()))
		}
	}
	b := problem.Of(c, e)
	if known {
		b.Status, b.Title = status, http.StatusText(status)
	}
	return asProblem(b)
}

// fieldOf takes the part of the request away from a location as body.tags[0].
func fieldOf(location string) string {
	_, field, ok := strings.Cut(location, ".")
	if !ok {
		return location
	}
	return field
}

// missing reads the name of a member that should be there.
func missing(message string) (string, bool) {
	name, ok := strings.CutPrefix(message, "expected required property ")
	if !ok {
		return "", false
	}
	return strings.TrimSuffix(name, " to be present"), true
}

// sentence makes the framework's words one.
func sentence(s string) string {
	if s == "" {
		return "The request could not be read. Compare it with " + Prefix + "/docs."
	}
	return "The request does not fit: " + strings.TrimSuffix(s, ".") + "."
}

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }
