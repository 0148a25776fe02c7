package doclist

import (
	"context"
	"net/http"
	"slices"
	"time"

	"studyapp/internal/generation/cards"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/words"
)

// Lists draws documents as the rows of a list.
type Lists struct {
	Ingest     Ingest
	Learning   Learning
	Generation Generation
}

// Ingest has the documents.
type Ingest interface {
	Before(ctx context.Context, owner id.User) (map[id.Document]int, error)
	Document(ctx context.Context, owner id.User, doc id.Document) (ingest.Document, error)
	Documents(ctx context.Context, owner id.User, f ingest.Filter) ([]ingest.Document, string, error)
}

// Learning counts their cards.
type Learning interface {
	CardCounts(ctx context.Context, owner id.User, documents ...id.Document) (map[id.Document]int, error)
	StaleCounts(ctx context.Context, owner id.User, documents ...id.Document) (map[id.Document]int, error)
}

// Generation knows from which of them cards are being made.
type Generation interface {
	Generation(ctx context.Context, owner id.User, generation id.Generation) (cards.Generation, error)
	Running(ctx context.Context, owner id.User) (map[id.Document]cards.Generation, error)
}

// Document loads the document that the route names.
func (p *Lists) Document(r *http.Request) (ingest.Document, error) {
	doc, err := frame.PathID[id.Document](r)
	if err != nil {
		return ingest.Document{}, err
	}
	return p.Ingest.Document(r.Context(), auth.User(r.Context()).ID, doc)
}

// FromReader in an address says that the student is in the reader, and stays there.
const FromReader = "reader"

// ReplacePath is the dialog that gives a document a new file.
func ReplacePath(doc string) string { return "/documents/" + doc + "/replace" }

// Row is one document in a list.
type Row struct {
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
	Action     *Action
	Lost       string // how many cards lost their quote, with LostHref; or empty
	LostHref   string
}

// Action is the one thing to do about a document.
type Action struct {
	Label, URL string
	Post       bool // a form; else a dialog
}

// rowFacts is what a row needs beside its document.
type rowFacts struct {
	before int // documents that wait before it
	cards  int
	stale  int               // of them, those that lost their quote
	run    *cards.Generation // in the making, or nil
	left   time.Duration
}

func rowOf(d ingest.Document, f rowFacts) Row {
	v := Row{ID: d.ID.String(), Title: d.Title, Icon: KindIcon(d.Kind), Tone: "text-muted", Href: "/documents/" + d.ID.String()}
	done, total := d.Progress.Done, d.Progress.Total
	switch d.Status {
	case ingest.Queued:
		v.Href, v.Changing = "", true
		v.State = waiting(f.before)
	case ingest.Extracting:
		v.Changing = true
		v.State = reading(done, total, d.Progress.Unit)
		v.Value, v.Max, v.Meter = done, total, meterPages
		if done == 0 {
			v.Href = ""
		}
	case ingest.Embedding:
		v.Changing = true
		v.State = makingSearchable(done, total)
		v.Value, v.Max, v.Meter = done, total, meterPassages
	case ingest.Ready:
		v.Ready = true
		v.MakeCards = f.cards == 0 && f.run == nil
		v.State = readyState(string(d.Kind), d.Pages, d.Bytes, f.cards, d.ReadPage, d.ReadLabel)
		if f.run != nil {
			v.Making, v.Changing = true, true
			v.State = makingCards(f.run.Produced, f.run.Count)
			v.Value, v.Max, v.Meter = f.run.Done, f.run.Total, meterPassages
		}
		if f.stale > 0 {
			v.State += "."
			v.Lost, v.LostHref = lostQuotes(f.stale), "/cards?document="+v.ID+"&status=stale"
		}
	case ingest.Failed:
		v.Icon, v.Tone, v.Failed, v.Href = "triangle-alert", "text-error", true, ""
		v.State = words.FailedState
		if d.Failure != nil {
			v.State = d.Failure.Message
			v.Action = FailureAction(v.ID, d.Failure.Kind)
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

// FailureAction is what can be done about a failure of the kind: nothing where
// another try must fail alike.
func FailureAction(doc, kind string) *Action {
	switch kind {
	case extract.FailedLocked:
		return &Action{Label: enterPassword, URL: "/documents/" + doc + "/password"}
	case extract.FailedEmpty, extract.FailedNoText, extract.FailedEncoding, extract.FailedTooManyPages, extract.FailedDamaged:
		return nil
	}
	return &Action{Label: tryAgain, URL: "/documents/" + doc + "/retry", Post: true}
}

// KindIcon is the icon of a kind of document.
func KindIcon(kind ingest.Kind) string {
	if kind == ingest.Markdown {
		return "file-code"
	}
	return "file-text"
}

// Row draws one document by itself.
func (p *Lists) Row(ctx context.Context, a auth.Account, d ingest.Document) (Row, error) {
	rows, err := p.Rows(ctx, a, []ingest.Document{d})
	if err != nil {
		return Row{}, err
	}
	return rows[0], nil
}

// Rows draws documents in their order.
func (p *Lists) Rows(ctx context.Context, a auth.Account, docs []ingest.Document) ([]Row, error) {
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
	list := make([]Row, 0, len(docs))
	for _, d := range docs {
		f := rowFacts{before: before[d.ID], cards: cards[d.ID], stale: stale[d.ID]}
		if g, ok := running[d.ID]; ok {
			f.run = &g
		}
		list = append(list, rowOf(d, f))
	}
	return list, nil
}

// MakeCardsPath is the dialog that makes cards from a document.
func MakeCardsPath(doc string) string { return "/documents/" + doc + "/generate" }
