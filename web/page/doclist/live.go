package doclist

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/sse"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Live is the event stream that keeps the rows of a page current, and its head.
type Live struct {
	*Lists
	Frame    *frame.Pages
	Heads    map[string]Head // by the name that the page gives its stream
	Bus      Bus
	Sessions Sessions
	Log      *slog.Logger
}

// Head draws the part of a page that the stream sends again as it changes.
type Head func(ctx context.Context, a auth.Account, course id.Course) (templ.Component, error)

// Bus wakes the stream when something of the owner's changed.
type Bus interface {
	Subscribe(ctx context.Context, owner id.User) <-chan struct{}
}

// Sessions keep what one page leaves for the next.
type Sessions interface {
	Put(ctx context.Context, key string, value any)
	PopString(ctx context.Context, key string) string
	Remove(ctx context.Context, key string)
}

// begunKey keeps the run that was begun last, for the page that comes next: it
// tells how the run went, however short it was.
const begunKey = "generation_begun"

// Begun lets the next page tell how the run went.
func Begun(ctx context.Context, s Sessions, run id.Generation) { s.Put(ctx, begunKey, run.String()) }

// NotBegun takes Begun back.
func NotBegun(ctx context.Context, s Sessions) { s.Remove(ctx, begunKey) }

// Events streams the rows of a course's documents, or of all, as they change:
// each event holds the rows that differ from what was sent last. It also sends
// the page's head when its numbers change, and says when a document is ready
// or failed, and when its cards are made.
func (p *Live) Events(w http.ResponseWriter, r *http.Request) error {
	a := auth.User(r.Context())
	course, err := frame.OptionalID[id.Course](r.URL.Query().Get("course"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	begun, err := frame.OptionalID[id.Generation](p.Sessions.PopString(ctx, begunKey))
	if err != nil {
		return err
	}
	wake := p.Bus.Subscribe(ctx, a.ID)
	out := sse.New(w)
	if err := out.Alive(); err != nil {
		return nil //nolint:nilerr // the browser left; nobody to tell
	}
	l := live{course: course, head: r.URL.Query().Get("head"), sent: map[string]string{}, status: map[string]string{}, pace: map[id.Document]*pace{}, begun: begun}
	quiet := time.NewTicker(sse.Quiet)
	defer quiet.Stop()
	var again <-chan time.Time // when all is looked at after a wake that came too soon
	var last time.Time         // when all was looked at
	for all := true; ; {
		if all {
			last, again = time.Now(), nil
		}
		if err := p.sendNews(ctx, a, &l, out, all); err != nil {
			if ctx.Err() == nil {
				p.Log.WarnContext(ctx, "event stream ended", "error", err)
			}
			return nil // the answer has begun; the browser connects again
		}
		select { // a document of many pages wakes with each
		case <-ctx.Done():
			return nil
		case <-time.After(200 * time.Millisecond):
		}
		all = false
		select {
		case _, ok := <-wake:
			if !ok {
				return nil
			}
			if spent := time.Since(last); spent >= lookAgain {
				all = true
			} else if again == nil {
				again = time.After(lookAgain - spent)
			}
		case <-again:
			all = true
		case <-quiet.C:
			all = true
			if err := out.Alive(); err != nil {
				return nil //nolint:nilerr // the browser left
			}
		}
	}
}

// lookAgain is how often a wake makes the stream look at all that the page
// shows, and not only at what is on its way: cards may have been made since.
const lookAgain = 2 * time.Second

// live is what one event stream has told already.
type live struct {
	course   id.Course
	head     string // whose head is sent: a key of Live.Heads, or none
	headSent string
	sent     map[string]string // the row as it was sent
	status   map[string]string // what was announced
	follow   []id.Document     // those that were on their way at the last look
	pace     map[id.Document]*pace
	begun    id.Generation // the run whose end is to be told; zero = none
}

// sendNews sends what changed: of all documents that a page may list, or of
// those on their way, which is all that changes by itself.
func (p *Live) sendNews(ctx context.Context, a auth.Account, l *live, out *sse.Stream, all bool) error {
	docs, err := p.onTheirWay(ctx, a, l, all)
	if err != nil {
		return err
	}
	said, changed, err := p.sendRows(ctx, a, docs, l, out)
	if err != nil {
		return err
	}
	if changed || all {
		if err := p.sendHead(ctx, a, l, out); err != nil {
			return err
		}
	}
	if said != "" {
		if err := out.Send("say", said); err != nil {
			return err
		}
	}
	if l.begun.IsZero() {
		return nil
	}
	return p.sendMade(ctx, a, l, out)
}

// onTheirWay are the documents that are not ready, those that cards are made
// from, those that were so at the last look, and the newest ones where all are
// asked for.
func (p *Live) onTheirWay(ctx context.Context, a auth.Account, l *live, all bool) ([]ingest.Document, error) {
	filters := []ingest.Filter{{Course: l.course, Order: ingest.UnfinishedFirst, Limit: 200}}
	if all {
		filters = append(filters, ingest.Filter{Course: l.course, Limit: 200})
	}
	running, err := p.Generation.Running(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	for doc := range running {
		l.follow = append(l.follow, doc)
	}
	if len(l.follow) > 0 {
		filters = append(filters, ingest.Filter{Course: l.course, IDs: l.follow, Limit: 200})
	}
	var docs []ingest.Document
	seen := map[id.Document]bool{}
	l.follow = nil
	for _, f := range filters {
		list, _, err := p.Ingest.Documents(ctx, a.ID, f)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			if seen[d.ID] {
				continue
			}
			seen[d.ID] = true
			docs = append(docs, d)
			if _, making := running[d.ID]; making || d.Status != ingest.Ready {
				l.follow = append(l.follow, d.ID)
			}
		}
	}
	return docs, nil
}

// sendRows sends the rows that changed. It returns what is to be announced,
// and whether a document has come to another state.
func (p *Live) sendRows(ctx context.Context, a auth.Account, docs []ingest.Document, l *live, out *sse.Stream) (said string, changed bool, err error) {
	list, err := p.Rows(ctx, a, docs)
	if err != nil {
		return "", false, err
	}
	begun := len(l.sent) > 0
	var fresh bytes.Buffer
	for i, v := range list {
		d := docs[i]
		if l.pace[d.ID] == nil {
			l.pace[d.ID] = &pace{}
		}
		if left := l.pace[d.ID].left(d, p.Frame.Now()); left > 0 {
			v.Left = words.Left(left)
		}
		var b bytes.Buffer
		if err := DocRow(v).Render(ctx, &b); err != nil {
			return "", false, err
		}
		if l.sent[v.ID] != b.String() {
			l.sent[v.ID] = b.String()
			fresh.Write(b.Bytes())
		}
		state := string(d.Status)
		if v.Making {
			state = "making"
		}
		if was := l.status[v.ID]; was != state {
			l.status[v.ID] = state
			changed = true
			if begun {
				said = announcement(d, was, state)
			}
		}
	}
	if fresh.Len() > 0 {
		err = out.Send("rows", fresh.String())
	}
	return said, changed, err
}

// sendHead sends the sentence and the buttons of the page, if they changed.
func (p *Live) sendHead(ctx context.Context, a auth.Account, l *live, out *sse.Stream) error {
	ctx = frame.WithVisit(ctx)
	draw, ok := p.Heads[l.head]
	if !ok {
		return nil
	}
	head, err := draw(ctx, a, l.course)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := head.Render(ctx, &b); err != nil {
		return err
	}
	if b.String() == l.headSent {
		return nil
	}
	l.headSent = b.String()
	return out.Send("head", l.headSent)
}

// DueNote is the number beside Today, empty for none.
func DueNote(n int) string {
	if n == 0 {
		return ""
	}
	return words.Number(n)
}

// sendMade says how the run went that was begun here, once it is over.
func (p *Live) sendMade(ctx context.Context, a auth.Account, l *live, out *sse.Stream) error {
	g, err := p.Generation.Generation(ctx, a.ID, l.begun)
	if errors.Is(err, errs.NotFound) { // its document was deleted
		l.begun = id.Generation{}
		return nil
	}
	if err != nil || g.Status == "queued" || g.Status == "running" {
		return err
	}
	l.begun = id.Generation{}
	t := ui.Toast{Text: made(g.Produced, g.Reasons, g.Rejected)}
	switch {
	case g.Failure != "":
		t.Text, t.Failed = g.Failure, true
	case g.Produced > 0:
		t.Link, t.URL = words.LookAtThem, "/cards?document="+g.DocumentID.String()
	}
	var b bytes.Buffer
	if err := ui.ToastBox(t).Render(ctx, &b); err != nil {
		return err
	}
	return out.Send("toast", b.String())
}

// announcement is what screen readers hear of a document's new state: start,
// ready, failed and cards made; not each page.
func announcement(d ingest.Document, was, state string) string {
	switch {
	case was == "making":
		return cardsMade(d.Title)
	case state == string(ingest.Ready):
		return isReady(d.Title)
	case state == string(ingest.Failed) && d.Failure != nil:
		return fmt.Sprintf("%s: %s", d.Title, d.Failure.Message)
	case state == string(ingest.Extracting):
		return isBeingRead(d.Title)
	}
	return ""
}
