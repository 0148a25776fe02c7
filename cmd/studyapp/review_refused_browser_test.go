package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// user runs a command on the reviewer's account, beside the server, and returns
// what it printed.
func (r *reviewer) user(command string) string {
	r.t.Helper()
	code, out, bad := execute(r.t, map[string]string{"STUDYAPP_DATA": r.s.dir}, "", "user", command, "--email", "ann@example.org")
	if code != exitOK {
		r.t.Fatal(bad)
	}
	return strings.TrimSpace(out)
}

// newToken gives the account a token where its first one was ended.
func (r *reviewer) newToken() {
	r.t.Helper()
	code, token, bad := execute(r.t, map[string]string{"STUDYAPP_DATA": r.s.dir}, "", "token", "create")
	if code != exitOK {
		r.t.Fatal(bad)
	}
	r.s.token = strings.TrimSpace(token)
}

// offline answers so many cards while the server is dead.
func (r *reviewer) offline(answers int) (questions []string) {
	r.t.Helper()
	r.begin()
	r.s.kill()
	for range answers {
		questions = append(questions, r.answer("3"))
	}
	return questions
}

// back leaves the page, with answers in it, and lets the server come back.
func (r *reviewer) back() {
	r.t.Helper()
	r.leave()
	r.s.start()
}

// misdate gives an answer that waits on the device the time of a clock that is
// years ahead.
func (r *reviewer) misdate(question string) {
	r.t.Helper()
	r.text(fmt.Sprintf(`(() => {
  indexedDB.open("studyapp-" + document.documentElement.dataset.account).onsuccess = opened => {
    const db = opened.target.result, t = db.transaction("waiting", "readwrite"), waiting = t.objectStore("waiting");
    waiting.getAll().onsuccess = all => waiting.put({...all.target.result.find(e => e.card == %q), at: "2199-01-01T00:00:00Z"});
    t.oncomplete = () => { db.close(); window.misdated = true };
  };
  return "";
})()`, r.cards[question]))
	r.until(`window.misdated`)
}

// once fails unless each question counts exactly one answer.
func (r *reviewer) once(questions []string) {
	r.t.Helper()
	for _, q := range questions {
		if list := r.counted(q); len(list) != 1 || list[0].Rating != 3 {
			r.t.Errorf("%s: %+v counts, want one answer", q, list)
		}
	}
}

// refusing makes pages that are opened from here on get an answer of this status
// for the reviews that they send, until the returned function is called.
func (r *reviewer) refusing(status int) (end func()) {
	r.t.Helper()
	script, err := chromedp.Call(r.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: fmt.Sprintf(`{ const real = fetch; window.fetch = (url, o) => String(url).endsWith("/api/v1/reviews")
  ? Promise.resolve(Response.json({ detail: "Not now." }, { status: %d })) : real(url, o) }`, status),
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return func() {
		if _, err := chromedp.Call(r.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(script)); err != nil {
			r.t.Fatal(err)
		}
	}
}

// While the password is one for once, the server takes nothing: the answers
// stay on the device, and arrive when the student has chosen a password.
func TestAnswersOutliveAOneTimePassword(t *testing.T) {
	r := newReviewer(t, 6)
	r.allow("403")
	answered := r.offline(2)
	r.back()
	once := r.user("reset")
	r.open("/signin")
	r.fill("#f-email", "ann@example.org")
	r.fill("#f-password", once)
	r.press("\r")
	r.until(`location.pathname == "/password"`)
	r.until(`performance.getEntriesByType("resource").some(e => e.name.endsWith("/api/v1/reviews") && e.responseStatus == 403)`)
	r.until(`document.querySelector(".toast-one")?.innerText.includes("This password was for once.") && document.querySelector(".toast-one").innerText.includes("2 answers are kept on this device.")`)
	r.fill("#f-password", "a password of my own")
	r.press("\r")
	r.until(`location.pathname == "/" && document.body.innerText.includes("2 answers sent.")`)
	r.newToken() // the reset ended the first one
	r.once(answered)
	r.finish()
}

// A suspended account keeps what it has not sent until it is active again.
func TestAnswersOutliveASuspension(t *testing.T) {
	r := newReviewer(t, 6)
	r.allow("401")
	r.allow("403")
	answered := r.offline(2)
	r.back()
	r.user("suspend")
	r.open("/signin")
	r.fill("#f-email", "ann@example.org")
	r.fill("#f-password", "a long enough password")
	r.press("\r")
	r.until(`document.body.innerText.includes("Your account is suspended.")`)
	r.user("reactivate")
	r.signIn("ann@example.org", "a long enough password") // the suspension ended the session
	r.newToken()
	r.until(`document.body.innerText.includes("2 answers sent.")`)
	r.once(answered)
	r.finish()
}

// Whatever a server says about the account or the way to it, no answer is lost;
// an answer that is refused for itself is shown, with its card and the reason,
// until the student puts that away, and it alone is dropped.
func TestARefusedAnswerIsShownAndAloneIsDropped(t *testing.T) {
	r := newReviewer(t, 6)
	answered := r.offline(3)
	bad := answered[1]
	r.misdate(bad)
	r.back()
	for _, status := range []int{402, 403, 404, 413} {
		r.where = fmt.Sprintf("refused with %d", status)
		remove := r.refusing(status)
		r.open("/")
		r.until(`document.querySelector(".toast-one")?.innerText.includes("3 answers are kept on this device.")`)
		r.leave()
		remove()
	}
	r.where = "an answer of a clock that is wrong"
	shown := `(document.querySelector("[data-refused]")?.innerText ?? "")`
	r.open("/")
	r.until(shown + `.includes(` + quoted(bad) + `) && ` + shown + `.includes("Your answer was not taken. The time of the review lies more than a day ahead.")`)
	r.until(`document.body.innerText.includes("2 answers sent.")`)
	r.once([]string{answered[0], answered[2]})
	r.check("home, with a refused answer")
	for _, path := range []string{"/settings", "/review"} { // it stays, wherever one goes
		r.open(path)
		r.until(shown + `.includes(` + quoted(bad) + `)`)
	}
	r.check("review, with a refused answer")
	r.click("[data-refused] button")
	r.until(shown + ` == ""`)
	r.open("/")
	r.until(`document.documentElement.dataset.scripts == "on"`)
	if left := r.text(shown); left != "" {
		t.Errorf("put away, it still says %s", left)
	}
	r.finish()
}
