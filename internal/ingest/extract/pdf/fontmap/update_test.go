package fontmap

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/pdf/object"
)

// withFonts is a file whose page has fonts, and what they point at from object
// 4 on.
func withFonts(fonts string, objects ...string) []byte {
	all := append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] /Resources << /Font << " + fonts + " >> >> >>", "<< /Type /Page /Parent 2 0 R >>",
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	at := make([]int, len(all))
	for i, o := range all {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// tableOf gives the table that a font has after the update, "" for none.
func tableOf(t *testing.T, file []byte, font int) string {
	t.Helper()
	tail, err := Update(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	both := append(bytes.Clone(file), tail...)
	f, err := object.Open(bytes.NewReader(both), int64(len(both)))
	if err != nil {
		t.Fatal(err)
	}
	d, err := f.Dict(object.Ref{Number: font})
	if err != nil {
		t.Fatal(err)
	}
	v, err := f.Resolve(d["ToUnicode"])
	if err != nil {
		t.Fatal(err)
	}
	s, ok := v.(*object.Stream)
	if !ok {
		return ""
	}
	b, err := f.Data(s, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// bitmaps is a Type 3 font of TeX's: the widths of some codes.
func bitmaps(widths map[int]int) string {
	var names, wide strings.Builder
	for code := range 256 {
		if widths[code] > 0 {
			fmt.Fprintf(&names, "%d /a%d ", code, code)
		}
		fmt.Fprintf(&wide, "%d ", widths[code])
	}
	return fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /FontBBox [0 0 1 1] /FirstChar 0 /LastChar 255 /Widths [%s] /Encoding << /Differences [%s] >> /CharProcs << >> >>", &wide, &names)
}

func stream(s string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(s), s)
}

func TestFontsWithoutUnicodeGetTheirTable(t *testing.T) {
	t.Parallel()
	const program = "<< /Length 55 >>\nstream\n/Encoding 256 array dup 16 /dotlessi put readonly def  \nendstream"
	for name, c := range map[string]struct {
		objects []string
		want    []string
		none    bool
	}{
		"the program's names": {
			objects: []string{"<< /Type /Font /Subtype /Type1 /FontDescriptor 5 0 R >>", "<< /FontFile 6 0 R >>", program},
			want:    []string{"<10> <0131>"},
		},
		"names that pdfium does not know": {
			objects: []string{"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [65 /summationtext /A 7 /f_f] >> >>"},
			want:    []string{"<41> <2211>", "<07> <00660066>", "2 beginbfchar"},
		},
		"bitmaps of T1": { // ecrm1000
			objects: []string{bitmaps(map[int]int{27: 58, 28: 56, 65: 75, 97: 50, 101: 44, 105: 28, 109: 83, 110: 56, 228: 50, 255: 50})},
			want:    []string{"<1B> <FB00>", "<E4> <00E4>", "<FF> <00DF>", "<6D> <006D>"},
		},
		"bitmaps of OT1": { // cmr10
			objects: []string{bitmaps(map[int]int{11: 58, 12: 56, 16: 28, 19: 50, 65: 75, 97: 50, 101: 44, 109: 83, 110: 56, 123: 50})},
			want:    []string{"<0B> <00660066>", "<10> <0131>", "<13> <00B4>", "<7B> <2013>"},
		},
		"names of drawings": {
			objects: []string{"<< /Type /Font /Subtype /Type3 /Encoding << /Differences [27 /ff 65 /A] >> >>"},
			want:    []string{"<1B> <00660066>", "<41> <0041>"},
		},
		"a table of its own": {
			objects: []string{"<< /Type /Font /Subtype /Type1 /FontDescriptor 5 0 R /ToUnicode 7 0 R >>", "<< /FontFile 6 0 R >>", program, stream("1 beginbfchar <10> <006D> endbfchar")},
			want:    []string{"1 beginbfchar <10> <006D>"},
		},
		"a table without what only TeX names": {
			objects: []string{"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [4 /prime 7 /element /turnstileleft 65 /negationslash] >> /ToUnicode 5 0 R >>", stream("1 beginbfchar <07> <2208> endbfchar 1 beginbfrange <41> <45> <0041> endbfrange endcmap end")},
			want:    []string{"<41> <45>", "2 beginbfchar\n<04> <2032>\n<08> <22A2>\nendbfchar\nendcmap end"},
		},
		"a table of macOS for TeX's": {
			objects: []string{"<< /Type /Font /Subtype /Type1 /BaseFont /QPQMIJ+CMR10 /Encoding << /Differences [33 /ffi /ff /pi] >> /ToUnicode 5 0 R >>", stream("3 beginbfrange <21><21><0000> <22><22><21b5> <23><23><21e1> endbfrange endcmap")},
			want:    []string{"<21> <006600660069>", "<22> <00660066>", "<23> <03C0>", "<00> <FF>"},
		},
		"such a table for another font": {
			objects: []string{"<< /Type /Font /Subtype /Type1 /BaseFont /QPQMIJ+Kiran /Encoding << /Differences [33 /a /b] >> /ToUnicode 5 0 R >>", stream("2 beginbfrange <21><21><0915> <22><22><0916> endbfrange endcmap")},
			want:    []string{"2 beginbfrange <21><21><0915>"},
		},
		"a table that leaves out what the font's program has a name for": {
			objects: []string{
				"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+CMR10 /FontDescriptor 5 0 R /ToUnicode 7 0 R >>", "<< /FontFile 6 0 R >>",
				stream("/Encoding 256 array dup 32 /suppress put dup 65 /A put def"), stream("2 beginbfchar <41> <0041> <42> <0042> endbfchar endcmap"),
			},
			want: []string{"<41> <0041>", "<20> <0337>"},
		},
		"codes whose text is empty": {
			objects: []string{"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R >>", stream("3 beginbfchar <0003> <> <03f2> < > <03a3> <06280627> endbfchar endcmap")},
			want:    []string{"<03a3> <06280627>", "2 beginbfchar\n<0003> <2063>\n<03F2> <2063>\nendbfchar"},
		},
		"such codes of one byte": {
			objects: []string{"<< /Type /Font /Subtype /TrueType /ToUnicode 5 0 R >>", stream("2 beginbfchar <41> <> <42> <0915093F> endbfchar endcmap")},
			want:    []string{"<41> <2063>"},
		},
		"a table that says one thing of all": {
			objects: []string{"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [65 /f_i] >> /ToUnicode 5 0 R >>", stream("6 beginbfchar <41> <0058> <42> <0058> <43> <0058> <44> <0058> <45> <0058> <46> <0058> endbfchar")},
			want:    []string{"<41> <00660069>"},
		},
		"a table that says nothing": {
			objects: []string{"<< /Type /Font /Subtype /TrueType /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>", stream("1 beginbfrange <00> <10> <FFFD> endbfrange 5 beginbfchar <41> <FFFD> <42> <FFFD> <43> <FFFD> <44> <FFFD> <45> <FFFD> endbfchar")},
			want:    []string{"endcodespacerange\nendcmap"}, // what the encoding says
		},
		"numbers of glyphs of which nothing is known": {
			objects: []string{
				"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [5 0 R] >>", "<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Ordering (Identity) >> /FontDescriptor 6 0 R >>",
				"<< /FontFile2 7 0 R >>", stream("no font"),
			},
			want: []string{"<0024> <FFFD>", "<0000> <FFFF>"},
		},
		"codes that are not numbers of glyphs": {objects: []string{
			"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 8 0 R >>", "<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Ordering (Identity) >> /FontDescriptor 6 0 R /CIDToGIDMap 8 0 R >>",
			"<< /FontFile2 7 0 R >>", stream("no font"), stream(""),
		}, none: true},
		"numbers of glyphs that are Adobe's": {objects: []string{
			"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [5 0 R] >>", "<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Ordering (Japan1) >> /FontDescriptor 6 0 R >>",
			"<< /FontFile2 7 0 R >>", stream("no font"),
		}, none: true},
		"names that pdfium knows":    {objects: []string{"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [27 /ff /fi] >> >>"}, none: true},
		"Adobe's encoding":           {objects: []string{"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /FontDescriptor 5 0 R >>", "<< /FontFile 6 0 R >>", program}, none: true},
		"bitmaps that are not TeX's": {objects: []string{bitmaps(map[int]int{65: 10, 66: 90, 67: 10, 68: 90, 97: 5, 98: 95})}, none: true},
	} {
		got := tableOf(t, withFonts("/F 4 0 R", c.objects...), 4)
		if c.none && got != "" {
			t.Errorf("%s: %s", name, got)
		}
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %s in %s", name, w, got)
			}
		}
	}
}

func TestADamagedPageLeavesTheOthers(t *testing.T) {
	t.Parallel()
	b := withFonts("/F 4 0 R", "<< /Type /Font /Subtype /Type1 /Encoding << /Differences [65 /summationtext] >> >>")
	b = bytes.Replace(b, []byte("3 0 obj"), []byte("9 0 obj"), 1)
	if got := tableOf(t, b, 4); !strings.Contains(got, "<41> <2211>") {
		t.Errorf("no table: %q", got)
	}
}

func TestAFontOfFewCodesFollowsTheOthers(t *testing.T) {
	t.Parallel()
	few := bitmaps(map[int]int{34: 50, 97: 50, 101: 44}) // OT1 and T1 alike, but for the quote
	t1 := bitmaps(map[int]int{27: 58, 28: 56, 65: 75, 97: 50, 101: 44, 105: 28, 109: 83, 110: 56, 228: 50, 255: 50})
	ot1 := bitmaps(map[int]int{11: 58, 12: 56, 16: 28, 19: 50, 65: 75, 97: 50, 101: 44, 109: 83, 110: 56, 123: 50})
	if got := tableOf(t, withFonts("/F 4 0 R /G 5 0 R", few, t1), 4); !strings.Contains(got, "<22> <0022>") {
		t.Errorf("beside T1: %s", got)
	}
	if got := tableOf(t, withFonts("/F 4 0 R /G 5 0 R", few, ot1), 4); !strings.Contains(got, "<22> <201D>") {
		t.Errorf("beside OT1: %s", got)
	}
}

func TestBitmapsAreCalledAfterTheirFont(t *testing.T) {
	t.Parallel()
	for want, widths := range map[string]map[int]int{
		"sfbx1000": {'A': 87, 'a': 56, 'e': 51, 'i': 32, 'm': 96, 'n': 64, 'r': 47, 0x1b: 67}, // ecbx1000
		"cmsy10":   {0: 78, 2: 78, 0x32: 67, 'h': 39},
		"":         {'a': 56, 'n': 64},
	} {
		file := withFonts("/F 4 0 R", bitmaps(widths))
		tail, err := Update(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		_, name, _ := strings.Cut(string(tail), "/BaseFont /")
		if name, _, _ = strings.Cut(name, " "); name != want {
			t.Errorf("a font is called %q, want %q", name, want)
		}
	}
}

func TestTablesOfAFileHaveAnEnd(t *testing.T) {
	t.Parallel()
	// A TrueType font with the table that says how many glyphs it has.
	program := "\x00\x01\x00\x00\x00\x01" + "\x00\x00\x00\x00\x00\x00" + "maxp\x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x06" + "\x00\x01\x00\x00\xff\xff"
	objects := []string{
		"<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Ordering (Identity) >> /FontDescriptor 5 0 R >>", "<< /FontFile2 6 0 R >>", stream(program),
	}
	var fonts []int
	for n := 7; n < 47; n++ {
		fonts = append(fonts, n)
		objects = append(objects, "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [4 0 R] >>")
	}
	b := withFonts("", objects...)
	f, err := object.Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	for _, table := range tablesOf(f, fonts) {
		codes += len(table.wide)
	}
	if codes == 0 || codes > maxWide {
		t.Errorf("the tables have %d codes", codes)
	}
}

func FuzzUpdate(f *testing.F) {
	f.Add(withFonts("/F 4 0 R", bitmaps(map[int]int{27: 58, 97: 50})))
	f.Add(withFonts("/F 4 0 R", "<< /Subtype /Type1 /FontDescriptor << /FontFile3 5 0 R >> >>", "<< /Subtype /Type1C /Length 4 >> stream\n\x01\x00\x04\x01\nendstream"))
	f.Add(withFonts("/F 4 0 R", "<< /Subtype /Type1 /FontDescriptor << /FontFile 5 0 R >> >>", "<< /Length 30 >> stream\n/Encoding dup 27 /ff put def   \nendstream"))
	f.Add(withFonts("/F 4 0 R", "<< /Subtype /Type0 /ToUnicode 5 0 R >>", stream("2 beginbfchar <0003> <> <03a3> <06280627> endbfchar endcmap")))
	f.Add(bytes.Replace(withFonts("/F 4 0 R", "<< /Subtype /Type0 /ToUnicode 5 0 R >>", stream("4 beginbfrange <0001><0001><0915153e> <0002><0002><001f> <0003><0003><04510451> <0004><0004><0451> endbfrange endcmap"),
		"<< /Producer (Ghostscript 10.0) >>"), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Info 6 0 R"), 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		tail, err := Update(bytes.NewReader(b), int64(len(b)))
		if err != nil || tail == nil {
			return
		}
		both := append(bytes.Clone(b), tail...)
		if _, err := object.Open(bytes.NewReader(both), int64(len(both))); err != nil {
			t.Fatalf("the file with its update: %v", err)
		}
	})
}
