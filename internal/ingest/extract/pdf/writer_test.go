package pdf_test

import (
	"bytes"
	"crypto/md5" //nolint:gosec // what the format of 1994 asks for
	"crypto/rc4" //nolint:gosec
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// file writes small PDFs for tests: pages of text in the standard fonts,
// placed by hand.
type file struct {
	objects    []string // bodies; number n is at n-1
	streams    map[int][]byte
	pages      []string // page dictionaries without their parent
	fonts      string   // further entries of the pages' font resources
	properties string   // property lists of marks
	password   string
	outline    []mark
	title      string
	catalog    string // further entries of the catalog
}

type mark struct {
	title string
	page  int // from 1
}

// text is a piece of text on a page.
type text struct {
	x, y float64 // baseline, origin bottom left
	s    string
	size float64
	font string // F1 Helvetica (default), F2 Helvetica-Bold, F3 Courier, F4 with ligatures
	turn int    // degrees counter-clockwise
}

func newFile() *file {
	f := &file{streams: map[int][]byte{}}
	f.add("") // 1 catalog, 2 pages: written last
	f.add("")
	f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
	f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
	// Code 1 of F4 stands for three letters.
	f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 7 0 R >>")
	f.stream("", []byte("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"+
		"1 begincodespacerange <00> <FF> endcodespacerange\n"+
		"2 beginbfchar <23> <006600660069> <6F> <006F> endbfchar\n"+
		"1 beginbfrange <20> <22> <0020> endbfrange 1 beginbfrange <24> <6E> <0024> endbfrange 1 beginbfrange <70> <7E> <0070> endbfrange\n"+
		"endcmap end end"))
	return f
}

func (f *file) add(body string) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

func (f *file) stream(dict string, data []byte) int {
	n := f.add("<< " + dict + fmt.Sprintf(" /Length %d >>", len(data)))
	f.streams[n] = data
	return n
}

// font names a font for the pages that are added after it.
func (f *file) font(name string, n int) { f.fonts += fmt.Sprintf(" /%s %d 0 R", name, n) }

// unicode adds a table of what codes stand for: lines of a bfchar section.
func (f *file) unicode(chars ...string) int {
	return f.stream("", []byte("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"+
		"1 begincodespacerange <00> <FF> endcodespacerange\n"+
		fmt.Sprintf("%d beginbfchar\n%s\nendbfchar\nendcmap end end", len(chars), strings.Join(chars, "\n"))))
}

// page adds a page of 612 × 792 points; extra goes into its dictionary.
func (f *file) page(extra string, texts ...text) {
	var b strings.Builder
	for _, t := range texts {
		if t.size == 0 {
			t.size = 12
		}
		if t.font == "" {
			t.font = "F1"
		}
		m := map[int]string{0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[t.turn]
		s := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(t.s)
		fmt.Fprintf(&b, "BT /%s %g Tf %s %g %g Tm (%s) Tj ET\n", t.font, t.size, m, t.x, t.y, s)
	}
	f.content(extra, b.String())
}

func (f *file) content(extra, content string) {
	n := f.stream("", []byte(content))
	if !strings.Contains(extra, "/MediaBox") {
		extra += " /MediaBox [0 0 612 792]"
	}
	f.pages = append(f.pages, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 6 0 R%s >> /XObject << /Im 8 0 R >> /Properties << %s >> >> %s >>", n, f.fonts, f.properties, extra))
}

// picture adds a page that is a picture.
func (f *file) picture() {
	for len(f.objects) < 7 {
		f.add("null")
	}
	if len(f.objects) == 7 {
		f.stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", []byte{0, 255, 255, 0})
	}
	f.content("", "q 612 0 0 792 0 0 cm /Im Do Q")
}

// bytes writes the file.
func (f *file) bytes() []byte {
	g := *f
	g.objects = append([]string(nil), f.objects...)
	var kids []string
	for _, p := range f.pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", g.add(p)))
	}
	g.objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " "))
	g.objects[0] = "<< /Type /Catalog /Pages 2 0 R" + f.catalog
	if len(f.outline) > 0 {
		root := g.add("")
		first := root + 1
		for i, m := range f.outline {
			next := ""
			if i+1 < len(f.outline) {
				next = fmt.Sprintf(" /Next %d 0 R", first+i+1)
			}
			g.add(fmt.Sprintf("<< /Title (%s) /Parent %d 0 R /Dest [%s /Fit]%s >>", m.title, root, kids[m.page-1], next))
		}
		g.objects[root-1] = fmt.Sprintf("<< /First %d 0 R /Last %d 0 R >>", first, first+len(f.outline)-1)
		g.objects[0] += fmt.Sprintf(" /Outlines %d 0 R", root)
	}
	g.objects[0] += " >>"
	trailer := "/Root 1 0 R"
	if f.title != "" {
		trailer += fmt.Sprintf(" /Info %d 0 R", g.add("<< /Title ("+f.title+") >>"))
	}
	var key []byte
	if f.password != "" {
		var entry string
		key, entry = lockRC4(f.password)
		trailer += fmt.Sprintf(" /Encrypt %d 0 R /ID [<%x> <%x>]", g.add(entry), fileID, fileID)
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(g.objects))
	for i, body := range g.objects {
		n := i + 1
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s", n, body)
		if data, ok := f.streams[n]; ok {
			if key != nil {
				data = crypt(key, n, data)
			}
			fmt.Fprintf(&b, "\nstream\n%s\nendstream", data)
		}
		b.WriteString("\nendobj\n")
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, trailer, xref)
	return b.Bytes()
}

func (f *file) save(t testing.TB) string {
	t.Helper()
	return save(t, f.bytes())
}

func save(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The standard security handler, revision 2: 40 bits of RC4 (PDF 32000-1,
// 7.6.3.3 and 7.6.3.4). The owner's password is the user's.

var fileID = []byte("0123456789abcdef")

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

func lockRC4(password string) (key []byte, entry string) {
	padded := append([]byte(password), padding...)[:32]
	sum := md5.Sum(padded)
	owner := rc4ed(sum[:5], padded)
	permissions := int32(-4)
	h := append(append([]byte(nil), padded...), owner...)
	h = binary.LittleEndian.AppendUint32(h, uint32(permissions))
	h = append(h, fileID...)
	sum = md5.Sum(h)
	key = sum[:5]
	user := rc4ed(key, padding)
	return key, fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P %d >>", owner, user, permissions)
}

func crypt(key []byte, n int, data []byte) []byte {
	k := append(append([]byte(nil), key...), byte(n), byte(n>>8), byte(n>>16), 0, 0)
	sum := md5.Sum(k)
	return rc4ed(sum[:10], data)
}

func rc4ed(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		panic(err)
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}
