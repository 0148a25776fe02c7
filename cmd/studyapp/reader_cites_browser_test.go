package main

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"studyapp/internal/generation/llm/llmtest"
)

// All citations of an answer are marked where they stand; the one looked at is
// stronger and underlined. One steps between them by keys, each has an address,
// and back leads to the one before. On a phone the sheet gives way.
func TestCitationsAreMarkedAndSteppedThrough(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	const answer = "Aorta valves keep blood from flowing back [1]. Hepatic veins carry blood from the liver [2]. Renal arteries supply the kidneys [3]."
	model := llmtest.New(t, func(_ int, r llmtest.Request) llmtest.Reply {
		// The passages are numbered in the order they were found: each sentence names the one it is from.
		text := answer
		for i, words := range []string{"Aorta valves keep", "Hepatic veins carry", "Renal arteries supply"} {
			before, _, _ := strings.Cut(r.Text(), words)
			at := strings.LastIndex(before, "[")
			if at < 0 {
				continue
			}
			n, _, _ := strings.Cut(before[at+1:], "]")
			text = strings.Replace(text, fmt.Sprintf("[%d].", i+1), "{"+n+"}.", 1)
		}
		return llmtest.Say(strings.NewReplacer("{", "[", "}", "]").Replace(text))
	})
	s := startServer(t, "STUDYAPP_LLM_BASE_URL="+model.URL, "STUDYAPP_LLM_MODEL=test")
	md := s.upload("blood.md", "# Aorta\n\nAorta valves keep blood from flowing back. They open with each beat.\n\n# Liver\n\nHepatic veins carry blood from the liver. They are short.\n\n# Kidney\n\nRenal arteries supply the kidneys. There are two of them.\n")
	pdf := s.upload("blood.pdf", string(manyPages([][]string{
		{"Aorta valves keep blood from flowing back. They open with each beat.", "Hepatic veins carry blood from the liver. They are short and wide."},
		{"Renal arteries supply the kidneys. There are two of them, left and right."},
	})))
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	for _, d := range []struct{ name, id, on, all string }{
		{"a PDF", pdf.ID, `.marks rect.on`, `.marks rect[data-cite-id]`},
		{"a text", md.ID, `mark.mark-on`, `mark[id^=mark-]`},
	} {
		b.where = d.name
		s.until(d.id, "it is ready", func(d documentView) bool { return d.Status == "ready" })
		b.open("/documents/" + d.id)
		b.until(`document.querySelector("[data-reader][data-ready]")`)
		b.fill("[data-question]", "What do valves, veins and arteries do?")
		b.press("\r")
		b.until(`document.querySelectorAll("[data-answer-id] a[data-cite]").length == 3`)
		b.until(`document.querySelectorAll("` + d.all + `").length >= 2 && !document.querySelector("` + d.on + `")`)
		b.text(`document.activeElement.blur(); ""`)
		on := func(words string) {
			t.Helper()
			b.until(`document.querySelector('a[data-cite][aria-current="true"]') && document.querySelector("` + d.on + `")`)
			b.until(`document.querySelectorAll('a[data-cite][aria-current="true"]').length == 1 && [...document.querySelectorAll(".answer [data-pop]")].find(p => p.dataset.pop == document.querySelector('a[data-cite][aria-current="true"]').dataset.cite).textContent.includes("` + words + `")`)
		}
		b.press("]")
		on("Aorta valves")
		first := b.text(`location.search`)
		if q, err := url.ParseQuery(strings.TrimPrefix(first, "?")); err != nil || q.Get("cite") == "" {
			t.Errorf("%s: the address of the first citation is %q", d.name, first)
		}
		b.press("]")
		on("Hepatic veins")
		b.press("]")
		on("Renal arteries")
		b.press("[")
		on("Hepatic veins")
		b.text(`history.back(); ""`)
		on("Renal arteries")
		b.text(`history.go(-2); ""`)
		on("Aorta valves")
		if d.name == "a PDF" {
			if n := b.text(`String(document.querySelectorAll(".marks line.on").length)`); n == "0" {
				t.Error("the mark looked at is not underlined")
			}
		}
		b.text(`history.back(); ""`)
		b.until(`!document.querySelector("` + d.on + `") && !document.querySelector('a[data-cite][aria-current="true"]')`)

		// The address alone shows the same.
		b.open("/documents/" + d.id + first)
		b.until(`document.querySelector("[data-reader][data-ready]")`)
		on("Aorta valves")
		b.check(d.name + " with citations")

		// On a phone the sheet is at half height, and the words stand above it.
		b.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
		if _, err := chromedp.Call(b.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}); err != nil {
			t.Fatal(err)
		}
		b.open("/documents/" + d.id + first)
		b.until(`document.querySelector('[data-reader][data-ready][data-panel="half"]')`)
		b.click("[data-grip]")
		b.until(`document.querySelector('[data-panel="full"]')`)
		b.click("[data-grip]")
		b.until(`document.querySelector('[data-panel="tabs"]') && document.querySelector(".panel-body").inert`)
		b.text(`document.querySelector("[data-grip]").focus(); ""`)
		b.press(kb.ArrowUp)
		b.until(`document.querySelector('[data-panel="half"]')`)
		b.press(kb.ArrowUp)
		b.until(`document.querySelector('[data-panel="full"]')`)
		b.text(`document.querySelectorAll("a[data-cite]")[2].click(); ""`)
		on("Renal arteries")
		b.until(`document.querySelector('[data-panel="half"]') && (() => { const m = document.querySelector("` + d.on + `")?.getBoundingClientRect(), p = document.querySelector("[data-panel-box]").getBoundingClientRect(); return m && m.bottom < p.top && m.top > 56 })()`)
		b.do(chromedp.EmulateViewport(1280, 800))
		if _, err := chromedp.Call(b.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: false}); err != nil {
			t.Fatal(err)
		}
	}
	b.verdict()
}
