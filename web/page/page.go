package page

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/demo"
	"studyapp/web/page/admin"
	"studyapp/web/page/answerview"
	"studyapp/web/page/ask"
	"studyapp/web/page/cards"
	"studyapp/web/page/course"
	"studyapp/web/page/doclist"
	"studyapp/web/page/document"
	"studyapp/web/page/entry"
	"studyapp/web/page/frame"
	"studyapp/web/page/gallery"
	"studyapp/web/page/models"
	"studyapp/web/page/reader"
	"studyapp/web/page/review"
	"studyapp/web/page/sample"
	"studyapp/web/page/settings"
	"studyapp/web/page/today"
	"studyapp/web/problem"
	"studyapp/web/services"
)

// Mount adds the pages to the router, which must load sessions and, where
// someone is signed in, put the account into the context.
func Mount(r chi.Router, s services.Services) {
	f := frame.New(s.Learning, s.Auth.Sessions, s.Now)
	r = r.With(f.Telling)
	inside := r.With(s.RequireUser, frame.Visiting)

	lists := &doclist.Lists{Ingest: s.Ingest, Learning: s.Learning, Generation: s.MakeCards}
	marks := &answerview.Marks{Ingest: s.Ingest}
	known := &models.Models{LLM: s.Config.LLM}
	if s.Model != nil { // an interface with a nil in it would not be nil
		known.Fetcher = s.Model
	}
	tryOut := &sample.Sample{Pages: f, Ingest: s.Ingest, Demo: demo.Sample{Ingest: s.Ingest, Learning: s.Learning}}

	entry.Mount(r, inside, entry.Deps{Models: known, Auth: s.Auth, Health: s.Health, SignedIn: s.SignedIn, CheckSetUp: s.CheckSetUp})
	live := doclist.Live{Lists: lists, Frame: f, Bus: s.Bus, Sessions: s.Auth.Sessions, Log: s.Log, Heads: map[string]doclist.Head{
		"today":  today.Mount(inside, today.Deps{Pages: f, Lists: lists, Sample: tryOut, Models: known, Ingest: s.Ingest, Generation: s.MakeCards, MaxUploadBytes: s.Config.MaxUploadBytes}),
		"course": course.Mount(inside, course.Deps{Pages: f, Lists: lists, Sample: tryOut, Ingest: s.Ingest, Learning: s.Learning, Generation: s.MakeCards, MaxUploadBytes: s.Config.MaxUploadBytes}),
	}}
	inside.With(s.Stream).Get("/events", frame.Do(live.Events))
	inside.Get(models.PathBanner, frame.Do(known.Show))
	tryOut.Mount(inside)
	document.Mount(inside, document.Deps{Pages: f, Lists: lists, Ingest: s.Ingest, Learning: s.Learning, Generation: s.MakeCards, Sessions: s.Auth.Sessions, MaxUploadBytes: s.Config.MaxUploadBytes})
	reader.Mount(inside, reader.Deps{Pages: f, Lists: lists, Marks: marks, Ingest: s.Ingest, Learning: s.Learning, Answers: s.Ask})
	ask.Mount(inside, ask.Deps{Pages: f, Stream: s.Stream, Models: known, Marks: marks, Ingest: s.Ingest, Answers: s.Ask, Search: s.Search, Log: s.Log})
	review.Mount(inside, review.Deps{Pages: f, Learning: s.Learning})
	cards.Mount(inside, cards.Deps{Pages: f, Ingest: s.Ingest, Learning: s.Learning, Answers: s.Ask, Quotes: s.Quotes})
	settings.Mount(inside, settings.Deps{Pages: f, Auth: s.Auth})
	admin.Mount(inside.With(s.RequireAdmin), admin.Deps{Pages: f, Models: known, Auth: s.Auth, Ingest: s.Ingest, Writers: s.LLM, Jobs: s.Jobs, Vitals: s.Vitals, Version: s.Version})
	if s.Config.Dev {
		gallery.Mount(inside, f, specimens())
	}
}

// Problem draws the page of an error; it is problem.Writer.Page.
func Problem(w http.ResponseWriter, r *http.Request, b problem.Body) { frame.Problem(w, r, b) }
