package fontmap

import (
	"studyapp/internal/ingest/extract/pdf/glyph"
	"studyapp/internal/ingest/extract/pdf/object"
)

// unknown is what a code stands for of which nothing is known. Readers of a page
// leave it out, where pdfium would give the code for a letter.
const unknown = "\ufffd"

const maxProgram = 4 << 20 // bytes of a font that are looked at

// composite makes a table for a font whose codes are numbers of glyphs: from
// what the font's program says of them, unknown where it says nothing. It is
// nil for fonts whose codes pdfium knows; known tells whether a code is.
func composite(f *object.File, d object.Dict) (wide []string, known bool) {
	if e := d["Encoding"]; e != object.Name("Identity-H") && e != object.Name("Identity-V") {
		return nil, false
	}
	v, err := f.Resolve(d["DescendantFonts"])
	list, ok := v.(object.Array)
	if err != nil || !ok || len(list) == 0 {
		return nil, false
	}
	font, err := f.Dict(list[0])
	if err != nil || font == nil {
		return nil, false
	}
	system, err := f.Dict(font["CIDSystemInfo"])
	if err != nil || system["Ordering"] != nil && system["Ordering"] != object.String("Identity") {
		return nil, false
	}
	descriptor, err := f.Dict(font["FontDescriptor"])
	if err != nil {
		return nil, false
	}
	var glyphs []string
	switch {
	case descriptor["FontFile2"] != nil:
		if b := data(f, descriptor["FontFile2"], maxProgram); b != nil {
			glyphs = glyph.TrueTypeGlyphs(b)
		}
	case descriptor["FontFile3"] != nil:
		if b := data(f, descriptor["FontFile3"], maxProgram); b != nil {
			if glyphs = glyph.CFFGlyphs(b); glyphs == nil {
				glyphs = glyph.TrueTypeGlyphs(b) // tables around it may tell
			}
		}
	default:
		return nil, false // not in the file: a font of the reader's has other numbers
	}
	place, named := f.Resolve(font["CIDToGIDMap"])
	var places []byte
	if _, ok := place.(*object.Stream); ok && named == nil {
		places = data(f, place, 1<<17)
	}
	const least = 1 << 10
	wide = make([]string, max(least, len(glyphs), len(places)/2))
	for code := range wide {
		at := code
		if places != nil {
			if at = 0; 2*code+1 < len(places) {
				at = int(places[2*code])<<8 | int(places[2*code+1])
			}
		}
		wide[code] = unknown
		if at < len(glyphs) && glyphs[at] != "" {
			wide[code], known = glyphs[at], true
		}
	}
	if places != nil && !known {
		return nil, false // the codes are not those of glyphs: perhaps Unicode's
	}
	return wide, known
}

// data gives the bytes of a stream, nil where they cannot be had.
func data(f *object.File, v any, most int) []byte {
	v, err := f.Resolve(v)
	s, ok := v.(*object.Stream)
	if err != nil || !ok {
		return nil
	}
	b, err := f.Data(s, most)
	if err != nil {
		return nil
	}
	return b
}

// trueType makes a table for a font of TrueType whose codes have no encoding of
// a name: from the font's program, unknown where that says nothing and the codes
// were given out in order. ok is false where pdfium does as well.
func trueType(f *object.File, d object.Dict, had said) (codes glyph.Encoding, ok bool) {
	descriptor, err := f.Dict(d["FontDescriptor"])
	if err != nil || d["Encoding"] != nil {
		return codes, false
	}
	b := data(f, descriptor["FontFile2"], maxProgram)
	if b == nil {
		return codes, false
	}
	codes, used := glyph.TrueTypeCodes(b)
	for _, text := range codes {
		ok = ok || text != ""
	}
	if ok || had == private || !inOrder(used) {
		return codes, ok
	}
	for code := range codes {
		codes[code] = unknown
	}
	return codes, true
}

// inOrder reports whether codes were given out one after the other, as glyphs
// came, and stand for no letters: a text leaves some of ASCII out, and has none
// of the control codes.
func inOrder(used []int) bool {
	if len(used) == 0 || used[len(used)-1]-used[0] != len(used)-1 {
		return false
	}
	return used[0] < ' ' || used[0] <= '!' && (used[len(used)-1] < 'z' || used[len(used)-1] >= 0x80)
}
