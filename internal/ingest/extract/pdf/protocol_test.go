package pdf

import (
	"bytes"
	"encoding/gob"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// A child that was taken over by a file it reads may send anything.
func FuzzMessages(f *testing.F) {
	messages := func(all ...any) []byte {
		var b bytes.Buffer
		enc := gob.NewEncoder(&b)
		for _, m := range all {
			if err := enc.Encode(m); err != nil {
				f.Fatal(err)
			}
		}
		return b.Bytes()
	}
	p := extract.Page{Number: 2, Label: "ii", Text: "Hello cell", Width: 300, Height: 300, Spans: []extract.Span{{Kind: extract.Note, End: 5, Text: "field"}}}
	p.Glyphs.Append(extract.GlyphRun{Low: 10, High: 20, Edges: [][2]float64{{10, 16}, {16, 22}}})
	f.Add(messages(request{Op: opOpen, Path: "/a.pdf", Skip: map[int]string{3: problemTimeout}}, request{Op: opPage, Page: 1}))
	f.Add(messages(response{Reading: 1}, response{Page: toWire(p)}, response{Reading: readingFallback}))
	f.Add(messages(response{Failure: toFailure(errXFA()), Retire: true}, response{Failure: &failure{Kind: errs.Invalid}}))
	f.Add(messages(response{Info: extract.Info{Pages: -1, Problem: problemXFA}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		const most = 100 // messages
		requests := gob.NewDecoder(bytes.NewReader(b))
		for range most {
			if err := requests.Decode(&request{}); err != nil {
				break
			}
		}
		responses := gob.NewDecoder(bytes.NewReader(b))
		for range most {
			var r response
			if err := responses.Decode(&r); err != nil {
				break
			}
			if r.Failure != nil && r.Failure.err() == nil {
				t.Fatal("a failure without an error")
			}
			p, err := fromWire(r.Page)
			if err != nil {
				continue
			}
			again, err := fromWire(toWire(p))
			if err != nil {
				t.Fatalf("a page that was read does not go through: %v", err)
			}
			if diff := cmp.Diff(p, again, cmp.Comparer(func(a, b extract.Glyphs) bool {
				return bytes.Equal(extract.EncodeGlyphs(a), extract.EncodeGlyphs(b))
			}), cmp.Comparer(func(a, b float64) bool { return a == b || a != a && b != b })); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
