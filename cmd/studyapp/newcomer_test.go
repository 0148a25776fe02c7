package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// onePage is a PDF with the lines on its single page, in Helvetica.
func onePage(lines ...string) []byte {
	var page bytes.Buffer
	page.WriteString("BT /F1 12 Tf 72 720 Td 18 TL\n")
	for _, l := range lines {
		fmt.Fprintf(&page, "(%s) Tj T*\n", strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l))
	}
	page.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len(), page.String()),
	}
	return pdfOf(objects)
}

// pdfOf is a PDF of the objects, numbered from 1; the first is the catalog.
func pdfOf(objects []string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.6\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

const markdownNotes = `# Photosynthesis

## The light reactions

The light reactions take place in the thylakoid membrane. Chlorophyll is a pigment that absorbs mostly blue and red light.

The energy of a photon is $E = h\nu$, where $h$ is the constant of Planck.

| Stage | Place |
|-------|-------|
| Light reactions | thylakoid |
| Calvin cycle | stroma |

## The Calvin cycle

Rubisco is the enzyme that binds carbon dioxide in the stroma. The Calvin cycle is a chain of reactions that builds sugar from carbon dioxide.

A stoma is a small opening in the leaf through which gases pass. Stomata close in dry weather, which saves water.

` + "```go\nfunc photon(nu float64) float64 { return 6.626e-34 * nu }\n```\n"

const textNotes = `On remembering

Ebbinghaus measured in 1885 how quickly lists of syllables are forgotten. He found that most is lost on the first day.

Spaced repetition is a method of reviewing at growing intervals. It was described by Mace in 1932.
`

// TestNewcomer walks the way of the README: make an account, put documents in,
// watch them being read, ask, follow the quote onto its page, make cards, look
// through them, review with the keyboard, sign out and in. Every page on the
// way is looked at (see browser.check).
func TestNewcomer(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	s := newServer(t)
	b := newBrowser(t, "http://"+s.addr)
	folder := t.TempDir()
	files := map[string][]byte{
		"heart.pdf": onePage("The human heart", "", "The heart of an adult beats about 70 times a minute at rest.", "The left ventricle pumps blood into the aorta.",
			"A heart valve keeps the blood from flowing back."),
		"photosynthesis.md": []byte(markdownNotes),
		"remembering.txt":   []byte(textNotes),
	}
	var paths []string
	for _, name := range []string{"heart.pdf", "photosynthesis.md", "remembering.txt"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, files[name], 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}

	setUp(b, s.setUpPath())
	putIn(b, paths)
	askThePDF(b)
	askTheNotes(b)
	makeCards(b)
	lookThroughCards(b)
	review(b)
	signOutAndIn(b)
	restOfThePages(b)
	b.verdict()
}

func setUp(b *browser, link string) {
	b.open("/")
	b.until(`location.pathname == "/setup" && document.querySelector("#f-code")`)
	b.check("set-up without the link")
	b.open(link)
	b.check("set-up")
	b.fill("#f-email", "Lena@Example.org")
	b.fill("#f-password", "short")
	b.allow("the server responded with a status of 422") // the wrong password, sent on purpose
	b.press("\r")
	b.until(`document.querySelector("[aria-invalid]") && document.body.innerText.includes("Use 12 or more")`)
	b.check("set-up with an error")
	b.fill("#f-password", "correct horse battery")
	b.press("\r")
	b.until(`location.pathname == "/" && document.querySelector("h1").textContent == "Put in what you must learn."`)
	b.check("first day")
}

func putIn(b *browser, paths []string) {
	b.choose("[data-files]", paths...)
	b.until(`document.querySelectorAll("li.doc[id]").length == 3`)
	b.until(`[...document.querySelectorAll("li.doc")].every(d => d.innerText.includes("no cards yet"))`)
	b.check("documents ready")
	b.allow("the server responded with a status of 409") // the same file again, sent on purpose
	b.choose("[data-files]", paths[:1]...)
	b.until(`document.body.innerText.includes("Open it")`)
	b.click(`aside a[href^="/courses/0"]`)
	b.until(`location.pathname.startsWith("/courses/") && document.querySelectorAll("li.doc").length == 3`)
	b.check("course")
}

func askThePDF(b *browser) {
	b.open("/ask")
	b.check("ask")
	b.fill("#q", "How often does the heart of an adult beat at rest?")
	b.press("\r")
	b.until(`location.pathname.startsWith("/ask/") && document.querySelector(".s-supported mark")`)
	if said := b.text(`document.querySelector("[data-thread]").innerText`); !strings.Contains(said, "70 times a minute") {
		b.t.Errorf("the answer is %q", said)
	}
	b.check("answer")
	b.click("a.cite")
	b.until(`document.querySelector("[data-reader][data-ready] .marks rect.on") && document.querySelector(".textLayer span")`)
	under := b.text(`(() => {
		const r = document.querySelector(".marks rect.on").getBoundingClientRect(), d = document.querySelector("[data-doc]").getBoundingClientRect();
		if (r.top < d.top || r.bottom > d.bottom || r.width < 50) return "not in view";
		return [...document.querySelectorAll(".textLayer span")].filter(s => { const b = s.getBoundingClientRect(), m = (b.top + b.bottom) / 2; return m > r.top && m < r.bottom && b.right > r.left && b.left < r.right }).map(s => s.textContent).join("") })()`)
	if under != "The heart of an adult beats about 70 times a minute at rest." {
		b.t.Errorf("under the mark stands %q", under)
	}
	b.check("reader with a PDF")
	b.press("f")
	b.fill("#find-q", "VENTRICLE")
	b.press("\r")
	b.until(`document.querySelector(".marks rect.seen.now")`)
	b.click("[data-find-close]")
	b.press("+")
	b.until(`document.querySelector(".pdf-page").offsetWidth > 740 && document.querySelector(".marks rect.on")`)
}

func askTheNotes(b *browser) {
	b.open("/ask")
	b.fill("#q", "What is chlorophyll?")
	b.press("\r")
	b.until(`location.pathname.startsWith("/ask/") && document.querySelector(".s-supported mark")`)
	b.click("a.cite")
	b.until(`document.querySelector("[data-reader][data-ready] mark.mark-on")`)
	marked := b.text(`[...document.querySelectorAll("[data-doc] mark.mark-on")].map(m => m.textContent).join("")`)
	if !strings.HasPrefix(marked, "Chlorophyll is a pigment that absorbs") {
		b.t.Errorf("marked is %q", marked)
	}
	b.until(`document.querySelector(".math-on .katex") && document.querySelector("[data-doc] table td") && document.querySelector("[data-doc] pre code")`)
	b.check("reader with Markdown")
	b.fill("#q", "Where does rubisco bind carbon dioxide?")
	b.press("\r")
	b.until(`document.querySelectorAll("#p-ask article.answer").length == 2 && document.querySelector("#p-ask > div > article.answer .s-supported")`)
	b.click("#p-ask > div > article.answer a.cite")
	b.until(`[...document.querySelectorAll("[data-doc] mark.mark-on")].some(m => m.textContent.includes("Rubisco"))`)
	b.open("/ask")
	b.fill("#q", "Who won the football world cup in 1974?")
	b.press("\r")
	b.until(`location.pathname.startsWith("/ask/") && document.querySelector("[data-answer-id]")`)
	if said := b.text(`document.querySelector("[data-thread]").innerText`); !strings.Contains(said, "Nothing about this in your 3 documents.") {
		b.t.Errorf("a question about something else is answered %q", said)
	}
	b.check("nothing in the documents")
}

func makeCards(b *browser) {
	b.open("/settings")
	b.check("settings")
	b.click("[name=draft_cards]")
	b.until(`document.querySelector("#studying-saved").textContent.includes("Saved")`)
	b.click(`aside a[href^="/courses/0"]`)
	b.until(`location.pathname.startsWith("/courses/") && ` + armed)
	b.text(`(() => { [...document.querySelectorAll("li.doc")].find(d => d.innerText.includes("Photosynthesis")).querySelector(".doc-g a").click(); return "" })()`)
	b.until(`document.querySelector("dialog[open] [data-count]")`)
	b.check("make cards")
	b.text(`(() => { const r = document.querySelector("[data-count]"); r.value = 12; r.dispatchEvent(new Event("input", {bubbles: true})); return "" })()`)
	b.until(`document.querySelector("dialog [data-submit]").textContent == "Make 12 cards"`)
	b.click("dialog [data-submit]")
	b.until(`[...document.querySelectorAll("li.doc")].some(d => d.innerText.includes("Photosynthesis") && / [0-9]+ cards/.test(d.innerText))`)
}

func lookThroughCards(b *browser) {
	b.open("/cards?status=draft")
	b.until(`document.querySelectorAll("[data-card-row]").length >= 3`)
	b.check("drafts")
	b.click("[data-card-row] a")
	b.until(`document.querySelector("[data-one-card] mark")`)
	b.check("one card")
	b.press("e")
	b.until(`document.querySelector("dialog[open] #f-tags")`)
	b.fill("#f-tags", "biology")
	b.click("dialog [data-submit]")
	b.until(`!document.querySelector("dialog") && document.querySelector("[data-one-card]")?.innerText.includes("biology")`)
	b.click(`[data-one-card] form[action$="/delete"] button`)
	b.until(`location.pathname == "/cards" && document.body.innerText.includes("Card deleted.")`)
	b.click("[data-select-all]")
	b.click("button[name=do][value=active]")
	b.until(`document.body.innerText.includes("will be asked.") && [...document.querySelectorAll("[data-card-row]")].every(r => r.innerText.includes("New"))`)
	b.click(`a[href^="/cards/new"]`)
	b.until(`document.querySelector("dialog[open] #f-front")`)
	b.click("dialog input[value=cloze]")
	b.fill("#f-front", "The left {{c1::ventricle::chamber}} pumps blood into the {{c2::aorta}}.")
	b.click("dialog [data-submit]")
	b.until(`document.body.innerText.includes("2 cards made.")`)
	b.check("cards")
}

func review(b *browser) {
	b.open("/")
	b.until(`/cards today/.test(document.querySelector("h1").textContent)`)
	b.check("today")
	b.press("r")
	b.until(`document.querySelector("[data-review] [data-show]")`)
	b.check("review, question")
	asked := `document.querySelector("[data-question]").innerText`
	first := b.text(asked)
	b.press(" ")
	b.until(`document.querySelector("[data-answer]").checkVisibility() && document.activeElement.name == "rating"`)
	b.check("review, answer")
	b.press("1")
	b.until(asked + ` != ` + quoted(first))
	second := b.text(asked)
	b.press(" ")
	b.until(`document.querySelector("[data-answer]").checkVisibility()`)
	b.press(" ") // good
	b.until(asked + ` != ` + quoted(second))
	b.press("z")
	b.until(asked + ` == ` + quoted(second) + ` && document.querySelector(".rate-good.rate-was")`)
	b.until(`document.querySelector("[data-position]").textContent.startsWith("2 of ")`)
	b.press(" ")
	b.press("4")
	b.until(asked + ` != ` + quoted(second))
	for range 60 { // to the end
		now := b.text(`document.querySelector("[data-review-end]") ? "end" : String(document.querySelector("[data-card]")?.dataset.card + document.querySelector("[data-position]")?.textContent)`)
		if now == "end" {
			break
		}
		b.press(" ")
		b.press("4")
		b.until(`document.querySelector("[data-review-end]") || document.querySelector("[data-card]")?.dataset.card + document.querySelector("[data-position]")?.textContent != ` + quoted(now))
	}
	b.until(`document.querySelector("[data-review-end] h1")`)
	b.check("review, end")
}

func signOutAndIn(b *browser) {
	b.open("/settings")
	b.click(`form[action="/signout"] button`)
	b.until(`location.pathname == "/signin"`)
	b.check("sign-in")
	b.allow("the server responded with a status of 401") // the wrong password, sent on purpose
	b.fill("#f-email", "lena@example.org")
	b.fill("#f-password", "wrong horse battery")
	b.press("\r")
	b.until(`document.querySelector("[role=alert]")`)
	b.check("sign-in refused")
	b.fill("#f-password", "correct horse battery")
	b.press("\r")
	b.until(`location.pathname == "/" && document.querySelector("aside")`)
}

func restOfThePages(b *browser) {
	for _, path := range []string{"/admin", "/courses", "/courses/new", "/cards/new", "/search?q=heart", "/keys", "/more"} {
		b.open(path)
		b.check(path)
	}
	b.allow("the server responded with a status of 404") // a page that is not there, on purpose
	b.open("/nothing")
	b.check("no such page")
	b.open("/")
	b.press("?")
	b.until(`document.querySelector("dialog[open]")?.innerText.includes("Keyboard")`)
	b.until(`(d => d.scrollHeight > d.clientHeight && d.scrollTop == 0 && document.activeElement.id == "dialog-title")(document.querySelector("dialog[open]"))`)
	b.press("\u001b")
	b.until(`!document.querySelector("dialog")`)
	b.press("g")
	b.press("k")
	b.until(`location.pathname == "/cards"`)
}
