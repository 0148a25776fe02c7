package main

import (
	"fmt"
	"testing"
)

// Find counts the places, marks them and walks through them by keys; what
// looks the same to a reader is the same: line breaks, accents, ligatures.
func TestFindWalksThroughTheDocument(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	s := startServer(t)
	text := "# Cells\n\nThe **café** stands here. Another _cafe_ stands there, and the ﬁrst ribosome.\n\nA third Café.\n\n" +
		"# الإنزيمات\n\nالإنزيم بروتين يسرّع تفاعلاً كيميائياً في الخلية.\n\n# 光合作用\n\n植物は光合作用で糖を作る。\n\n# Namen\n\nHerr Müller aus der *großen Straße* in Łódź.\n"
	md := s.upload("cells.md", text)
	var pages [][]string
	for i := range 12 {
		pages = append(pages, []string{fmt.Sprintf("Page %d of the heart", i+1), "A valve keeps the blood from flowing back. Another valve."})
	}
	pdf := s.upload("heart.pdf", string(manyPages(pages)))
	for _, id := range []string{md.ID, pdf.ID} {
		s.until(id, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	}
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")

	const status = `document.querySelector("[data-find-status]").textContent`
	shown := func(n string) string { return status + `.startsWith("` + n + ` of ")` }
	const at = `[...(CSS.highlights.get("found") ?? [])].map(r => r.toString()).join("|")`
	b.open("/documents/" + md.ID)
	b.until(`document.querySelector("[data-reader][data-ready]")`)
	b.press("f")
	b.until(`document.activeElement.id == "find-q"`)
	b.fill("#find-q", "CAFE")
	b.press("\r")
	b.until(shown("1") + ` && ` + at + ` == "café"`)
	if n := b.text(`String(CSS.highlights.get("seen").size)`); n != "2" {
		t.Errorf("beside the place looked at %s others are marked, not 2", n)
	}
	b.press("\r")
	b.until(shown("2") + ` && ` + at + ` == "cafe"`)
	b.text(`document.querySelector("#find-q").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", shiftKey: true, bubbles: true, cancelable: true})); ""`)
	b.until(shown("1"))
	for _, c := range [][2]string{{"first ribosome", "ﬁrst ribosome"}, {"الانزيم بروتين", "الإنزيم بروتين"}, {"光合作用で", "光合作用で"},
		{"mueller", "Müller"}, {"GROSSEN strasse", "großen Straße"}, {"lodz", "Łódź"}} {
		b.text(`(() => { const f = document.querySelector("#find-q"); f.focus(); f.value = ` + quoted(c[0]) + `; return "" })()`)
		b.press("\r")
		b.until(at + ` == ` + quoted(c[1]))
	}
	b.check("find in a text")
	b.text(`document.querySelector("#find-q").focus(); ""`)
	b.press("\x1b")
	b.until(`document.querySelector("[data-find-form]").hidden && document.activeElement.matches("[data-doc]") && location.pathname == "/documents/` + md.ID + `" && !CSS.highlights.get("found")`)

	b.open("/documents/" + pdf.ID)
	b.until(`document.querySelector("[data-reader][data-ready] .pdf-page[data-drawn]")`)
	b.press("f")
	b.until(`document.activeElement.id == "find-q"`)
	b.fill("#find-q", "valve")
	b.press("\r")
	b.until(status + ` == "1 of 24 places" && document.querySelectorAll('.pdf-page[data-page="1"] .marks .seen').length == 2 && document.querySelectorAll(".marks .seen.now").length == 1`)
	b.press("\r")
	b.press("\r")
	b.until(shown("3") + ` && document.querySelector("#page-no").value == "2" && document.querySelector('.pdf-page[data-page="2"] .marks .seen.now')`)
	b.fill("#find-q", "nowhere at all")
	b.press("\r")
	b.until(status + ` && !/\d+ of/.test(` + status + `) && !document.querySelector(".marks .seen")`)
	b.press("\x1b")
	b.until(`document.querySelector("[data-find-form]").hidden`)
	b.verdict()
}
