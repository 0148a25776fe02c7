package main

import (
	"bytes"
	"crypto/md5" //nolint:gosec // what the format of 1994 asks for
	"crypto/rc4" //nolint:gosec // the same
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// lockedPDF is a PDF of one page that opens with the password (RC4 of 40 bits,
// PDF 1.4, 3.5.2).
func lockedPDF(t *testing.T, password, line string) []byte {
	t.Helper()
	crypt := func(key, data []byte) []byte {
		c, err := rc4.NewCipher(key) //nolint:gosec // as above
		if err != nil {
			t.Fatal(err)
		}
		out := make([]byte, len(data))
		c.XORKeyStream(out, data)
		return out
	}
	padding := []byte("\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a")
	fileID := []byte("0123456789abcdef")
	padded := append([]byte(password), padding...)[:32]
	sum := md5.Sum(padded) //nolint:gosec // as above
	owner := crypt(sum[:5], padded)
	const permissions = uint32(0xfffffffc)
	sum = md5.Sum(append(binary.LittleEndian.AppendUint32(append(append([]byte(nil), padded...), owner...), permissions), fileID...)) //nolint:gosec // as above
	key := append([]byte(nil), sum[:5]...)
	const stream = 5
	sum = md5.Sum(append(append([]byte(nil), key...), stream, 0, 0, 0, 0)) //nolint:gosec // as above
	content := crypt(sum[:10], []byte("BT /F1 12 Tf 72 720 Td ("+line+") Tj ET"))
	file := pdfOf([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P -4 >>", owner, crypt(key, padding)),
	})
	return bytes.Replace(file, []byte("/Root 1 0 R"), fmt.Appendf(nil, "/Root 1 0 R /Encrypt 6 0 R /ID [<%x> <%x>]", fileID, fileID), 1)
}

// A locked PDF asks for its password where it would be read, says when it is
// wrong, and is read there; a file that is gone from the disk leaves its text.
// portfolio is a PDF that is the cover of another file.
func portfolio(lines ...string) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R /Collection << /View /D >> /Names << /EmbeddedFiles << /Names [(notes.pdf) 4 0 R] >> >> >>", "",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /Filespec /F (notes.pdf) /EF << /F 5 0 R >> >>", "<< /Type /EmbeddedFile /Length 5 >>\nstream\n%PDF-\nendstream",
	}
	kids := ""
	for _, l := range lines {
		content := "BT /F1 11 Tf 60 700 Td (" + l + ") Tj ET"
		n := len(objects) + 1
		objects = append(objects, fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", n))
		kids += fmt.Sprintf(" %d 0 R", n+1)
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(lines))
	return pdfOf(objects)
}

func TestTheReaderSaysWhatIsMissing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	s := startServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	locked := s.upload("locked.pdf", string(lockedPDF(t, "sesame", "The heart of an adult beats about seventy times a minute at rest.")))
	whole := s.upload("whole.pdf", string(manyPages([][]string{{"An artery carries blood away from the heart."}, {"A vein carries it back again."}})))
	s.until(whole.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })

	b.where = "locked"
	b.open("/documents/" + locked.ID)
	for range 200 { // until it was tried
		if b.text(`document.querySelector("[data-blocked]") ? "locked" : ""`) != "" {
			break
		}
		b.open("/documents/" + locked.ID)
	}
	b.until(`document.querySelector("[data-blocked]") && document.querySelector("[data-ask]").hidden`)
	b.check("a locked PDF in the reader")
	b.allow("422")
	b.click("[data-blocked] a[data-dialog]")
	b.until(`document.activeElement.matches("dialog[open] input[type=password]")`)
	b.fill("dialog[open] input[type=password]", "abracadabra")
	b.press("\r")
	b.until(`document.querySelector("dialog[open] .err")`)
	b.fill("dialog[open] input[type=password]", "sesame")
	b.press("\r")
	b.until(`location.pathname == "/documents/` + locked.ID + `" && document.querySelector("[data-reader][data-ready] .textLayer")?.textContent.includes("seventy times")`)
	b.until(`!document.querySelector("[data-ask]").hidden`)

	b.where = "portfolio"
	cover := s.upload("cover.pdf", string(portfolio("Proceedings of the spring school.", "The lectures are attached.")))
	s.until(cover.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	b.open("/documents/" + cover.ID)
	b.until(`document.querySelector("[data-note]")?.textContent.includes("PDF portfolio: a cover around another file (“notes.pdf”)")`)
	b.check("a portfolio with a cover in the reader")

	b.where = "file gone"
	if err := os.Remove(filepath.Join(s.dir, "blobs", "keys", "documents", whole.ID, "1")); err != nil {
		t.Fatal(err)
	}
	b.open("/documents/" + whole.ID + "?page=2&from=2&to=6")
	b.until(`document.querySelector("[data-reader][data-ready]") && document.querySelector("[data-note]")?.textContent.includes("gone from the disk")`)
	b.until(`document.querySelector("mark.mark-on")?.textContent == "vein"`)
	b.check("a PDF whose file is gone")
	b.verdict()
}

// The size, the line height, the theme, the width of the panel and whether it
// is there are kept, and are there before the page is drawn: nothing moves.
func TestHowADocumentIsShownIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	s := startServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	d := s.upload("long.md", "# The heart\n\n"+strings.Repeat("The heart of an adult beats about seventy times a minute at rest. ", 60)+"\n\n## Veins\n\n"+strings.Repeat("A vein carries blood back. ", 200)+"\n")
	s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	b.do(chromedp.EmulateViewport(1280, 800))
	b.open("/documents/" + d.ID)
	b.until(`document.querySelector("[data-reader][data-ready]")`)
	const look = `(() => { const l = getComputedStyle(document.querySelector(".leaf")), p = getComputedStyle(document.querySelector(".leaf p")); return [l.fontSize, (parseFloat(p.lineHeight) / parseFloat(p.fontSize)).toFixed(2), document.documentElement.dataset.theme ?? "", document.querySelector("[data-panel-box]").offsetWidth].join(" ") })()`
	usual := b.text(look)
	b.text(`document.querySelector("[data-view]").open = true; ""`)
	b.click(`[data-view] [data-zoom="1"]`)
	b.click(`[data-view] [data-zoom="1"]`)
	b.click("[data-lines]")
	b.click(`[data-theme-form] [value="ink"]`)
	b.text(`(() => { const e = document.querySelector("[data-panel-edge]"); for (let i = 0; i < 4; i++) e.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowLeft"})); return "" })()`)
	const chosen = "20.57px 2.00 ink 464"
	if usual == chosen {
		t.Fatal("it was so before")
	}
	b.until(look + ` == "` + chosen + `"`)
	settings := func() string {
		return b.text(`(() => { const x = new XMLHttpRequest(); x.open("GET", "/settings", false); x.send(); return x.responseText.match(/data-theme="(\w+)"/)?.[1] ?? "" })()`)
	}
	for range 200 { // it is sent while one goes on
		if settings() == "ink" {
			break
		}
	}
	b.open("/documents/" + d.ID)
	b.until(`document.querySelector("[data-reader][data-ready]")`)
	if again := b.text(look); again != chosen {
		t.Errorf("after loading the page anew the text is shown as %q, not %q", again, chosen)
	}
	b.text(`window.cls = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.cls += e.value; window.seen = true }).observe({type: "layout-shift", buffered: true}); ""`)
	b.text(`requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { window.drawn = true }))); ""`)
	b.until(`window.drawn`)
	if moved, err := strconv.ParseFloat(b.text(`String(window.cls)`), 64); err != nil || moved >= 0.02 {
		t.Errorf("what is kept moves the page by %v when it is loaded", moved)
	}
	b.press("p")
	b.until(`!document.querySelector("[data-panel-box]").checkVisibility()`)
	b.open("/documents/" + d.ID)
	b.until(`document.querySelector("[data-reader][data-ready]") && !document.querySelector("[data-panel-box]").checkVisibility() && document.querySelector("[data-panel-toggle]").getAttribute("aria-pressed") == "false"`)
	b.press("1") // a tab brings it back
	b.until(`document.querySelector("[data-panel-box]").checkVisibility()`)
	b.text(`document.querySelector("[data-view]").open = true; ""`)
	b.check("the view of a text")
	b.verdict()
}

// What has been read of a document can be read while the rest follows: its
// pages come without loading the page anew, and the place is kept.
func TestPagesFollowWhileADocumentIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	s := startServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	var pages [][]string
	for i := range 240 {
		lines := []string{fmt.Sprintf("Page %d of the heart", i+1)}
		for k := range 12 {
			lines = append(lines, fmt.Sprintf("The valve number %d of chapter %d keeps the blood from flowing back into it.", k, i))
		}
		pages = append(pages, lines)
	}
	d := s.upload("heart.pdf", string(manyPages(pages)))
	part := 0
	for range 400 { // until some of its text is there, and not all
		b.open("/documents/" + d.ID + "?as=text")
		n, err := strconv.Atoi(b.text(`String(document.querySelectorAll("[data-part]").length)`))
		if err != nil {
			t.Fatal(err)
		}
		if part = n; n > 0 {
			break
		}
	}
	if part >= len(pages) {
		t.Skip("it was read too quickly to look at")
	}
	b.until(`document.querySelector("[data-reader][data-ready]")`)
	b.text(`window.here = true; document.querySelector('[data-part="2"]').scrollIntoView(); window.at = document.querySelector('[data-part="2"]').getBoundingClientRect().top; ""`)
	b.until(`document.querySelectorAll("[data-part]").length > ` + strconv.Itoa(part))
	b.until(`document.querySelectorAll("[data-part]").length == 240`)
	if moved, err := strconv.ParseFloat(b.text(`String(window.here ? Math.abs(document.querySelector('[data-part="2"]').getBoundingClientRect().top - window.at) : 9999)`), 64); err != nil || moved > 40 { // a note above may have gone
		t.Errorf("the place has moved by %v pixels", moved)
	}
	s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	b.until(`window.here && !document.querySelector("[data-doc] [data-note]") && !document.querySelector("[data-ask] [data-notes]").textContent.trim()`)
	b.verdict()
}
