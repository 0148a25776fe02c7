package ask

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// moving finds each quote where it is told.
type moving func(quote string) (learning.Place, bool)

func (m moving) FindQuote(_ context.Context, quote string, _ json.RawMessage) (learning.Place, bool, error) {
	p, ok := m(quote)
	return p, ok, nil
}

func TestCitationsFollowTheirWordsWhenADocumentIsReadAgain(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	document := w.Add(w.Owner, "Report", "pdf", evidencetest.Filing()...)
	a, b := w.ask("When was the company founded, and by whom?"), w.ask("Why did Harbour Mills pay no dividend in 2022?")
	if len(a.Citations) == 0 || len(b.Citations) == 0 {
		t.Fatalf("%d and %d citations", len(a.Citations), len(b.Citations))
	}
	cited := append(slices.Clone(a.Citations), b.Citations...)
	var listed []string
	if err := w.service.QuotesOf(t.Context(), w.Owner, document, 1, func(quote string, _ json.RawMessage) error {
		listed = append(listed, quote)
		return nil
	}); err != nil || len(listed) != len(cited) {
		t.Errorf("%d of %d quotes are listed, %v", len(listed), len(cited), err)
	}
	kept, page := a.Citations[0], 2
	find := moving(func(quote string) (learning.Place, bool) {
		if quote != kept.Quote {
			return learning.Place{}, false
		}
		return learning.Place{Chunk: 77, Quote: "It was founded.", Page: &page, Segments: json.RawMessage(`[{"page":2,"start":3,"end":9}]`)}, true
	})
	move := func(owner id.User, version int) (done learning.Rechecked) {
		t.Helper()
		err := postgres.InTx(t.Context(), w.Pool, func(tx pgx.Tx) (err error) {
			done, err = w.service.MoveQuotesTx(t.Context(), tx, owner, document, version, find)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	if done := move(w.Owner, 2); done != (learning.Rechecked{}) {
		t.Errorf("citations of another version: %+v", done)
	}
	if done := move(w.Owner, 1); done != (learning.Rechecked{Moved: 1, Lost: len(cited) - 1}) {
		t.Errorf("%+v of %d", done, len(cited))
	}
	first, second := w.stored(a.ConversationID), w.stored(b.ConversationID)
	for i, c := range append(first.Citations, second.Citations...) {
		was := cited[i]
		if c.ID == kept.ID {
			if c.Quote != "It was founded." || *c.Page != 2 || c.ChunkID != 77 || c.Version != 1 || len(c.Segments) != 1 || c.Segments[0].Start != 3 {
				t.Errorf("moved: %+v", c)
			}
			continue
		}
		if c.Quote != was.Quote || !reflect.DeepEqual(c.Page, was.Page) || c.ChunkID != was.ChunkID || len(c.Segments) != 0 || len(c.Boxes) != 0 {
			t.Errorf("not found: %+v", c)
		}
	}
	if !reflect.DeepEqual(first.Sentences, a.Sentences) || second.Answer != b.Answer {
		t.Error("the answer's words were changed")
	}
}
