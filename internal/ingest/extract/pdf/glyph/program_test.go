package glyph

import (
	"encoding/binary"
	"slices"
	"testing"
)

const program = "%!PS-AdobeFont-1.1: CMR10 1.00B\n11 dict begin\n/FontName /CMR10 def\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n" +
	"dup 16 /dotlessi put\ndup 8#23/acute put\ndup 92 /quotedblleft put\nreadonly def\n/FontBBox{-251 -250 1009 969}readonly def\ndup 5 /Private put\ncurrentfile eexec\ndup 7 /a put"

// compact is a font of two glyphs, "ff" at code 27 and "mine" at 200.
var compact = func() []byte {
	b := []byte{1, 0, 4, 1}
	b = append(b, 0, 1, 1, 1, 2, 'F') // names
	b = append(b, 0, 1, 1, 1, 19)     // tops: 18 bytes
	top := []byte{28, 0, 44, 15, 28, 0, 49, 16, 28, 0, 53, 17, 139, 139, 139, 139, 139, 5}
	b = append(b, top...)
	b = append(b, 0, 1, 1, 1, 5, 'm', 'i', 'n', 'e') // strings
	b = append(b, 0, 0)                              // no subroutines
	b = append(b, 0, 1, 10, 1, 135)                  // charset: 266 and 391, the first own string
	b = append(b, 0, 2, 27, 200)                     // encoding
	b = append(b, 0, 3, 1, 1, 2, 3, 4, 14, 14, 14)   // glyphs
	return b
}()

func TestProgramsTellTheirEncoding(t *testing.T) {
	t.Parallel()
	names, ok := Type1([]byte(program))
	if !ok || names[16] != "dotlessi" || names[19] != "acute" || names[92] != "quotedblleft" || names[5] != "" || names[7] != "" {
		t.Errorf("%v %q", ok, names)
	}
	if _, ok := Type1([]byte("/Encoding StandardEncoding def dup 5 /a put")); ok {
		t.Error("Adobe's encoding is taken for one of its own")
	}
	names, ok = CFF(compact)
	if !ok || names[27] != "ff" || names[200] != "mine" {
		t.Errorf("%v %q %q", ok, names[27], names[200])
	}
}

// trueType is a font of four glyphs with one charmap, and the name of the last.
func trueType(platform, encoding uint16, charmap []byte) []byte {
	u16 := func(v ...uint16) (b []byte) {
		for _, v := range v {
			b = binary.BigEndian.AppendUint16(b, v)
		}
		return b
	}
	tables := []struct {
		name string
		b    []byte
	}{
		{"cmap", append(u16(0, 1, platform, encoding, 0, 12), charmap...)},
		{"maxp", u16(0, 0x5000, 4)},
		{"post", append(append(u16(2, 0), make([]byte, 28)...), append(u16(4, 0, 0, 0, 258), "\x06Eacute"...)...)},
	}
	b := u16(0, 1, uint16(len(tables)), 0, 0, 0)
	at := uint16(len(b) + 16*len(tables))
	var body []byte
	for _, t := range tables {
		b = append(append(b, t.name...), u16(0, 0, 0, at+uint16(len(body)), 0, uint16(len(t.b)))...)
		body = append(body, t.b...)
	}
	return append(b, body...)
}

var (
	segments = []byte{0, 4, 0, 32, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, // format 4: two segments
		0, 'b', 0xff, 0xff, 0, 0, 0, 'a', 0xff, 0xff, 0xff, 0xa0, 0, 1, 0, 0, 0, 0} // a and b are glyphs 1 and 2
	bytes0 = append([]byte{0, 0, 1, 6, 0, 0}, append(make([]byte, 33), 3, 2, 1)...) // format 0: codes 33 to 35
)

func TestTrueTypeTellsWhatItsGlyphsAre(t *testing.T) {
	t.Parallel()
	if got, want := TrueTypeGlyphs(trueType(3, 1, segments)), []string{"", "a", "b", "É"}; !slices.Equal(got, want) {
		t.Errorf("glyphs are %q, want %q", got, want)
	}
	codes, used := TrueTypeCodes(trueType(1, 0, bytes0))
	if codes[33] != "É" || codes[34] != "" || !slices.Equal(used, []int{33, 34, 35}) {
		t.Errorf("codes %v, 33 is %q", used, codes[33])
	}
	if got, want := CFFGlyphs(compact), []string{"", "ff", ""}; !slices.Equal(got, want) {
		t.Errorf("glyphs are %q, want %q", got, want)
	}
}

func FuzzProgram(f *testing.F) {
	f.Add([]byte(program))
	f.Add(compact)
	f.Add(trueType(3, 1, segments))
	f.Add(trueType(1, 0, bytes0))
	f.Add([]byte("/Encoding dup 300 /x put dup 36#zz /y put dup"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		Type1(b)
		CFF(b)
		CFFGlyphs(b)
		TrueTypeGlyphs(b)
		TrueTypeCodes(b)
	})
}
