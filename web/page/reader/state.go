package reader

import (
	"context"
	"errors"
	"net/http"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/answerview"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// noteView is a line above the document.
type noteView struct {
	Icon, Text string
	Link, URL  string // optional
}

// blockView stands where the pages would, when there are none to show.
type blockView struct {
	Icon, Title, Text string
	Asking            string // says in the panel why nothing can be asked
	Action            *doclist.Action
	File              string // address of the file, where it can still be opened
}

// readerState tells what is missing of the document, and whether its pages can
// be drawn, only its text be shown, or nothing at all.
func (p *pages) readerState(ctx context.Context, a auth.Account, d ingest.Document, v *readerView) error {
	if note := readerNote(string(d.Status), d.Progress.Done, d.Progress.Total, v.PDF); note != "" {
		v.Notes = append(v.Notes, noteView{Icon: "hourglass", Text: note})
	}
	switch {
	case d.Status == ingest.Failed && d.Failure != nil:
		v.failed(*d.Failure)
	case v.PDF:
		gone, err := p.fileGone(ctx, a, d.ID)
		if err != nil {
			return err
		}
		if gone {
			v.PDF = false
			v.Notes = append(v.Notes, noteView{Icon: "triangle-alert", Text: fileIsGone})
		}
	}
	if v.Ready && d.Problem != "" {
		v.Notes = append(v.Notes, noteView{Icon: "triangle-alert", Text: d.Problem})
	}
	if d.Version < 2 {
		return nil
	}
	at, err := p.Ingest.ReplacedAt(ctx, a.ID, d.ID)
	if err != nil || at.IsZero() {
		return err
	}
	lost, err := p.Learning.StaleCounts(ctx, a.ID, d.ID)
	if err != nil {
		return err
	}
	n := noteView{Icon: "history", Text: replacedOn(at, a.Location(), lost[d.ID])}
	if lost[d.ID] > 0 {
		n.Link, n.URL = words.LookAtThem, "/cards?status=stale&document="+v.ID
	}
	v.Notes = append(v.Notes, n)
	return nil
}

// fileGone reports whether the file of a document is missing on the disk.
func (p *pages) fileGone(ctx context.Context, a auth.Account, doc id.Document) (bool, error) {
	f, _, err := p.Ingest.File(ctx, a.ID, doc)
	if err == nil {
		_ = f.Close() // only looked at
		return false, nil
	}
	if errors.Is(err, errs.NotFound) {
		return true, nil
	}
	return false, err
}

// deletedDocument shows a document that lies in the bin, with the way to bring
// it back; otherwise it fails as it was going to.
func (p *pages) deletedDocument(w http.ResponseWriter, r *http.Request, failed error) error {
	a := auth.User(r.Context())
	doc, err := frame.PathID[id.Document](r)
	if err != nil {
		return failed
	}
	d, err := p.Ingest.Binned(r.Context(), a.ID, doc)
	if err != nil {
		return failed
	}
	f := frame.WithSettings(ui.Frame{Title: words.Short(d.Title, 80), Scripts: []string{"page-reader"}, First: []string{"page-early"}, Toast: p.TakeFlash(r)}, a)
	return frame.ShowStatus(w, r, http.StatusGone, readerPage(f, deletedView(d.ID.String(), d.Title, d.Language)))
}

func deletedView(document, title, lang string) readerView {
	return readerView{ID: document, Title: title, Lang: lang, Dir: direction(lang), Back: "/", BackTo: words.NavToday, Pages: 1, Page: 1, Tab: "ask",
		Blocked: &blockView{Icon: "trash-2", Title: inTheBin, Text: inTheBinText, Asking: askOnceRestored, Action: &doclist.Action{Label: restoreDocument, URL: "/documents/" + document + "/restore", Post: true}},
		Data:    readerData{ID: document, Page: 1, Pages: 1, Marks: []answerview.Mark{}}}
}
