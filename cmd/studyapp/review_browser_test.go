package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// asked is the question that stands on the review page.
const asked = `(document.querySelector("main [data-question]")?.innerText ?? "")`

// reviewer is a student in front of a review whose server the test can kill.
type reviewer struct {
	*browser
	s     *server
	cards map[string]string // ids by question
}

func newReviewer(t *testing.T, questions int) *reviewer {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a server and a browser")
	}
	s := startServer(t)
	r := &reviewer{browser: newBrowser(t, "http://"+s.addr), s: s, cards: map[string]string{}}
	for i := range questions {
		var card struct{ ID string }
		front := fmt.Sprintf("Question %d?", i+1)
		s.call("POST", "/cards", strings.NewReader(fmt.Sprintf(`{"front":%q,"back":"Answer %d."}`, front, i+1)), "application/json", &card)
		r.cards[front] = card.ID
	}
	for _, away := range []string{"net::ERR_CONNECTION_REFUSED", "net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE"} {
		r.allow(away) // the server is killed on purpose
	}
	r.signIn("ann@example.org", "a long enough password")
	r.until(made)
	return r
}

// made is true when the first page of the account has made the database for
// what waits: left before, it would keep the next page from it for a minute, whose
// answers then are in memory alone.
const made = `(indexedDB.databases().then(all => { window.made = all.some(d => d.name == "studyapp-" + document.documentElement.dataset.account) }), window.made)`

// begin opens the review and waits until cards are at hand.
func (r *reviewer) begin() {
	r.t.Helper()
	r.open("/review")
	r.ahead()
}

// ahead waits until the cards that come next were fetched.
func (r *reviewer) ahead() {
	r.t.Helper()
	r.until(`performance.getEntriesByType("resource").filter(e => e.name.includes("/review/next") && e.responseStatus == 200).length > 0`)
	time.Sleep(200 * time.Millisecond) // the answer is read from here to the page
}

// leave leaves the page, with answers in it, once it lets a student go without
// a question: it asks while an answer is not on the disk yet.
func (r *reviewer) leave() {
	r.t.Helper()
	r.until(`window.dispatchEvent(new Event("beforeunload", {cancelable: true}))`)
	r.do(chromedp.Navigate("about:blank"))
}

// answer rates the card that is asked and returns its question.
func (r *reviewer) answer(rating string) string {
	r.t.Helper()
	r.until(asked + ` != ""`)
	question := r.text(asked)
	r.press(" ")
	r.until(`document.querySelector("[data-answer]").checkVisibility()`)
	r.press(rating)
	r.until(asked + ` != ` + quoted(question))
	return question
}

type pastReview struct {
	Rating     int
	ReviewedAt time.Time `json:"reviewed_at"`
	DurationMS int       `json:"duration_ms"`
	Voided     string
}

// counted are the reviews of a card that count.
func (r *reviewer) counted(question string) []pastReview {
	r.t.Helper()
	var past struct{ Items []pastReview }
	r.s.call("GET", "/cards/"+r.cards[question]+"/reviews", nil, "", &past)
	list := past.Items[:0]
	for _, p := range past.Items {
		if p.Voided == "" {
			list = append(list, p)
		}
	}
	return list
}

func (r *reviewer) hide(hidden bool) {
	r.t.Helper()
	r.text(fmt.Sprintf(`(() => { Object.defineProperty(document, "hidden", {configurable: true, get: () => %t}); document.dispatchEvent(new Event("visibilitychange")); return "" })()`, hidden))
}

func (r *reviewer) finish() {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.problems {
		r.t.Error(p)
	}
}

// Answers given while the server is dead arrive once it is back, each exactly
// once, with the time and the duration that they had, and without those that
// were taken back; also from another page, after the tab was left.
func TestReviewGoesOnWhileTheServerIsAway(t *testing.T) {
	r := newReviewer(t, 14)
	r.begin()
	first := r.answer("3")
	r.until(`performance.getEntriesByType("resource").some(e => e.name.endsWith("/api/v1/reviews") && e.responseStatus == 200)`)
	r.ahead()

	r.s.kill()
	away := time.Now()
	good := r.answer("3")
	again := r.answer("1")
	taken := r.answer("4")
	r.press("z")
	r.until(asked + ` == ` + quoted(taken) + ` && document.querySelector(".rate-easy.rate-was")`)
	if hard := r.answer("2"); hard != taken {
		t.Errorf("after undo %q is asked, not %q", hard, taken)
	}
	r.until(`document.querySelector("[data-offline]").checkVisibility() && document.querySelector("[data-unsent]").innerText.includes("Offline, 3 answers kept on this device")`)
	left := r.answer("3")
	r.leave()
	back := time.Now()
	r.s.start()

	r.open("/")
	r.until(`document.body.innerText.includes("4 answers sent.")`)
	for question, rating := range map[string]int{first: 3, good: 3, again: 1, taken: 2, left: 3} {
		list := r.counted(question)
		if len(list) != 1 || list[0].Rating != rating {
			t.Errorf("%s: %+v counts, want one rating of %d", question, list, rating)
			continue
		}
		// The page's clock lags by what the page took to load.
		if at := list[0].ReviewedAt; question != first && (at.Before(away.Add(-10*time.Second)) || at.After(back.Add(time.Second))) {
			t.Errorf("%s was answered at %v, outside of %v to %v when the server was away", question, at, away, back)
		}
	}
	r.finish()
}

// A card that was answered is not asked again by a page that the server draws
// before it knows the answer.
func TestReviewDoesNotAskWhatWasAnswered(t *testing.T) {
	r := newReviewer(t, 4)
	r.begin()
	r.s.kill()
	answered := r.answer("3")
	r.leave()
	r.s.start()
	r.open("/review")
	r.until(asked + ` != "" && ` + asked + ` != ` + quoted(answered))
	r.until(`document.querySelector("[data-position]").textContent == "1 of 3"`)
	if list := r.counted(answered); len(list) != 1 {
		t.Errorf("%s counts %d times", answered, len(list))
	}
	r.finish()
}

// With no card at hand the frame stays, says that it waits, and goes on when
// the server is back.
func TestReviewWaitsForTheServer(t *testing.T) {
	r := newReviewer(t, 14)
	r.begin()
	r.s.kill()
	n := 0
	for ; n < 14 && r.text(`document.querySelector("[data-waiting-box]") ? "waits" : ""`) == ""; n++ {
		r.answer("4")
	}
	if n < 4 {
		t.Errorf("after %d cards none is at hand, want at least 3 beside the one that is asked", n)
	}
	r.until(`/Trying again in [0-9]+ s\./.test(document.querySelector("[data-waiting-box]").innerText) && document.querySelector("header [data-position]")`)
	r.check("review, waiting for the server")
	r.s.start()
	r.until(asked + ` != ""`)
	r.until(`document.body.innerText.includes(` + quoted(fmt.Sprintf("%d answers sent.", n)) + `)`)
	r.finish()
}

// The time of an answer stands still while the page is hidden.
func TestReviewTimesWhatWasSeen(t *testing.T) {
	r := newReviewer(t, 3)
	const hidden = 1500 * time.Millisecond
	opened := time.Now()
	r.begin()
	r.hide(true)
	time.Sleep(hidden)
	r.hide(false)
	question := r.answer("3")
	most := time.Since(opened) - hidden
	r.until(`performance.getEntriesByType("resource").some(e => e.name.endsWith("/api/v1/reviews") && e.responseStatus == 200)`)
	list := r.counted(question)
	if len(list) != 1 || list[0].DurationMS <= 0 {
		t.Fatalf("%+v counts, want one review with its time", list)
	}
	if d := time.Duration(list[0].DurationMS) * time.Millisecond; d > most {
		t.Errorf("the answer took %v, and the card cannot have been seen longer than %v", d, most)
	}
	r.finish()
}

// Suspend and bury take a card out of the session at once, the counts follow,
// and undo brings it back.
func TestReviewPutsCardsAside(t *testing.T) {
	r := newReviewer(t, 4)
	r.begin()
	position := `document.querySelector("[data-position]").textContent`
	for key, want := range map[string]string{"s": "suspended", "b": "buried"} {
		question := r.text(asked)
		if r.text(`String(document.querySelector("[data-answer]").checkVisibility())`) == "false" {
			r.press(" ") // undo brings a card back as it was: open
		}
		r.until(`document.querySelector("[data-answer]").checkVisibility()`)
		r.press(key)
		r.until(asked + ` != ` + quoted(question) + ` && ` + position + ` == "1 of 3"`)
		status := func() string {
			var card struct{ Status string }
			r.s.call("GET", "/cards/"+r.cards[question], nil, "", &card)
			return card.Status
		}
		eventually(t, func() bool { return status() == want })
		r.press("z")
		r.until(asked + ` == ` + quoted(question) + ` && ` + position + ` == "1 of 4"`)
		eventually(t, func() bool { return status() == "active" })
	}
	r.finish()
}

// A key on a focused button presses that button, and Good has the focus when
// the answer is shown. What is put aside by its front comes back as it was.
func TestReviewKeysPressWhatHasTheFocus(t *testing.T) {
	r := newReviewer(t, 4)
	r.begin()
	focused := `(document.activeElement?.value ?? "")`
	for _, rating := range []int{1, 3} {
		question := r.text(asked)
		r.press(" ")
		r.until(focused + ` == "3"`)
		r.text(fmt.Sprintf(`(document.querySelector("main button[name=rating][value='%d']").focus(), "")`, rating))
		r.press(" ")
		r.until(asked + ` != ` + quoted(question))
		eventually(t, func() bool { return len(r.counted(question)) == 1 })
		if got := r.counted(question)[0].Rating; got != rating {
			t.Errorf("Space on button %d rated %d", rating, got)
		}
	}
	question, shown := r.text(asked), `document.querySelector("[data-answer]").checkVisibility()`
	r.press("b")
	r.until(asked + ` != ` + quoted(question))
	r.press("z")
	r.until(asked + ` == ` + quoted(question) + ` && !` + shown)
	r.finish()
}

// The Enter that ends a composition sends nothing; Safari tells it by its code.
func TestEnterThatEndsACompositionSendsNothing(t *testing.T) {
	r := newReviewer(t, 1)
	d := r.s.upload("bees.md", aboutBees)
	r.s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	r.open("/ask")
	r.fill("textarea[name=question]", "bees")
	enter := func(code int) string {
		return r.text(fmt.Sprintf(`String(document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", keyCode: %d, bubbles: true, cancelable: true})))`, code))
	}
	if enter(229) != "true" {
		t.Error("the key that ends a composition was taken")
	}
	if enter(13) != "false" {
		t.Error("Enter does not send")
	}
	r.until(`document.querySelector("article.answer")`)
	r.finish()
}

func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	for range 200 {
		if ok() {
			return
		}
		time.Sleep(25 * time.Millisecond) // between two looks at another process
	}
	t.Error("it does not come to be")
}

// A browser that does not open its database for a long time, as Chromium does
// after another page was left in the middle of making it, holds up nothing.
func TestReviewDoesNotWaitForTheDisk(t *testing.T) {
	r := newReviewer(t, 4)
	if _, err := chromedp.Call(r.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `indexedDB.open = () => ({ readyState: "pending", transaction: null })`, // never answers
	}); err != nil {
		t.Fatal(err)
	}
	r.begin()
	for rating, question := range map[int]string{3: r.answer("3"), 1: r.answer("1")} {
		var list []pastReview
		eventually(t, func() bool { list = r.counted(question); return len(list) == 1 })
		if len(list) == 1 && list[0].Rating != rating {
			t.Errorf("%s: %+v counts, want a rating of %d", question, list, rating)
		}
	}
	r.finish()
}
