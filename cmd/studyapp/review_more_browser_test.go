package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestACardRatedElsewhereIsNotRatedAgain(t *testing.T) {
	r := newReviewer(t, 3)
	r.begin()
	first := r.text(asked)
	r.hide(true)
	r.s.call("POST", "/reviews", strings.NewReader(fmt.Sprintf(`[{"id":%q,"card_id":%q,"rating":4,"reviewed_at":"2020-01-01T00:00:00Z","device":"phone"}]`, uuid.NewString(), r.cards[first])), "application/json", nil)
	r.hide(false)
	r.until(asked + ` != ` + quoted(first))
	r.until(`document.body.innerText.includes("rated elsewhere")`)
	second := r.text(asked)
	r.text(fmt.Sprintf(`new BroadcastChannel("studyapp-review").postMessage(%q), ""`, r.cards[second])) // as another tab says it
	r.until(asked + ` != ` + quoted(second))
	if third := r.answer("4"); third == first || third == second {
		t.Errorf("%s is asked again", third)
	}
	r.verdict()
}

func TestStudyMoreIsOfferedWhenNothingIsDue(t *testing.T) {
	r := newReviewer(t, 2)
	r.begin()
	for range 2 {
		r.until(asked + ` != ""`)
		question := r.text(asked)
		r.press(" ")
		r.until(`document.querySelector("[data-answer]").checkVisibility()`)
		r.press("4") // for days
		r.until(`!document.querySelector("[data-card]") || ` + asked + ` != ` + quoted(question))
	}
	r.until(`!!document.querySelector("main a[href*='more=1']")`)
	r.open("/")
	r.click(`a[href="/review?more=1"]`)
	r.until(`location.pathname == "/review" && ` + asked + ` != ""`)
	first := r.text(asked)
	r.ahead()
	if again := r.answer("3"); again != first {
		t.Errorf("%s was asked, %s answered", first, again)
	}
	r.until(`location.search.includes("more=1")`)
	r.verdict()
}
