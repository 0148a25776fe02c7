package entry

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"

	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/problem"
	"studyapp/web/services"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// readiness is what the server has found so far, for Getting ready.
func (p *pages) readiness(ctx context.Context) []models.Check {
	var rows []models.Check
	if p.Health != nil {
		for _, c := range p.Health(ctx) {
			if c.Name == models.SearchModel && !c.OK && p.Models.Fetcher != nil {
				rows = append(rows, models.CheckOf(p.Models.State()))
				continue
			}
			row := models.Check{Icon: "circle-check", Tone: "text-success", Name: words.CheckName(c.Name), Detail: cmp.Or(c.Detail, words.CheckFine)}
			if !c.OK {
				row.Icon, row.Tone, row.Detail, row.Note, row.Reason = "triangle-alert", "text-warning", "", checkMissing, c.Detail
			}
			rows = append(rows, row)
		}
	}
	if p.Models.LLM.Configured() {
		return append(rows, models.Check{Icon: "circle-check", Tone: "text-success", Name: languageModel, Detail: p.Models.LLM.Model})
	}
	return append(rows, models.Check{Icon: "circle-slash", Tone: "text-muted", Name: noLanguageModel, Note: noLanguageModelNote})
}

// withoutReasons is what is told to those who may be strangers.
func withoutReasons(rows []models.Check) []models.Check {
	for i := range rows {
		rows[i].Reason = ""
	}
	return rows
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
	code, checks := r.PostFormValue("code"), p.readiness(r.Context())
	if code == "" || p.CheckSetUp(r.Context(), code) != nil {
		code, checks = "", withoutReasons(checks)
	}
	return frame.Show(w, r, readyList(checks, code, false))
}

// codeToo sends the set-up code along with what a list asks by itself.
func codeToo(code string) string {
	b, _ := json.Marshal(map[string]string{"code": code}) // a string always has its JSON
	return string(b)
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
	code, v := r.PostFormValue("code"), setupView{Email: r.PostFormValue("email")}
	failed := p.CheckSetUp(r.Context(), code)
	if failed == nil {
		v.Code = code
		failed = p.Models.Start()
	}
	switch {
	case failed == nil && frame.IsFragment(r):
		return frame.Show(w, r, readyList(p.readiness(r.Context()), code, false))
	case failed == nil:
		return p.showSetup(w, r, http.StatusOK, v)
	case frame.IsFragment(r):
		w.Header().Set("X-Field", frame.FieldOf(failed))
		return frame.ShowStatus(w, r, problem.Of(r.Context(), failed).Status, ui.ToastBox(ui.Toast{Text: frame.Message(failed), Failed: true}))
	}
	return p.refuseSetup(w, r, v, failed)
}
