package api

import (
	"context"
	"net/http"

	"studyapp/internal/generation/cards"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

type generateRequest struct {
	DocumentPath
	Body struct {
		Task     string       `json:"task" example:"flashcards" doc:"flashcards"`
		Count    int          `json:"count,omitempty" minimum:"0" maximum:"200" doc:"How many; the program decides if left out."`
		Kinds    []string     `json:"kinds,omitempty" enum:"basic,cloze" doc:"The kinds of card to make; all if left out."`
		Pages    *cards.Pages `json:"pages,omitempty" doc:"The pages to make cards from, both ends included; all if left out."`
		Sections []string     `json:"sections,omitempty" maxItems:"1000" doc:"The headings to make cards from, each with those that lead to it, joined by ' › '; all if left out."`
	}
}

func (a *api) generations() {
	const tag = "Documents"
	handle(a, accepted(call(http.MethodPost, "/documents/{id}/generate", "generate", tag, "Make cards from a document", http.StatusNotFound, http.StatusConflict)), a.generate)
	handle(a, call(http.MethodGet, "/documents/{id}/generations", "list-generations", tag, "What was made from a document, the latest first", http.StatusNotFound),
		func(ctx context.Context, in *DocumentPath) (*answer[list[cards.Generation]], error) {
			document, err := id.Parse[id.Document](in.ID)
			if err != nil {
				return nil, err
			}
			all, err := a.MakeCards.Generations(ctx, owner(ctx), document)
			return respondList(all, "", err, func(g cards.Generation) cards.Generation { return g })
		})
	handle(a, call(http.MethodGet, "/generations/{id}", "get-generation", tag, "How far a run has come", http.StatusNotFound), ofRun(a.MakeCards.Generation))
	handle(a, call(http.MethodPost, "/generations/{id}/stop", "stop-generation", tag, "End a run; the cards that were made stay", http.StatusNotFound), ofRun(a.MakeCards.StopGeneration))
}

// runPath names a run.
type runPath struct {
	ID string `path:"id"`
}

// ofRun answers with a run after something was done with it, or nothing.
func ofRun(do func(context.Context, id.User, id.Generation) (cards.Generation, error)) func(context.Context, *runPath) (*answer[cards.Generation], error) {
	return func(ctx context.Context, in *runPath) (*answer[cards.Generation], error) {
		run, err := id.Parse[id.Generation](in.ID)
		if err != nil {
			return nil, err
		}
		g, err := do(ctx, owner(ctx), run)
		return respond(g, err)
	}
}

func (a *api) generate(ctx context.Context, in *generateRequest) (*answer[cards.Generation], error) {
	document, err := id.Parse[id.Document](in.ID)
	if err != nil {
		return nil, err
	}
	want := cards.Wanted{Count: in.Body.Count, Sections: in.Body.Sections}
	for _, k := range in.Body.Kinds {
		want.Kinds = append(want.Kinds, learning.Kind(k))
	}
	if in.Body.Pages != nil {
		want.Pages = *in.Body.Pages
	}
	g, err := a.MakeCards.Generate(ctx, owner(ctx), document, cards.Task(in.Body.Task), want)
	return respond(g, err)
}
