package api

import (
	"context"
	"net/http"

	"studyapp/internal/generation"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

type generateRequest struct {
	DocumentPath
	Body struct {
		Task  string            `json:"task" example:"flashcards" doc:"flashcards"`
		Count int               `json:"count,omitempty" minimum:"0" maximum:"200" doc:"How many; the program decides if left out."`
		Kinds []string          `json:"kinds,omitempty" enum:"basic,cloze" doc:"The kinds of card to make; all if left out."`
		Pages *generation.Pages `json:"pages,omitempty" doc:"The pages to make cards from, both ends included; all if left out."`
	}
}

func (a *api) generations() {
	const tag = "Documents"
	handle(a, accepted(call(http.MethodPost, "/documents/{id}/generate", "generate", tag, "Make cards from a document", http.StatusNotFound, http.StatusConflict)), a.generate)
	handle(a, call(http.MethodGet, "/documents/{id}/generations", "list-generations", tag, "What was made from a document, the latest first", http.StatusNotFound),
		func(ctx context.Context, in *DocumentPath) (*answer[list[generation.Generation]], error) {
			document, err := id.Parse[id.Document](in.ID)
			if err != nil {
				return nil, err
			}
			all, err := a.Generation.Generations(ctx, owner(ctx), document)
			return respondList(all, "", err, func(g generation.Generation) generation.Generation { return g })
		})
	handle(a, call(http.MethodGet, "/generations/{id}", "get-generation", tag, "How far a run has come", http.StatusNotFound), ofRun(a.Generation.Generation))
	handle(a, call(http.MethodPost, "/generations/{id}/stop", "stop-generation", tag, "End a run; the cards that were made stay", http.StatusNotFound), ofRun(a.Generation.StopGeneration))
}

// runPath names a run.
type runPath struct {
	ID string `path:"id"`
}

// ofRun answers with a run after something was done with it, or nothing.
func ofRun(do func(context.Context, id.User, id.Generation) (generation.Generation, error)) func(context.Context, *runPath) (*answer[generation.Generation], error) {
	return func(ctx context.Context, in *runPath) (*answer[generation.Generation], error) {
		run, err := id.Parse[id.Generation](in.ID)
		if err != nil {
			return nil, err
		}
		g, err := do(ctx, owner(ctx), run)
		return respond(g, err)
	}
}

func (a *api) generate(ctx context.Context, in *generateRequest) (*answer[generation.Generation], error) {
	document, err := id.Parse[id.Document](in.ID)
	if err != nil {
		return nil, err
	}
	want := generation.Wanted{Count: in.Body.Count}
	for _, k := range in.Body.Kinds {
		want.Kinds = append(want.Kinds, learning.Kind(k))
	}
	if in.Body.Pages != nil {
		want.Pages = *in.Body.Pages
	}
	g, err := a.Generation.Generate(ctx, owner(ctx), document, generation.Task(in.Body.Task), want)
	return respond(g, err)
}
