package entry

import (
	"cmp"
	"net/http"

	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/services"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// readiness is what the server has found so far, for Getting ready.
func (p *pages) readiness(r *http.Request) []models.Check {
	var rows []models.Check
	if p.Health != nil {
		for _, c := range p.Health(r.Context()) {
			if c.Name == models.SearchModel && !c.OK && p.Model != nil {
				rows = append(rows, models.CheckOf(p.Model.State(), services.Local(r)))
				continue
			}
			row := models.Check{Icon: "circle-check", Tone: "text-success", Name: words.CheckName(c.Name), Detail: cmp.Or(c.Detail, words.CheckFine)}
			if !c.OK {
				row.Icon, row.Tone, row.Detail, row.Note = "triangle-alert", "text-warning", "", c.Detail
			}
			rows = append(rows, row)
		}
	}
	if p.LLM.Configured() {
		return append(rows, models.Check{Icon: "circle-check", Tone: "text-success", Name: words.LanguageModel, Detail: p.LLM.Model})
	}
	return append(rows, models.Check{Icon: "circle-slash", Tone: "text-muted", Name: words.NoLanguageModel, Note: words.NoLanguageModelNote})
}

// Where the search model is fetched before there is an account, and whether it
// is here is looked for.
const (
	pathSetUpModel = services.PathSetUp + "/model"
	pathReady      = services.PathSetUp + "/ready"
)

// modelIsThere reports whether nothing has to be looked for again.
func modelIsThere(checks []models.Check) bool {
	for _, c := range checks {
		if c.Max > 0 || c.Fetch != "" {
			return false
		}
	}
	return true
}

// ready is Getting ready as it is now, for the page that shows it.
func (p *pages) ready(w http.ResponseWriter, r *http.Request) error {
	if first, err := p.Auth.First(r.Context()); err != nil || !first {
		w.Header().Set("HX-Refresh", "true") // it leads on to the sign-in
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return frame.Show(w, r, readyList(p.readiness(r), false))
}

// fetchFirst fetches the search model before there is an account. Whoever may
// make the first one may.
func (p *pages) fetchFirst(w http.ResponseWriter, r *http.Request) error {
	first, err := p.Auth.First(r.Context())
	if err != nil {
		return err
	}
	if !first {
		http.Redirect(w, r, services.PathSignIn, http.StatusSeeOther)
		return nil
	}
	status, failed := http.StatusOK, p.CheckSetUp(r, r.PostFormValue("code"))
	if failed != nil {
		status = http.StatusForbidden
	} else if p.Model != nil {
		if failed = p.Model.Start(); failed != nil {
			status = http.StatusServiceUnavailable
		}
	}
	if !frame.IsFragment(r) {
		return p.showSetup(w, r, status, r.PostFormValue("email"), failed)
	}
	if failed != nil {
		w.Header().Set("X-Field", frame.FieldOf(failed))
		return frame.ShowStatus(w, r, status, ui.ToastBox(ui.Toast{Text: frame.Message(failed), Failed: true}))
	}
	return frame.Show(w, r, readyList(p.readiness(r), false))
}
