package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// bitmaps adds a font as pdfTeX draws those that it has as bitmaps alone:
// without a name, the glyphs called by their codes.
func (f *file) bitmaps(widths map[byte]int) int {
	draw := f.stream("", []byte("50 0 0 0 40 40 d1 0 0 40 40 re f"))
	var names, glyphs, wide strings.Builder
	for code := range 256 {
		if widths[byte(code)] > 0 {
			fmt.Fprintf(&names, "%d /a%d ", code, code)
			fmt.Fprintf(&glyphs, "/a%d %d 0 R ", code, draw)
		}
		fmt.Fprintf(&wide, "%d ", widths[byte(code)])
	}
	return f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /FontBBox [0 0 100 100] /FirstChar 0 /LastChar 255 /Resources << >> "+
		"/Widths [%s] /Encoding << /Type /Encoding /Differences [%s] >> /CharProcs << %s >> >>", &wide, &names, &glyphs))
}

func TestBitmapsOfTeXAreReadByTheirWidths(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.font("T", f.bitmaps(map[byte]int{ // ecrm1000
		0x1b: 58, 0x1c: 56, 'A': 75, 'D': 76, 'F': 65, 'a': 50, 'c': 44, 'd': 56, 'e': 44, 'f': 31, 'g': 50, 'h': 56, 'i': 28, 'l': 28, 'n': 56, 'o': 50, 'r': 39, 't': 39, 'u': 56, 0xe4: 50, 0xff: 50,
	}))
	f.font("O", f.bitmaps(map[byte]int{ // cmr10
		0x0b: 58, 0x0c: 56, 0x10: 28, 0x13: 50, 0x5c: 50, '"': 50, 'a': 50, 'b': 56, 'c': 44, 'e': 44, 'i': 28, 'l': 28, 'm': 83, 'n': 56, 'o': 50, 'r': 39, 's': 39, 't': 39, 'u': 56, 0x7b: 50,
	}))
	var b strings.Builder
	x := 72.0
	for _, w := range []string{"Angri\x1b", "de\x1cniert", "gro\xffe", "Fl\xe4che"} {
		fmt.Fprintf(&b, "BT /T 12 Tf 1 0 0 1 %g 700 Tm (%s) Tj ET\n", x, w)
		x += 60
	}
	fmt.Fprintf(&b, "BT /O 12 Tf 1 0 0 1 72 600 Tm [(\x5c\x5ccon\x0car\"\x7bo\x0bs\x13)500(\x10mbolo)] TJ ET\n")
	f.content("", b.String())
	p := read(t, f)
	for _, want := range []string{"Angriff definiert große Fläche", "“confiar”–offs"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("no %q in %q", want, p.Text)
		}
	}
}

func TestNamesInAFontsProgramAreRead(t *testing.T) {
	t.Parallel()
	f := newFile()
	program := f.stream("/Length1 200 /Length2 0 /Length3 0", []byte("%!PS-AdobeFont-1.1: CMR10\n/FontName /CMR10 def\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"+
		"dup 92 /quotedblleft put\ndup 34 /quotedblright put\ndup 60 /exclamdown put\ndup 123 /endash put\nreadonly def\ncurrentfile eexec\n"))
	descriptor := f.add(fmt.Sprintf("<< /Type /FontDescriptor /FontName /ABCDEF+CMR10 /Flags 4 /FontBBox [0 -250 1000 750] /ItalicAngle 0 /Ascent 700 /Descent -200 /CapHeight 680 /StemV 69 /FontFile %d 0 R >>", program))
	f.font("C", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+CMR10 /FirstChar 34 /LastChar 123 /Widths [%s] /FontDescriptor %d 0 R >>", strings.Repeat("500 ", 90), descriptor)))
	f.page("", text{x: 72, y: 700, s: `\Ja{no"<Ea`, font: "C"})
	if p, want := read(t, f), "“Ja–no”¡Ea"; p.Text != want {
		t.Errorf("text is %q, want %q", p.Text, want)
	}
}

func TestPagesOfUnknownLettersSaySo(t *testing.T) {
	t.Parallel()
	unknown := func() (*file, string) { // codes of a font of its own, given out as glyphs came
		f := newFile()
		widths := map[byte]int{}
		var codes strings.Builder
		for c := range byte(20) {
			widths[c+3] = 30 + 37*int(c)%60
			codes.WriteByte(c + 3)
		}
		f.font("N", f.bitmaps(widths))
		return f, strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(codes.String())
	}
	f, codes := unknown()
	f.page("", text{x: 72, y: 720, s: "Kinetics"}, text{x: 72, y: 700, s: codes, font: "N"}, text{x: 72, y: 680, s: codes, font: "N"})
	f.page("", text{x: 72, y: 700, s: "A page of known words that go on for a while, and one that is not known:"}, text{x: 72, y: 680, s: codes[:9], font: "N"})
	f.page("", text{x: 72, y: 700, s: codes, font: "N"})
	d := open(t, f)
	for i, want := range []struct{ text, problem string }{{"Kinetics", "Most of the text"}, {"A page of known words", ""}, {"", "stored without its letters and cannot"}} {
		p := page(t, d, i+1)
		if !strings.HasPrefix(p.Text, want.text) || want.text == "" && p.Text != "" || !strings.Contains(p.Problem, want.problem) || want.problem == "" && p.Problem != "" {
			t.Errorf("page %d is %q with %q", i+1, p.Text, p.Problem)
		}
	}
	f, codes = unknown()
	f.page("", text{x: 72, y: 700, s: codes, font: "N"})
	x, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Open(t.Context(), f.save(t), extract.OpenOptions{}); !strings.Contains(errs.Message(err), "without saying which letters") {
		t.Errorf("a file of unknown letters gives %v", err)
	}
}

func TestTablesThatSayOneThingOfAllCodesAreNotBelieved(t *testing.T) {
	t.Parallel()
	f := newFile()
	var same, lost []string
	for c := ' '; c < 0x7f; c++ {
		same = append(same, fmt.Sprintf("<%02X> <0058>", c))
		lost = append(lost, fmt.Sprintf("<%02X> <FFFD>", c))
	}
	for name, table := range map[string][]string{"S": same, "L": lost} {
		f.font(name, f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode %d 0 R >>", f.unicode(table...))))
	}
	f.page("", text{x: 72, y: 700, s: "Enzymes lower", font: "S"}, text{x: 72, y: 686, s: "the barrier.", font: "L"})
	if p, want := read(t, f), "Enzymes lower the barrier."; p.Text != want {
		t.Errorf("text is %q, want %q", p.Text, want)
	}
}

func TestTablesThatMixLettersUpAreNotBelieved(t *testing.T) {
	t.Parallel()
	f := newFile()
	var mixed []string
	for i, c := range "abcdefghijklmnopqrstuvwxyz" {
		mixed = append(mixed, fmt.Sprintf("<%02X> <%04X>", c, "qhzvkxpwdjyfgbnlrcstumoeia"[i]))
	}
	f.font("M", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode %d 0 R >>", f.unicode(mixed...))))
	words := strings.Repeat("the electron transport chain moves protons across a membrane ", 3)
	f.page("", text{x: 72, y: 700, s: words, font: "M"})
	f.page("", text{x: 72, y: 700, s: words})
	d := open(t, f)
	if p := page(t, d, 1); p.Text != "" || p.Problem == "" {
		t.Errorf("letters that are mixed up give %q with %q", p.Text, p.Problem)
	}
	if p := page(t, d, 2); !strings.HasPrefix(p.Text, "the electron") || p.Problem != "" {
		t.Errorf("letters that are not give %q with %q", p.Text, p.Problem)
	}
}
