package page

import (
	"net/http"
	"runtime"
	"strconv"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/jobs"
	"studyapp/web/services"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// adminView is what an admin needs to know.
type adminView struct {
	Title, Line string
	Alerts      []string
	Checks      []checkRow
	Queues      []jobs.QueueCount
	Models      []modelRow
	Dead        []deadRow
	Users       []userRow
}

type deadRow struct{ ID, Kind, Error, When string }

type modelRow struct {
	Name  string
	State string
	OK    bool
}

type userRow struct{ Email, Role, Since string }

func (p *pages) admin(w http.ResponseWriter, r *http.Request) error {
	a, ctx, now := auth.User(r.Context()), r.Context(), p.Now()
	f, err := p.frame(r, words.NavAdmin, "admin")
	if err != nil {
		return err
	}
	v := adminView{Line: words.VersionLine(p.Version, runtime.Version())}
	var checks []services.Check
	if p.Health != nil {
		checks = p.Health(ctx)
	}
	for _, c := range checks {
		row := checkRow{Icon: "circle-check", Tone: "text-success", Name: words.CheckName(c.Name), Detail: firstOf(c.Detail, words.CheckFine)}
		if !c.OK {
			row.Icon, row.Tone = "triangle-alert", "text-warning"
			if !c.Optional {
				row.Tone = "text-error"
			}
			v.Alerts = append(v.Alerts, c.Name+": "+c.Detail)
		}
		v.Checks = append(v.Checks, row)
	}
	if v.Queues, err = p.Jobs.Counts(ctx); err != nil {
		return err
	}
	for _, m := range p.Generation.Models() {
		row := modelRow{Name: words.ModelName(m.Name, m.Model), State: words.CheckFine, OK: !m.Paused}
		if m.Paused {
			row.State = words.Paused(m.For)
			v.Alerts = append(v.Alerts, row.Name+": "+row.State)
		}
		v.Models = append(v.Models, row)
	}
	v.Models = append(v.Models, modelRow{Name: words.BuiltInModel, State: words.CheckFine, OK: true})
	dead, err := p.Jobs.Dead(ctx, 50)
	if err != nil {
		return err
	}
	for _, d := range dead {
		v.Dead = append(v.Dead, deadRow{strconv.FormatInt(d.ID, 10), d.Kind, words.Short(d.Error, 200), words.When(d.At, now, a.Location())})
	}
	if len(dead) > 0 {
		v.Alerts = append(v.Alerts, words.DeadJobs(len(dead)))
	}
	accounts, err := p.Auth.Accounts(ctx, 100)
	if err != nil {
		return err
	}
	for _, u := range accounts {
		v.Users = append(v.Users, userRow{u.Email, u.Role, words.Since(u.CreatedAt, now, a.Location())})
	}
	v.Title = words.AdminTitle(len(v.Alerts))
	if isFragment(r) {
		return show(w, r, adminBody(v))
	}
	return show(w, r, adminPage(f, v))
}

// retryJob makes a dead letter run again.
func (p *pages) retryJob(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.ParseInt(chi.URLParam(r, "job"), 10, 64)
	if err != nil {
		return errs.Wrap(errs.NotFound, err, words.NoSuchPage)
	}
	if err := p.Jobs.Retry(r.Context(), n); err != nil {
		return err
	}
	return p.done(w, r, "/admin", &ui.Toast{Text: words.JobRetried})
}
