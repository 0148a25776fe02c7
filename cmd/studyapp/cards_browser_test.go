package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestCardsBrowser selects many cards with the keyboard and the mouse, changes
// them and takes each change back, filters by words and by menus, and looks at
// the states on the way.
func TestCardsBrowser(t *testing.T) {
	r := newReviewer(t, 5)
	b := r.browser
	states := func(word string, n int) string {
		return fmt.Sprintf(armed+` && [...document.querySelectorAll("[data-card-row]")].filter(r => r.innerText.includes(%q)).length == %d`, word, n)
	}
	b.open("/cards")
	b.until(states("New", 5))
	b.check("cards")

	b.click("[data-select-all]")
	b.until(`document.querySelector("[data-selected]").textContent == "5 cards selected"`)
	b.check("cards selected")
	b.click(`button[name=do][value=suspended]`)
	b.until(states("Suspended", 5))
	b.until(`document.querySelector(".toast-one").innerText.includes("5 cards suspended.")`)
	b.click("[data-undo]")
	b.until(states("New", 5))

	b.press("j")
	b.press("x")
	b.press("j")
	b.press("x")
	b.until(`document.querySelector("[data-selected]").textContent == "2 cards selected"`)
	b.press(kb.Delete)
	b.until(states("Question", 3))
	b.click("[data-undo]")
	b.until(states("Question", 5))

	b.press("j")
	b.press("s")
	b.until(states("Suspended", 1))
	b.text(`(() => { const s = document.querySelector("#f-is"); s.value = "suspended"; s.dispatchEvent(new Event("change", {bubbles: true})); return "" })()`)
	b.until(`new URLSearchParams(location.search).get("q") == "is:suspended" && ` + states("Suspended", 1))
	b.allow("the server responded with a status of 422") // a word that the filter does not know, on purpose
	b.fill("#f-q", "is:lost")
	b.press("\r")
	b.until(`document.querySelector("#f-q[aria-invalid]") && document.querySelector("#q-below").innerText.includes("It can be due")`)
	b.check("a filter that is not known")
	b.fill("#f-q", "is:leech")
	b.press("\r")
	b.until(`document.body.innerText.includes("No card matches.")`)
	b.check("no card found")

	b.open("/cards?q=is:suspended")
	b.click("[data-card-row] a")
	b.until(`document.querySelector("[data-one-card]") && ` + armed)
	b.press("e")
	b.until(`document.querySelector("dialog[open] #f-front")`)
	b.fill("#f-front", "Asked in other words?")
	b.text(`(document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", ctrlKey: true, bubbles: true, cancelable: true})), "")`)
	b.until(`document.querySelector("[data-one-card]")?.innerText.includes("Asked in other words?")`)
	b.check("one card")

	// A gap by the button, the next one by its keys, each as it will look.
	b.open("/cards/new")
	b.until(armed + ` && !document.querySelector("[data-gap]").hidden`)
	b.fill("#f-front", `The force is $F = m a$, says Newton.`)
	b.text(`(() => { const f = document.querySelector("#f-front"), at = f.value.indexOf("m a"); f.focus(); f.setSelectionRange(at, at + 3); return "" })()`)
	b.click("[data-gap]")
	b.until(`document.querySelector("#f-front").value == "The force is $F = {{c1::m a}}$, says Newton." && document.querySelector("input[value=cloze]").checked`)
	b.text(`(() => { const f = document.querySelector("#f-front"), at = f.value.indexOf("Newton"); f.setSelectionRange(at, at);
		f.dispatchEvent(new KeyboardEvent("keydown", {key: "C", ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true})); return "" })()`)
	b.until(`document.querySelector("#f-front").value.endsWith("says {{c2::Newton}}.")`)
	b.until(`document.querySelectorAll("[data-preview] li").length == 2 && document.querySelector("[data-preview] .katex") && document.querySelector("[data-preview] .gap")`)
	b.check("a card with gaps, not saved yet")
	b.verdict()
}
