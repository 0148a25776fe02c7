package glyph

import "testing"

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

func FuzzProgram(f *testing.F) {
	f.Add([]byte(program))
	f.Add(compact)
	f.Add([]byte("/Encoding dup 300 /x put dup 36#zz /y put dup"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		Type1(b)
		CFF(b)
	})
}
