package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// stream writes server-sent events.
type stream struct {
	w http.ResponseWriter
	c *http.ResponseController
}

// openStream begins an event stream.
func openStream(w http.ResponseWriter) stream {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // proxies must not hold it back
	return stream{w, http.NewResponseController(w)}
}

// send writes one event; a text of several lines is several data lines.
func (s stream) send(event, data string) error {
	var b strings.Builder
	b.WriteString("event: " + event + "\n")
	for line := range strings.SplitSeq(data, "\n") {
		b.WriteString("data: " + line + "\n")
	}
	b.WriteString("\n")
	if _, err := s.w.Write([]byte(b.String())); err != nil {
		return err
	}
	return s.c.Flush()
}

// comment keeps the connection open where a proxy closes silent ones.
func (s stream) comment() error {
	if _, err := s.w.Write([]byte(": \n\n")); err != nil {
		return err
	}
	return s.c.Flush()
}

// pace measures how fast a document's stage goes, for the time left.
type pace struct {
	status ingest.Status
	since  time.Time
	done   int
}

// left is the time that remains, once the stage has gone on for 5 s.
func (p *pace) left(d ingest.Document, now time.Time) time.Duration {
	if p.status != d.Status {
		*p = pace{d.Status, now, d.Progress.Done}
		return 0
	}
	spent, made := now.Sub(p.since), d.Progress.Done-p.done
	if spent < 5*time.Second || made <= 0 || d.Progress.Total <= d.Progress.Done {
		return 0
	}
	return time.Duration(float64(spent) / float64(made) * float64(d.Progress.Total-d.Progress.Done))
}

// events streams the rows of a course's documents, or of all, as they change:
// each event holds the rows that differ from what was sent last. It also says
// when a document is ready or failed, and when its cards are made.
func (p *pages) events(w http.ResponseWriter, r *http.Request) error {
	a := auth.User(r.Context())
	course, err := optionalID[id.Course](r.URL.Query().Get("course"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	begun, err := optionalID[id.Generation](p.Auth.Sessions.PopString(ctx, begunKey))
	if err != nil {
		return err
	}
	wake := p.Bus.Subscribe(ctx, a.ID)
	out := openStream(w)
	if err := out.comment(); err != nil {
		return nil //nolint:nilerr // the browser left; nobody to tell
	}
	l := live{sent: map[string]string{}, status: map[string]string{}, pace: map[id.Document]*pace{}, begun: begun}
	quiet := time.NewTicker(20 * time.Second)
	defer quiet.Stop()
	for {
		if err := p.sendRows(ctx, a, course, &l, out); err != nil {
			if ctx.Err() == nil {
				p.Log.WarnContext(ctx, "event stream ended", "error", err)
			}
			return nil // the answer has begun; the browser connects again
		}
		select {
		case _, ok := <-wake:
			if !ok {
				return nil
			}
		case <-quiet.C:
			if err := out.comment(); err != nil {
				return nil //nolint:nilerr // the browser left
			}
		}
	}
}

// live is what one event stream has told already.
type live struct {
	sent   map[string]string // the row as it was sent
	status map[string]string // what was announced
	pace   map[id.Document]*pace
	begun  id.Generation // the run whose end is to be told; zero = none
}

func (p *pages) sendRows(ctx context.Context, a auth.Account, course id.Course, l *live, out stream) error {
	docs, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Course: course, Limit: 200})
	if err != nil {
		return err
	}
	list, err := p.rows(ctx, a, docs)
	if err != nil {
		return err
	}
	begun := len(l.sent) > 0
	var changed bytes.Buffer
	said := ""
	for i, v := range list {
		d := docs[i]
		if l.pace[d.ID] == nil {
			l.pace[d.ID] = &pace{}
		}
		if left := l.pace[d.ID].left(d, p.Now()); left > 0 {
			v.Left = words.Left(left)
		}
		var b bytes.Buffer
		if err := docRow(v).Render(ctx, &b); err != nil {
			return err
		}
		if l.sent[v.ID] != b.String() {
			l.sent[v.ID] = b.String()
			changed.Write(b.Bytes())
		}
		state := string(d.Status)
		if v.Ready && v.Max > 0 {
			state = "making"
		}
		if was := l.status[v.ID]; was != state {
			l.status[v.ID] = state
			if begun {
				said = announcement(d, was, state)
			}
		}
	}
	if changed.Len() > 0 {
		if err := out.send("rows", changed.String()); err != nil {
			return err
		}
	}
	if said != "" {
		if err := out.send("say", said); err != nil {
			return err
		}
	}
	if l.begun.IsZero() {
		return nil
	}
	return p.sendMade(ctx, a, l, out)
}

// sendMade says how the run went that was begun here, once it is over.
func (p *pages) sendMade(ctx context.Context, a auth.Account, l *live, out stream) error {
	g, err := p.Generation.Generation(ctx, a.ID, l.begun)
	if errors.Is(err, errs.NotFound) { // its document was deleted
		l.begun = id.Generation{}
		return nil
	}
	if err != nil || g.Status == "queued" || g.Status == "running" {
		return err
	}
	l.begun = id.Generation{}
	t := ui.Toast{Text: words.Made(g.Produced, g.Rejected)}
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
	return out.send("toast", b.String())
}

// announcement is what screen readers hear of a document's new state: start,
// ready, failed and cards made; not each page.
func announcement(d ingest.Document, was, state string) string {
	switch {
	case was == "making":
		return words.CardsMade(d.Title)
	case state == string(ingest.Ready):
		return words.IsReady(d.Title)
	case state == string(ingest.Failed) && d.Failure != nil:
		return fmt.Sprintf("%s: %s", d.Title, d.Failure.Message)
	case state == string(ingest.Extracting):
		return words.IsBeingRead(d.Title)
	}
	return ""
}
