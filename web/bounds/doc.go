// Package bounds says at a route what a request may send there, and how long
// and its answer may take. Small and Pace stand before every route; a route that takes in files
// or sends a stream says so where it is mounted:
//
//	r.With(bounds.Upload(most).Middleware).Post("/documents", upload)
//	r.With(bounds.Stream).Get("/events", events)
//	r.With(bounds.Verbatim).Get("/documents/{id}/file", file)
//
// It knows no path. web, web/api and web/page import it; of them it imports
// web/problem alone.
package bounds
