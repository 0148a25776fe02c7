package fontmap

import (
	"bytes"
	"slices"
	"strings"

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
	if d["Encoding"] == nil {
		named, _ = program(f, d)
	}
	again := fromTeX(d) && renumbered(named)
	for code, name := range named {
		if name == "" || glyph.Listed(name) && !again {
			continue
		}
		if text, known := glyph.Text(name); known {
			t.codes[code], ok = text, true
		}
	}
	if !ok {
		return t, false
	}
	if t.font = font; again {
		return t, true
	}
	b, whole := toUnicode(f, d)
	if !whole {
		return t, false
	}
	t.had, ok = b, false
	has := codesIn(b)
	for code := range t.codes {
		if has[code] {
			t.codes[code] = ""
		}
		ok = ok || t.codes[code] != ""
	}
	return t, ok
}

// fromTeX reports whether a font has the name of one of TeX's, such as CMR10: their
// glyphs are called what they are.
func fromTeX(d object.Dict) bool {
	base, _ := d["BaseFont"].(object.Name)
	_, name, tagged := strings.Cut(string(base), "+")
	return tagged && strings.ContainsAny(name, "0123456789") && slices.ContainsFunc([]string{"CM", "LM", "MSAM", "MSBM", "EU", "SF"}, func(p string) bool { return strings.HasPrefix(name, p) })
}

// renumbered reports whether glyphs have the codes from 33 on, one after the other,
// as macOS numbers those of a font of symbols when it writes a file again. Its
// table then tells what other codes meant: ff is an arrow there, ffi nothing.
func renumbered(names glyph.Names) bool {
	const first = 33
	n := 0
	for code, name := range names {
		if name == "" {
			continue
		}
		if code != first+n {
			return false
		}
		n++
	}
	return n > 0
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
