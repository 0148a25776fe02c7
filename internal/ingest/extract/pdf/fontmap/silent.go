package fontmap

import (
	"bytes"

	"studyapp/internal/ingest/extract/pdf/object"
)

// Silent is what a code is said to stand for whose own text is empty: a glyph
// whose letters another glyph beside it stands for, as the parts of a syllable
// or a word are in files of WeasyPrint. pdfium would take the code for a letter.
// It is a sign that is never seen and has no direction.
const Silent = '\u2063'

// silent completes the table of a font that says of some of its codes that they
// stand for nothing. Codes of two bytes are below most.
func silent(f *object.File, font int, d object.Dict, most int) (t table, ok bool) {
	b, whole := toUnicode(f, d)
	if !whole {
		return t, false
	}
	bytesOfCode := 1
	if d["Subtype"] == object.Name("Type0") {
		bytesOfCode = 2
	}
	t.font, t.had = font, b
	for _, section := range sections(b, "bfchar") {
		for list := hexStrings(section); len(list) >= 2; list = list[2:] {
			code, text := list[0], list[1]
			if text == nil || len(text) > 0 || len(code) != bytesOfCode {
				continue
			}
			n := number(code)
			if bytesOfCode == 1 {
				t.codes[n], ok = string(Silent), true
			} else if n < most {
				t.wide = append(t.wide, make([]string, max(0, n+1-len(t.wide)))...)
				t.wide[n], ok = string(Silent), true
			}
		}
	}
	return t, ok
}

// toUnicode is the table in which a font says what its codes stand for, where it
// has a whole one.
func toUnicode(f *object.File, d object.Dict) (b []byte, whole bool) {
	v, _ := f.Resolve(d["ToUnicode"])
	s, stream := v.(*object.Stream)
	if !stream {
		return nil, false
	}
	b, err := f.Data(s, maxTable)
	return b, err == nil && bytes.Contains(b, []byte("endcmap"))
}
