package frame

import (
	"encoding/json"
	"net/http"

	"studyapp/web/ui"
)

// Done sends the student on after a form: a redirect, or for the script the
// address to go to.
func (p *Pages) Done(w http.ResponseWriter, r *http.Request, to string, toast *ui.Toast) error {
	if toast != nil {
		p.flash(r, *toast)
	}
	if r.Header.Get("X-Fragment") != "" {
		w.Header().Set("X-Location", to)
		w.WriteHeader(http.StatusOK) // an empty answer; browsers report a 204 to a script as broken off
		return nil
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

const flashKey = "flash"

// flash keeps a message for the next page.
func (p *Pages) flash(r *http.Request, t ui.Toast) {
	b, err := json.Marshal(t)
	if err != nil {
		return // strings and booleans always encode
	}
	p.sessions.Put(r.Context(), flashKey, string(b))
}

// TakeFlash takes that message where a whole page is asked for.
func (p *Pages) TakeFlash(r *http.Request) *ui.Toast {
	if IsFragment(r) {
		return nil
	}
	return p.PopFlash(r)
}

// PopFlash takes the message kept for the next page.
func (p *Pages) PopFlash(r *http.Request) *ui.Toast {
	s := p.sessions.PopString(r.Context(), flashKey)
	if s == "" {
		return nil
	}
	var t ui.Toast
	if json.Unmarshal([]byte(s), &t) != nil {
		return nil
	}
	return &t
}
