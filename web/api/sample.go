package api

import (
	"context"
	"net/http"

	"studyapp/internal/demo"
)

// RemovedSample is what brings the sample back.
type RemovedSample struct {
	Key string `json:"key" doc:"POST /sample/restore takes it."`
}

type sampleKey struct {
	Body struct {
		Key string `json:"key"`
	}
}

// samples are the calls about the document to try things out with.
func (a *api) samples() {
	const tag = "Documents"
	sample := demo.Sample{Ingest: a.Ingest, Learning: a.Learning}
	handle(a, created(call(http.MethodPost, "/sample", "add-sample", tag, "Put the sample in, a document with cards to try things out; once")),
		func(ctx context.Context, _ *struct{}) (*answer[Document], error) {
			d, err := sample.Add(ctx, owner(ctx))
			return respond(viewDocument(d), err)
		})
	handle(a, call(http.MethodDelete, "/sample", "remove-sample", tag, "Take the sample out with its cards, and its course if nothing else is in it", http.StatusNotFound),
		func(ctx context.Context, _ *struct{}) (*answer[RemovedSample], error) {
			d, err := sample.Find(ctx, owner(ctx))
			if err != nil {
				return nil, err
			}
			key, err := sample.Remove(ctx, owner(ctx), d.ID)
			return respond(RemovedSample{key}, err)
		})
	handle(a, call(http.MethodPost, "/sample/restore", "restore-sample", tag, "Take the removal of the sample back", http.StatusNotFound, http.StatusConflict),
		func(ctx context.Context, in *sampleKey) (*answer[Document], error) {
			d, err := sample.Restore(ctx, owner(ctx), in.Body.Key)
			return respond(viewDocument(d), err)
		})
}
