package doclist

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/cards"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
)

func TestRowView(t *testing.T) {
	t.Parallel()
	doc := id.New[id.Document]()
	href := "/documents/" + doc.String()
	base := ingest.Document{ID: doc, Title: "T", Kind: ingest.PDF, Pages: 418}
	for _, c := range []struct {
		name   string
		change func(*ingest.Document, *rowFacts)
		want   Row
	}{
		{"waiting, and nothing to open", func(d *ingest.Document, f *rowFacts) { d.Status = ingest.Queued; f.before = 2 },
			Row{Icon: "file-text", Tone: "text-muted", State: "Waiting, 2 before it", Changing: true}},
		{"reading, with what can be searched", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Progress, f.left = ingest.Extracting, ingest.Progress{Done: 131, Total: 418, Unit: "pages"}, 2*time.Minute
		}, Row{Icon: "file-text", Tone: "text-muted", Href: href, State: "Reading page 132 of 418. The first 131 can be searched.", Value: 131, Max: 418, Meter: "Pages read", Left: "2 min left", Changing: true}},
		{"making searchable", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Progress = ingest.Embedding, ingest.Progress{Done: 80, Total: 212}
		}, Row{Icon: "file-text", Tone: "text-muted", Href: href, State: "Making 212 passages searchable, 80 done", Value: 80, Max: 212, Meter: "Passages done", Changing: true}},
		{"ready without cards offers to make them", func(d *ingest.Document, f *rowFacts) { d.Status = ingest.Ready },
			Row{Icon: "file-text", Tone: "text-muted", Href: href, State: "418 pages, no cards yet", Ready: true, MakeCards: true}},
		{"ready with cards says how far it is read", func(d *ingest.Document, f *rowFacts) { d.Status, d.ReadPage, f.cards = ingest.Ready, 214, 96 },
			Row{Icon: "file-text", Tone: "text-muted", Href: href, State: "418 pages, 96 cards, read to page 214", Ready: true}},
		{"cards being made", func(d *ingest.Document, f *rowFacts) {
			d.Status, f.run = ingest.Ready, &cards.Generation{Done: 3, Total: 7, Produced: 11, Count: 24}
		}, Row{Icon: "file-text", Tone: "text-muted", Href: href, State: "Making cards, 11 of 24", Value: 3, Max: 7, Meter: "Passages done", Ready: true, Making: true, Changing: true}},
		{"cards that lost their quote are linked to", func(d *ingest.Document, f *rowFacts) { d.Status, f.cards, f.stale = ingest.Ready, 61, 4 },
			Row{Icon: "file-text", Tone: "text-muted", Href: href, State: "418 pages, 61 cards.", Ready: true, Lost: "4 cards lost their quote", LostHref: "/cards?document=" + doc.String() + "&status=stale"}},
		{"locked asks for the password", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Failure = ingest.Failed, &ingest.Failure{Kind: extract.FailedLocked, Message: "Locked."}
		}, Row{Icon: "triangle-alert", Tone: "text-error", State: "Locked.", Failed: true, Action: &Action{Label: "Enter password", URL: href + "/password"}}},
		{"a failure that may pass can be tried again", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Failure = ingest.Failed, &ingest.Failure{Kind: extract.FailedTimeout, Message: "Slow."}
		}, Row{Icon: "triangle-alert", Tone: "text-error", State: "Slow.", Failed: true, Action: &Action{Label: "Try again", URL: href + "/retry", Post: true}}},
		{"one that cannot pass has no button", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Failure = ingest.Failed, &ingest.Failure{Kind: extract.FailedDamaged, Message: "Broken."}
		}, Row{Icon: "triangle-alert", Tone: "text-error", State: "Broken.", Failed: true}},
	} {
		d, f := base, rowFacts{}
		c.change(&d, &f)
		c.want.ID, c.want.Title = doc.String(), "T"
		if diff := cmp.Diff(c.want, rowOf(d, f)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
