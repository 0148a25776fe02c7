package admin

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/services"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// adminView is what an admin needs to know.
type adminView struct {
	Title, Line string
	Updated     string // the time of day
	Alerts      []alertRow
	Checks      []models.Check
	Queues      []jobs.QueueCount
	Models      []modelRow
	Nodes       []nodeRow // where there are several
	Dead        []deadRow
	DeadMore    bool // there are more than those listed
	Users       []userRow
	UsersMore   bool
}

// alertRow is one thing that needs a person: what, the rest of the sentence,
// and what can be done here.
type alertRow struct {
	Icon, Tone string
	What, Rest string
	Link, URL  string // optional
	Post, Do   string // address to post to, and the label of the button; optional
}

// deadRow is a job that was given up on; Node is empty where there is one node.
type deadRow struct{ ID, Kind, Title, Error, When, Node string }

// nodeRow is one of several processes that work jobs.
type nodeRow struct {
	Name, Seen string
	Running    int
	Alive      bool
}

type modelRow struct {
	Name  string
	State string
	OK    bool
}

// mostDead is how many dead letters are listed, mostUsers how many accounts.
const (
	mostDead  = 50
	mostUsers = 100
)

func (p *pages) admin(w http.ResponseWriter, r *http.Request) error {
	a, ctx, now := auth.User(r.Context()), r.Context(), p.Now()
	f, err := p.Frame(r, words.NavAdmin, "admin")
	if err != nil {
		return err
	}
	v := adminView{Line: versionLine(p.Version, runtime.Version(), time.Since(started)), Updated: clock(now, a.Location())}
	var checks []services.Check
	if p.Vitals != nil {
		checks = p.Vitals(ctx)
	}
	for _, c := range checks {
		row := models.Check{Icon: "circle-check", Tone: "text-success", Name: words.CheckName(c.Name), Detail: cmp.Or(c.Detail, words.CheckFine)}
		if c.Name == models.SearchModel && !c.OK && p.Models.Fetcher != nil {
			row = p.viewModel(&v)
		} else if !c.OK {
			row.Icon, row.Tone = "triangle-alert", "text-warning"
			if !c.Optional {
				row.Tone = "text-error"
			}
			v.Alerts = append(v.Alerts, alertRow{Icon: row.Icon, Tone: row.Tone, What: checkDown(c.Name), Rest: " " + cmp.Or(checkMeans(c.Name), c.Detail)})
		}
		v.Checks = append(v.Checks, row)
	}
	if v.Queues, err = p.Jobs.Counts(ctx); err != nil {
		return err
	}
	if err := p.viewNodes(ctx, &v, now, a.Location()); err != nil {
		return err
	}
	for _, m := range p.Writers.Status() {
		row := modelRow{Name: modelName(m.Name, m.Model), State: words.CheckFine, OK: !m.Paused}
		if m.Paused {
			row.State = paused(m.For)
			v.Alerts = append(v.Alerts, alertRow{Icon: "hourglass", Tone: "text-warning", What: modelPaused(row.Name), Rest: modelPausedHow(m.For), Do: tryModelNow, Post: "/admin/models/" + url.PathEscape(m.Name) + "/try"})
		}
		v.Models = append(v.Models, row)
	}
	v.Models = append(v.Models, modelRow{Name: builtInModel, State: words.CheckFine, OK: true})
	accounts, err := p.Auth.Everyone(ctx, mostUsers+1)
	if err != nil {
		return err
	}
	if err := p.deadLetters(ctx, &v, accounts, now, a.Location()); err != nil {
		return err
	}
	usage, err := p.Ingest.UsageOfAll(ctx)
	if err != nil {
		return err
	}
	if v.UsersMore = len(accounts) > mostUsers; v.UsersMore {
		accounts = accounts[:mostUsers]
	}
	for _, u := range accounts {
		v.Users = append(v.Users, viewUser(u, keepsHere(usage[u.ID].Documents, usage[u.ID].Bytes), a.ID))
	}
	v.Title = adminTitle(len(v.Alerts))
	if frame.IsFragment(r) {
		return frame.Show(w, r, adminBody(v))
	}
	return frame.Show(w, r, adminPage(f, v))
}

// viewModel is the line of a search model that is not here, with an alert
// unless it is on its way.
func (p *pages) viewModel(v *adminView) models.Check {
	s := p.Models.State()
	row := models.CheckOf(s)
	row.Note = cmp.Or(row.Reason, row.Note)
	if s.Phase == fetch.Absent || s.Phase == fetch.Failed {
		alert := alertRow{Icon: "triangle-alert", Tone: "text-warning", What: checkDown(models.SearchModel), Rest: " " + checkMeans(models.SearchModel), Do: row.Fetch}
		if s.Phase == fetch.Failed {
			alert.What, alert.Rest = modelNotFetchedShort, " "+row.Note
		}
		if row.Fetch != "" {
			alert.Post = models.PathFetch
		}
		v.Alerts = append(v.Alerts, alert)
		row.Note, row.Fetch, row.Detail = "", "", wordsOnly // the alert has them
	}
	return row
}

// viewNodes lists the nodes where there are several, and says which fell silent.
func (p *pages) viewNodes(ctx context.Context, v *adminView, now time.Time, loc *time.Location) error {
	nodes, err := p.Jobs.Nodes(ctx)
	if err != nil || len(nodes) < 2 {
		return err
	}
	for _, n := range nodes {
		v.Nodes = append(v.Nodes, nodeRow{n.Name, words.When(n.SeenAt, now, loc), n.Running, n.Alive})
		if !n.Alive {
			v.Alerts = append(v.Alerts, alertRow{Icon: "triangle-alert", Tone: "text-warning", What: nodeSilent(n.Name), Rest: nodeSilentHow(words.When(n.SeenAt, now, loc))})
		}
	}
	return nil
}

// tryModel ends the pause of a model.
func (p *pages) tryModel(w http.ResponseWriter, r *http.Request) error {
	name, err := url.PathUnescape(chi.URLParam(r, "name"))
	if err != nil {
		return errs.Wrap(errs.NotFound, err, words.NoSuchPage)
	}
	if err := p.Writers.TryNow(name); err != nil {
		return p.Done(w, r, "/admin", &ui.Toast{Text: errs.Message(err), Failed: true})
	}
	return p.Done(w, r, "/admin", &ui.Toast{Text: modelTried(name)})
}

// deadLetters lists the jobs that were given up on, with what each was about
// and whose it was.
func (p *pages) deadLetters(ctx context.Context, v *adminView, accounts []auth.Account, now time.Time, loc *time.Location) error {
	dead, err := p.Jobs.Dead(ctx, mostDead+1)
	if err != nil || len(dead) == 0 {
		return err
	}
	docs := make([]id.Document, 0, len(dead))
	for _, d := range dead {
		docs = append(docs, ingest.JobDocument(d.Args))
	}
	names, err := p.Ingest.NamesOfAll(ctx, docs)
	if err != nil {
		return err
	}
	email := map[id.User]string{}
	for _, u := range accounts {
		email[u.ID] = u.Email
	}
	if v.DeadMore = len(dead) > mostDead; v.DeadMore {
		dead = dead[:mostDead]
	}
	for _, d := range dead {
		n := names[ingest.JobDocument(d.Args)]
		when := words.When(d.At, now, loc)
		if whose := email[n.Owner]; whose != "" {
			when = whose + ", " + when
		}
		row := deadRow{ID: strconv.FormatInt(d.ID, 10), Kind: d.Kind, Title: n.Title, Error: words.Short(d.Error, 200), When: when}
		if len(v.Nodes) > 0 {
			row.Node = d.Node
		}
		v.Dead = append(v.Dead, row)
	}
	v.Alerts = append(v.Alerts, alertRow{Icon: "triangle-alert", Tone: "text-error", What: deadJobs(len(dead), v.DeadMore), Rest: deadJobsLast(words.When(dead[0].At, now, loc)), Link: words.LookAtThem, URL: "#dead"})
	return nil
}

// started is about when the process began.
var started = time.Now()

// retryJob makes a dead letter run again.
func (p *pages) retryJob(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.ParseInt(chi.URLParam(r, "job"), 10, 64)
	if err != nil {
		return errs.Wrap(errs.NotFound, err, words.NoSuchPage)
	}
	if err := p.Jobs.Retry(r.Context(), n); err != nil {
		return err
	}
	return p.Done(w, r, "/admin", &ui.Toast{Text: jobRetried(1)})
}

// retryAll makes all dead letters run again.
func (p *pages) retryAll(w http.ResponseWriter, r *http.Request) error {
	n, err := p.Jobs.RetryAll(r.Context())
	if err != nil {
		return err
	}
	return p.Done(w, r, "/admin", &ui.Toast{Text: jobRetried(n)})
}
