package fontmap

import (
	"bytes"

	"studyapp/internal/ingest/extract/pdf/glyph"
	"studyapp/internal/ingest/extract/pdf/object"
)

// unsaid completes the table of a font that leaves out glyphs whose names only
// TeX knows, as that of Acrobat's Distiller does: their codes, which it made, are
// not those of TeX.
func unsaid(f *object.File, font int, d object.Dict) (t table, ok bool) {
	if d["Subtype"] != object.Name("Type1") && d["Subtype"] != object.Name("MMType1") {
		return t, false
	}
	named, _ := differences(f, d)
	for code, name := range named {
		if name == "" || glyph.Listed(name) {
			continue
		}
		if text, known := glyph.Text(name); known {
			t.codes[code], ok = text, true
		}
	}
	if !ok {
		return t, false
	}
	v, _ := f.Resolve(d["ToUnicode"])
	s, stream := v.(*object.Stream)
	if !stream {
		return t, false
	}
	b, err := f.Data(s, maxTable)
	if err != nil || !bytes.Contains(b, []byte("endcmap")) {
		return t, false
	}
	t.font, t.had, ok = font, b, false
	has := codesIn(b)
	for code := range t.codes {
		if has[code] {
			t.codes[code] = ""
		}
		ok = ok || t.codes[code] != ""
	}
	return t, ok
}

// codesIn tells which codes of one byte a ToUnicode CMap has a text for.
func codesIn(b []byte) (has [256]bool) {
	for _, s := range sections(b, "bfchar") {
		for list := hexStrings(s); len(list) >= 2; list = list[2:] {
			has[number(list[0])&0xff] = true
		}
	}
	for _, s := range sections(b, "bfrange") {
		if bytes.IndexByte(s, '[') >= 0 {
			for code := range has {
				has[code] = true // lists: made with care
			}
		}
		for list := hexStrings(s); len(list) >= 3; list = list[3:] {
			for code := number(list[0]); code <= min(number(list[1]), 0xff); code++ {
				has[code] = true
			}
		}
	}
	return has
}
