package document

import (
	"context"
	"io"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation/cards"
	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/bounds"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
)

// Deps is what these pages need.
type Deps struct {
	*frame.Pages
	Lists      *doclist.Lists
	Ingest     Ingest
	Learning   Learning
	Generation Generation
	Sessions   doclist.Sessions

	MaxUploadBytes int64 // of a file
}

// Ingest takes documents in and changes them.
type Ingest interface {
	Delete(ctx context.Context, owner id.User, doc id.Document) error
	File(ctx context.Context, owner id.User, doc id.Document) (io.ReadSeekCloser, ingest.Document, error)
	Replace(ctx context.Context, owner id.User, doc id.Document, u ingest.Upload) (ingest.Document, error)
	Restore(ctx context.Context, owner id.User, doc id.Document) (ingest.Document, error)
	Retry(ctx context.Context, owner id.User, doc id.Document, password string) (ingest.Document, error)
	Update(ctx context.Context, owner id.User, doc id.Document, p ingest.Patch) (ingest.Document, error)
	Upload(ctx context.Context, owner id.User, u ingest.Upload) (ingest.Document, error)
}

// Learning knows the cards of a document, and what more of them will take.
type Learning interface {
	Cost(ctx context.Context, owner id.User, course id.Course, kinds ...learning.Kind) (learning.Cost, error)
	Coverage(ctx context.Context, owner id.User, document id.Document) (learning.Coverage, error)
}

// Generation makes cards.
type Generation interface {
	Generate(ctx context.Context, owner id.User, document id.Document, task cards.Task, want cards.Wanted) (cards.Generation, error)
	Sections(ctx context.Context, owner id.User, document id.Document) ([]cards.Section, error)
	Running(ctx context.Context, owner id.User) (map[id.Document]cards.Generation, error)
	StopGeneration(ctx context.Context, owner id.User, generation id.Generation) (cards.Generation, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are signed in.
func Mount(r chi.Router, d Deps) {
	p := &pages{d}
	file := bounds.Upload(d.MaxUploadBytes).Middleware
	r.With(file).Post("/documents", frame.Do(p.upload))
	r.With(bounds.Verbatim).Get("/documents/{id}/file", frame.Do(p.file))
	r.Get("/documents/{id}/row", frame.Do(p.documentRow))
	r.Get("/documents/{id}/edit", frame.Do(p.editDocument))
	r.Post("/documents/{id}", frame.Do(p.updateDocument))
	r.Get("/documents/{id}/replace", frame.Do(p.askReplace))
	r.With(file).Post("/documents/{id}/replace", frame.Do(p.replace))
	r.Get("/documents/{id}/delete", frame.Do(p.askDeleteDocument))
	r.Post("/documents/{id}/delete", frame.Do(p.deleteDocument))
	r.Post("/documents/{id}/restore", frame.Do(p.restore))
	r.Get("/documents/{id}/password", frame.Do(p.askPassword))
	r.Post("/documents/{id}/retry", frame.Do(p.retry))
	r.Get("/documents/{id}/generate", frame.Do(p.askGenerate))
	r.Post("/documents/{id}/generate", frame.Do(p.generate))
	r.Post("/documents/{id}/generate/stop", frame.Do(p.stopGenerating))
}
