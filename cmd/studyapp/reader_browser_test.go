package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/under.js
var under string

// sheetPDF is a PDF of one page with lines of text at given places, in points
// from the lower left of the page before its rotation.
type sheetPDF struct {
	box    string // of the page
	extra  string // entries of the page: /Rotate, /CropBox, /UserUnit
	lines  []sheetLine
	second bool    // another page follows, of another size
	font   string  // one of the standard fonts, else Helvetica
	apart  float64 // points between words beside their space
}

type sheetLine struct {
	x, y int
	text string
	turn int // degrees counter-clockwise
	size int // else 11
}

func (s sheetPDF) bytes() []byte {
	var page bytes.Buffer
	for _, l := range s.lines {
		turn := map[int]string{0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[l.turn]
		fmt.Fprintf(&page, "BT /F1 %d Tf %g Tw %s %d %d Tm (%s) Tj ET\n", cmp.Or(l.size, 11), s.apart, turn, l.x, l.y, l.text)
	}
	kids := "3 0 R"
	if s.second {
		kids = "6 0 R 3 0 R"
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, strings.Count(kids, "R")),
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [%s] %s /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>", s.box, s.extra),
		fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>", cmp.Or(s.font, "Helvetica")),
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len(), page.String()),
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 900] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
	}
	return pdfOf(objects)
}

// turned sets lines in another direction, the first of them beginning at a
// place.
func turned(lines []sheetLine, turn, x, y int) []sheetLine {
	out := slices.Clone(lines)
	for i := range out {
		down := lines[0].y - lines[i].y
		out[i].turn, out[i].x, out[i].y = turn, x, y
		switch turn {
		case 90:
			out[i].x += down
		case 180:
			out[i].y += down
		case 270:
			out[i].x -= down
		}
	}
	return out
}

// letters are the letters and digits of a text, in order of the alphabet: the
// text layer has them in another order than the page is read, and hyphens at
// the ends of lines.
func letters(s string) string {
	rs := []rune(s)
	rs = slices.DeleteFunc(rs, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(rs)
	return string(rs)
}

// The highlight covers exactly the quoted words: whatever the page's rotation,
// crop box and unit, at each zoom, in both themes, also when the student turns
// the page. What stands under the boxes is read from pdf.js's text layer.
func TestTheHighlightCoversTheQuotedWords(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	t.Parallel()
	prose := []sheetLine{
		{x: 60, y: 700, text: "The heart of an adult beats about seventy times a minute at rest. The left"},
		{x: 60, y: 684, text: "ventricle pumps blood into the aorta, and a valve keeps it from flowing back."},
		{x: 60, y: 668, text: "An artery carries blood away from the heart. A vein carries it back again."},
	}
	sheets := map[string]sheetPDF{
		"upright":       {box: "0 0 612 792", lines: prose},
		"turned by 90":  {box: "0 0 612 792", extra: "/Rotate 90", lines: prose},
		"turned by 180": {box: "0 0 612 792", extra: "/Rotate 180", lines: prose},
		"turned by 270": {box: "0 0 612 792", extra: "/Rotate 270", lines: prose},
		"cropped":       {box: "0 0 612 792", extra: "/CropBox [40 400 560 760]", lines: prose},
		"moved origin":  {box: "-100 -50 512 742", lines: prose},
		"of large unit": {box: "0 0 612 792", extra: "/UserUnit 1.5", lines: prose},
		"after another": {box: "0 0 612 792", lines: prose, second: true},
		"two columns": {box: "0 0 612 792", lines: []sheetLine{
			{x: 60, y: 700, text: "The heart of an adult beats about"}, {x: 330, y: 700, text: "A vein carries blood back to the heart"}, {x: 60, y: 684, text: "seventy times a minute at rest. The"}, {x: 330, y: 684, text: "and has valves of its own. The veins"},
			{x: 60, y: 668, text: "left ventricle pumps blood into the"}, {x: 330, y: 668, text: "of the leg hold most of the blood."}, {x: 60, y: 652, text: "aorta, and a valve keeps it from"}, {x: 330, y: 652, text: "An artery carries it away again."},
			{x: 60, y: 636, text: "flowing back into the chamber."}, {x: 330, y: 636, text: "Its wall is thick and elastic."},
		}},
		"running up":                  {box: "0 0 612 792", lines: turned(prose, 90, 300, 100)},
		"running down":                {box: "0 0 612 792", lines: turned(prose, 270, 300, 700)},
		"running up on a turned page": {box: "0 0 612 792", extra: "/Rotate 90", lines: turned(prose, 90, 300, 100)},
		"on its head":                 {box: "0 0 612 792", lines: turned(prose, 180, 500, 400)},
		"marks above and below": {box: "0 0 612 792", lines: append([]sheetLine{
			{x: 200, y: 674, text: "a", size: 6}, {x: 260, y: 691, text: "b", size: 6}, {x: 120, y: 663, text: "c", size: 6},
		}, prose...)},
	}
	const from, to = "The left ", "ventricle pumps blood into the aorta"
	s := startServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	for name, sheet := range sheets {
		d := s.upload(strings.ReplaceAll(name, " ", "-")+".pdf", string(sheet.bytes()))
		s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
		page := 1
		if sheet.second {
			page = 2
		}
		var text struct{ Pages []struct{ Text string } }
		s.call("GET", fmt.Sprintf("/documents/%s/text?page=%d", d.ID, page), nil, "", &text)
		whole := text.Pages[0].Text
		flat := strings.ReplaceAll(whole, "\n", " ")
		at := strings.Index(flat, from)
		end := strings.Index(flat, to)
		if at < 0 || end < 0 {
			t.Fatalf("%s: the page reads %q", name, whole)
		}
		start := len([]rune(flat[:at]))
		stop := len([]rune(flat[:end+len(to)]))
		quote := string([]rune(whole)[start:stop])
		b.where = name
		for _, scheme := range []string{"light", "dark"} {
			if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
				t.Fatal(err)
			}
			for _, zoom := range []string{"0.6", "1", "2"} {
				b.text(`localStorage.setItem("reader:zoom", "` + zoom + `"); ""`)
				b.open("/documents/" + d.ID + "?" + url.Values{"page": {fmt.Sprint(page)}, "from": {fmt.Sprint(start)}, "to": {fmt.Sprint(stop)}}.Encode())
				for turns := range 2 {
					if turns > 0 {
						b.text(`document.querySelector("[data-turn]").click(); ""`)
					}
					look := fmt.Sprintf("(%s)(%d)", strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(under), ";")), page)
					b.until(`document.querySelector("[data-reader][data-ready]")`)
					got := ""
					for range 100 { // the page may be drawn once more, at another size
						if got = b.text(look + ` ?? ""`); letters(got) == letters(quote) {
							break
						}
						time.Sleep(50 * time.Millisecond) // between two looks at another process
					}
					if letters(got) != letters(quote) {
						t.Errorf("%s, zoom %s, %s, turned %d times: under the highlight stands %q, quoted is %q", name, zoom, scheme, turns, got, quote)
					}
				}
			}
		}
	}
	b.text(`localStorage.removeItem("reader:zoom"); ""`)
	b.verdict()
}

// gaps says between which words of a page's text layer the drawn page is not
// blank, word for word. Call with the page's number.
const gaps = `(page => {
  const sheet = document.querySelector('.pdf-page[data-page="' + page + '"]'), canvas = sheet.querySelector("canvas"), at = canvas.getBoundingClientRect();
  const k = canvas.width / at.width, ink = canvas.getContext("2d", { willReadFrequently: true }), bad = [];
  let n = 0;
  for (const span of sheet.querySelectorAll(".textLayer span")) for (const m of span.textContent.matchAll(/(?<=\S) (?=\S)/g)) {
    const r = document.createRange();
    r.setStart(span.firstChild, m.index);
    r.setEnd(span.firstChild, m.index + 1);
    const b = r.getBoundingClientRect(), x = Math.round(((b.left + b.right) / 2 - at.left) * k);
    const column = ink.getImageData(x, Math.round((b.top + b.height / 4 - at.top) * k), 1, Math.max(1, Math.round(b.height / 2 * k))).data; // no line beside it
    n++;
    if (column.some((v, i) => i % 4 < 3 && v < 200)) bad.push(span.textContent.slice(Math.max(0, m.index - 12), m.index + 12));
  }
  return n + " gaps" + (bad.length ? ", filled: " + bad.join(" | ") : "");
})(1)`

// The words of the text layer lie on their letters, so that selecting takes
// what was pointed at: also in a line that was set to a width, in a face whose
// letters are of other widths than the system's.
func TestTheTextLayerLiesOnItsLetters(t *testing.T) {
	t.Parallel()
	s := startServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	for _, font := range []string{"Times-Roman", "Helvetica"} {
		d := s.upload(font+".pdf", string(sheetPDF{box: "0 0 612 792", font: font, lines: []sheetLine{
			{x: 20, y: 700, text: "Illicit till it fills: William Wilmot is a mill"}, {x: 20, y: 684, text: "MMMM WWWW is it MWMW if it is illicit"}, {x: 20, y: 668, text: "it is ill. If I will, it will fill MWMWMWMW"},
		}, apart: 2.5}.bytes()))
		s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
		for _, zoom := range []string{"1", "2"} {
			b.text(`localStorage.setItem("reader:zoom", "` + zoom + `"); ""`)
			b.open("/documents/" + d.ID)
			b.until(`document.querySelector("[data-reader][data-ready] .pdf-page[data-drawn]")`)
			if got := b.text(gaps); got != "25 gaps" {
				t.Errorf("%s at zoom %s: %s", font, zoom, got)
			}
		}
	}
	b.text(`localStorage.removeItem("reader:zoom"); ""`)
	b.verdict()
}

// Of a long PDF only the pages near the view are drawn, and the place where the
// student stopped is there again.
func TestALongPDFKeepsFewPagesAndThePlace(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	var pages [][]string
	for i := range 60 {
		pages = append(pages, []string{fmt.Sprintf("Page %d", i+1), "The heart of an adult beats about seventy times a minute at rest."})
	}
	s := startServer(t)
	d := s.upload("long.pdf", string(manyPages(pages)))
	s.until(d.ID, "it is ready", func(d documentView) bool { return d.Status == "ready" })
	b := newBrowser(t, "http://"+s.addr)
	b.signIn("ann@example.org", "a long enough password")
	b.open("/documents/" + d.ID)
	b.until(`document.querySelector("[data-reader][data-ready] .pdf-page[data-drawn]")`)
	for _, page := range []int{20, 40, 58} {
		b.fill("#page-no", fmt.Sprint(page))
		b.press("\r")
		b.until(fmt.Sprintf(`document.querySelector('.pdf-page[data-page="%d"][data-drawn]')`, page))
		if n := b.text(`String(document.querySelectorAll(".pdf-page canvas").length)`); len(n) > 1 && n != "10" {
			t.Errorf("at page %d, %s pages are in memory", page, n)
		}
	}
	b.press("k")
	b.until(`document.querySelector("#page-no").value == "57" && new URLSearchParams(location.search).get("page") == "57"`)
	b.open("/documents/" + d.ID + "?page=3&from=0&to=4") // looking a quote up
	b.until(`document.querySelector('.pdf-page[data-page="3"][data-drawn]')`)
	b.open("/documents/" + d.ID)
	b.until(`document.querySelector("#page-no").value == "57" && document.querySelector('.pdf-page[data-page="57"][data-drawn]')`)
	b.check("a long PDF")
	b.verdict()
}

// manyPages is a PDF with the lines on each page.
func manyPages(pages [][]string) []byte {
	var objects []string
	kids := make([]string, len(pages))
	for i := range pages {
		kids[i] = fmt.Sprintf("%d 0 R", 4+2*i)
	}
	objects = append(objects, "<< /Type /Catalog /Pages 2 0 R >>")
	objects = append(objects, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages)))
	objects = append(objects, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, lines := range pages {
		content := "BT /F1 12 Tf 72 720 Td 18 TL\n"
		for _, l := range lines {
			content += "(" + l + ") Tj T*\n"
		}
		content += "ET"
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		objects = append(objects, fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	return pdfOf(objects)
}
