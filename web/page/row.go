package page

import (
	"context"
	"slices"
	"time"

	"studyapp/internal/generation"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/words"
)

// row is one document in a list, see ui.md "Document row".
type row struct {
	ID, Title  string
	Icon, Tone string
	Href       string // empty while there is nothing to read
	State      string
	Failed     bool
	Value, Max int // progress; Max 0 = none
	Meter      string
	Left       string // time left, when it is known
	Ready      bool
	MakeCards  bool
	Making     bool // cards are being made from it
	Changing   bool // there is or will be progress: the row keeps the room for it
	Action     *action
	Lost       string // how many cards lost their quote, with LostHref; or empty
	LostHref   string
}

// action is the one thing to do about a document.
type action struct {
	Label, URL string
	Post       bool // a form; else a dialog
}

// rowFacts is what a row needs beside its document.
type rowFacts struct {
	before int // documents that wait before it
	cards  int
	stale  int                    // of them, those that lost their quote
	run    *generation.Generation // in the making, or nil
	left   time.Duration
}

func rowView(d ingest.Document, f rowFacts) row {
	v := row{ID: d.ID.String(), Title: d.Title, Icon: kindIcon(d.Kind), Tone: "text-muted", Href: "/documents/" + d.ID.String()}
	done, total := d.Progress.Done, d.Progress.Total
	switch d.Status {
	case ingest.Queued:
		v.Href, v.Changing = "", true
		v.State = words.Waiting(f.before)
	case ingest.Extracting:
		v.Changing = true
		v.State = words.Reading(done, total, d.Progress.Unit)
		v.Value, v.Max, v.Meter = done, total, words.MeterPages
		if done == 0 {
			v.Href = ""
		}
	case ingest.Embedding:
		v.Changing = true
		v.State = words.MakingSearchable(done, total)
		v.Value, v.Max, v.Meter = done, total, words.MeterPassages
	case ingest.Ready:
		v.Ready = true
		v.MakeCards = f.cards == 0 && f.run == nil
		v.State = words.ReadyState(string(d.Kind), d.Pages, d.Bytes, f.cards, d.ReadPage)
		if f.run != nil {
			v.Making, v.Changing = true, true
			v.State = words.MakingCards(f.run.Produced, f.run.Count)
			v.Value, v.Max, v.Meter = f.run.Done, f.run.Total, words.MeterPassages
		}
		if f.stale > 0 {
			v.State += "."
			v.Lost, v.LostHref = words.LostQuotes(f.stale), "/cards?document="+v.ID+"&status=stale"
		}
	case ingest.Failed:
		v.Icon, v.Tone, v.Failed, v.Href = "triangle-alert", "text-error", true, ""
		v.State = words.FailedState
		if d.Failure != nil {
			v.State = d.Failure.Message
			v.Action = failureAction(v.ID, d.Failure.Kind)
			if d.Failure.Kind == extract.FailedNoText {
				v.Href = "/documents/" + v.ID
			}
		}
	}
	if f.left > 0 {
		v.Left = words.Left(f.left)
	}
	return v
}

// failureAction is what can be done about a failure of the kind: nothing where
// another try must fail alike.
func failureAction(doc, kind string) *action {
	switch kind {
	case extract.FailedLocked:
		return &action{Label: words.EnterPassword, URL: "/documents/" + doc + "/password"}
	case extract.FailedEmpty, extract.FailedNoText, extract.FailedEncoding, extract.FailedTooManyPages, extract.FailedDamaged:
		return nil
	}
	return &action{Label: words.TryAgain, URL: "/documents/" + doc + "/retry", Post: true}
}

func kindIcon(kind ingest.Kind) string {
	if kind == ingest.Markdown {
		return "file-code"
	}
	return "file-text"
}

// rowOf draws one document by itself.
func (p *pages) rowOf(ctx context.Context, a auth.Account, d ingest.Document) (row, error) {
	rows, err := p.rows(ctx, a, []ingest.Document{d})
	if err != nil {
		return row{}, err
	}
	return rows[0], nil
}

// rows draws documents in their order.
func (p *pages) rows(ctx context.Context, a auth.Account, docs []ingest.Document) ([]row, error) {
	ids := make([]id.Document, len(docs))
	for i, d := range docs {
		ids[i] = d.ID
	}
	cards, err := p.Learning.CardCounts(ctx, a.ID, ids...)
	if err != nil {
		return nil, err
	}
	running, err := p.Generation.Running(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	stale, err := p.Learning.StaleCounts(ctx, a.ID, ids...)
	if err != nil {
		return nil, err
	}
	var before map[id.Document]int
	if slices.ContainsFunc(docs, func(d ingest.Document) bool { return d.Status == ingest.Queued }) {
		if before, err = p.Ingest.Before(ctx, a.ID); err != nil {
			return nil, err
		}
	}
	list := make([]row, 0, len(docs))
	for _, d := range docs {
		f := rowFacts{before: before[d.ID], cards: cards[d.ID], stale: stale[d.ID]}
		if g, ok := running[d.ID]; ok {
			f.run = &g
		}
		list = append(list, rowView(d, f))
	}
	return list, nil
}

// makeCardsPath is the dialog that makes cards from a document.
func makeCardsPath(doc string) string { return "/documents/" + doc + "/generate" }
