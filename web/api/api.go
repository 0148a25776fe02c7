package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/problem"
	"studyapp/web/services"
)

// Prefix is where the API is mounted.
const Prefix = "/api/v1"

// api holds what the handlers share.
type api struct {
	services.Services
	huma   huma.API
	router chi.Router // requests here are signed in
}

// Mount adds the API to a router whose requests are authenticated. The OpenAPI
// document and its page are open to everyone, all calls need a sign-in.
func Mount(r chi.Router, s services.Services) {
	if s.Now == nil {
		s.Now = time.Now
	}
	r.Route(Prefix, func(r chi.Router) {
		r.NotFound(problem.Handler(func(http.ResponseWriter, *http.Request) error {
			return errs.New(errs.NotFound, "There is no such call. They are listed at "+Prefix+"/docs.")
		}).ServeHTTP)
		r.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) {
			problem.WriteJSON(w, problem.Body{
				Status: http.StatusMethodNotAllowed, Title: http.StatusText(http.StatusMethodNotAllowed),
				Detail: fmt.Sprintf("This path does not take %s. See %s/docs.", r.Method, Prefix), Kind: string(errs.Invalid),
			})
		})
		var a *api
		r.Group(func(r chi.Router) {
			r.Use(s.RequireUser, sameAccount)
			a = newAPI(r, s)
			a.documents()
			a.files()
			a.samples()
			a.search()
			a.ask()
			a.answers()
			a.generations()
			a.courses()
			a.cards()
			a.changes()
			a.quotes()
			a.reviews()
			a.account()
			a.password()
			a.admin()
			a.dead()
		})
		a.describe(r)
	})
}

// The framework keeps these two for all its APIs in the process.
func init() {
	huma.DefaultArrayNullable = false
	huma.NewErrorWithContext = newError
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return newError(nil, status, msg, errs...)
	}
}

func newAPI(r chi.Router, s services.Services) *api {
	c := huma.DefaultConfig("studyapp", s.Version)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	c.Info.Description = "Documents in; answers with their quotes, cards and reviews out. Everything a page can do, this can do."
	c.Servers = []*huma.Server{{URL: Prefix}}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "A token from `studyapp token create` or POST /tokens."},
		"session": {Type: "apiKey", In: "cookie", Name: "studyapp_session", Description: "The cookie of a sign-in on the pages."},
	}
	c.Security = []map[string][]string{{"token": {}}, {"session": {}}}
	c.Tags = []*huma.Tag{
		{Name: "Documents"}, {Name: "Search and answers"}, {Name: "Cards"}, {Name: "Reviews"}, {Name: "Courses"}, {Name: "Account"}, {Name: "Admin"},
	}
	return &api{Services: s, huma: humachi.New(r, c), router: r}
}

// handle registers a call. An error of f becomes a problem; what the server is
// to blame for is logged.
func handle[I, O any](a *api, op huma.Operation, f func(ctx context.Context, in *I) (*O, error)) {
	op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusUnprocessableEntity)
	// web/bounds gives the body its time. The framework's deadline would stay on
	// the connection and end the request in the middle of an answer.
	op.BodyReadTimeout = -1
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, a.failure(ctx, err)
		}
		return out, nil
	})
}

// plain registers a call that the framework only describes: its handler reads
// the request itself, within the bounds that the router has.
func (a *api) plain(r chi.Router, op huma.Operation, h problem.Handler) {
	r.Method(op.Method, op.Path, h)
	for _, status := range append(op.Errors, http.StatusUnauthorized) {
		op.Responses[fmt.Sprint(status)] = &huma.Response{
			Description: http.StatusText(status),
			Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: schemaOf[Problem](a)}},
		}
	}
	a.huma.OpenAPI().AddOperation(&op)
}

// streaming makes the call's answer a stream, as Services.Stream does.
func (a *api) streaming(op huma.Operation) huma.Operation {
	op.Middlewares = append(op.Middlewares, func(c huma.Context, next func(huma.Context)) {
		r, w := humachi.Unwrap(c)
		a.Stream(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next(humachi.NewContext(c.Operation(), r, w))
		})).ServeHTTP(w, r)
	})
	return op
}

// call names an operation.
func call(method, path, name, tag, summary string, failures ...int) huma.Operation {
	return huma.Operation{OperationID: name, Method: method, Path: path, Tags: []string{tag}, Summary: summary, Errors: failures}
}

// created makes the answer to success 201, accepted 202.
func created(op huma.Operation) huma.Operation {
	op.DefaultStatus = http.StatusCreated
	return op
}

func accepted(op huma.Operation) huma.Operation {
	op.DefaultStatus = http.StatusAccepted
	return op
}

func schemaOf[T any](a *api) *huma.Schema {
	return a.huma.OpenAPI().Components.Schemas.Schema(typeOf[T](), true, "")
}

// owner is who makes the request.
func owner(ctx context.Context) id.User { return auth.User(ctx).ID }

// answer is a response with a body.
type answer[T any] struct{ Body T }

func respond[T any](body T, err error) (*answer[T], error) {
	if err != nil {
		return nil, err
	}
	return &answer[T]{Body: body}, nil
}

// list is a page of items; NextCursor is empty on the last one.
type list[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"next_cursor" doc:"Give it as cursor to get the next page; empty on the last one."`
}

// respondList maps what a service lists.
func respondList[T, V any](items []T, next string, err error, view func(T) V) (*answer[list[V]], error) {
	if err != nil {
		return nil, err
	}
	out := list[V]{Items: make([]V, len(items)), NextCursor: next}
	for i, item := range items {
		out.Items[i] = view(item)
	}
	return &answer[list[V]]{Body: out}, nil
}

// Paging is the query of a list. Like all structs that are embedded in inputs
// it must be exported for the framework to see into it.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many items a page may hold."`
	Cursor string `query:"cursor" doc:"next_cursor of the page before."`
}

// optional reads an id that may be missing.
func optional[T ~[16]byte](s string) (T, error) {
	if s == "" {
		return T{}, nil
	}
	return id.Parse[T](s)
}

// describe serves the OpenAPI document and its page.
func (a *api) describe(r chi.Router) {
	document, err := json.Marshal(a.huma.OpenAPI())
	if err != nil {
		panic(fmt.Sprintf("api: the OpenAPI document does not encode: %v", err)) // a mistake in a handler's types
	}
	page, err := docsPage(a.huma.OpenAPI())
	if err != nil {
		panic(fmt.Sprintf("api: the page of the OpenAPI document: %v", err))
	}
	r.Get("/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		_, _ = w.Write(document) // the client may be gone
	})
	r.Get("/docs.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(docsCSS) // the client may be gone
	})
	r.Get("/docs", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page) // the client may be gone
	})
}
