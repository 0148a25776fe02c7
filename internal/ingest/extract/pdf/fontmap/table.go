package fontmap

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"studyapp/internal/ingest/extract/pdf/glyph"
	"studyapp/internal/ingest/extract/pdf/object"
)

// table says what the codes of a font stand for.
type table struct {
	font  int    // the number of its object
	name  string // of the font, where it had none
	codes glyph.Encoding
	wide  []string // of a font whose codes have two bytes
	had   []byte   // the font's own table, which lacks these codes
}

// cmap writes a table as a ToUnicode CMap. Codes that are left out are what
// pdfium takes them for.
func (t *table) cmap() []byte {
	codes, digits, space := t.codes[:], 2, "<00> <FF>"
	if t.wide != nil {
		codes, digits, space = t.wide, 4, "<0000> <FFFF>"
	}
	var lines []string
	for code, text := range codes {
		if text == "" {
			continue
		}
		var hex strings.Builder
		for _, unit := range utf16.Encode([]rune(text)) {
			fmt.Fprintf(&hex, "%04X", unit)
		}
		lines = append(lines, fmt.Sprintf("<%0*X> <%s>\n", digits, code, &hex))
	}
	var b strings.Builder
	for part := range slices.Chunk(lines, 100) { // no more are allowed in a section
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", len(part), strings.Join(part, ""))
	}
	if end := bytes.LastIndex(t.had, []byte("endcmap")); end >= 0 {
		return slices.Concat(t.had[:end], []byte(b.String()), t.had[end:])
	}
	return []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /T def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n" + space + "\nendcodespacerange\n" + b.String() + "endcmap\nend\nend")
}

// maxWide bounds the codes of two bytes that the tables of a file have together:
// a small program may say that its font has 65,535 glyphs, and a file may have
// thousands of fonts.
const maxWide = 2 << 20

// tablesOf makes tables for the fonts that lack one, as far as it can be said
// what their codes stand for.
func tablesOf(f *object.File, fonts []int) []table {
	slices.Sort(fonts)
	var tables []table
	left := maxWide
	spoils := shaker(f)
	var nameless []bitmap
	for _, n := range fonts {
		d, err := f.Dict(object.Ref{Number: n})
		if err != nil {
			continue
		}
		had := saidBy(f, d)
		if had == something {
			t, ok := unsaid(f, n, d)
			if !ok {
				t, ok = silent(f, n, d, left)
			}
			if !ok && spoils {
				t, ok = shaken(f, n, d, left)
			}
			if ok {
				left -= len(t.wide)
				tables = append(tables, t)
			}
			continue
		}
		switch d["Subtype"] {
		case object.Name("Type0"):
			if wide, known := composite(f, d); wide != nil && (known || had != private) && len(wide) <= left {
				left -= len(wide)
				tables = append(tables, table{font: n, wide: wide})
			}
			continue
		case object.Name("Type3"):
			if b, ok := bitmapOf(f, n, d); ok {
				nameless = append(nameless, b)
				continue
			}
		case object.Name("TrueType"):
			if codes, ok := trueType(f, d, had); ok || had == noise {
				tables = append(tables, table{font: n, codes: codes})
			}
			continue
		case object.Name("Type1"), object.Name("MMType1"):
		default:
			continue
		}
		if codes, ok := byNames(f, d); ok || had == noise {
			tables = append(tables, table{font: n, codes: codes})
		}
	}
	tables = append(tables, byWidths(nameless)...)
	slices.SortFunc(tables, func(a, b table) int { return cmp.Compare(a.font, b.font) })
	return tables
}

// byNames reads the names of a font's glyphs; ok is false where pdfium reads
// them as well.
func byNames(f *object.File, d object.Dict) (codes glyph.Encoding, ok bool) {
	named, base := differences(f, d)
	var own glyph.Names
	symbolic := false
	if base == "" {
		own, symbolic = program(f, d)
	}
	for code := range codes {
		name := named[code]
		if name == "" {
			name = own[code]
		} else if glyph.Listed(name) && d["Subtype"] != object.Name("Type3") {
			continue // pdfium knows it too
		}
		text, known := glyph.Text(name)
		if known && !(symbolic && glyph.Listed(name) && guessed(code, text)) {
			codes[code], ok = text, true
		}
	}
	return codes, ok
}

// differences gives the names of glyphs that a font's dictionary says itself,
// and the encoding that the others are in, if it says that.
func differences(f *object.File, d object.Dict) (names glyph.Names, base object.Name) {
	v, err := f.Resolve(d["Encoding"])
	if err != nil {
		return names, ""
	}
	if name, ok := v.(object.Name); ok {
		return names, name
	}
	e, ok := v.(object.Dict)
	if !ok {
		return names, ""
	}
	base, _ = e["BaseEncoding"].(object.Name)
	v, err = f.Resolve(e["Differences"])
	if err != nil {
		return names, base
	}
	list, _ := v.(object.Array)
	code := 0
	for _, v := range list {
		switch v := v.(type) {
		case float64:
			code = int(min(max(v, 0), 256))
		case object.Name:
			if code < len(names) {
				names[code] = string(v)
			}
			code++
		}
	}
	return names, base
}

// guessed reports whether pdfium takes a code of a font that has an encoding of
// its own for a text: by the place in Adobe's standard encoding, and by the name
// where that has nothing.
func guessed(code int, text string) bool {
	switch {
	case code < ' ' || code == 0x7f:
		return true
	case code == '\'' || code == '`' || code > 0x7f:
		return false
	}
	return text == string(rune(code))
}

// program reads the encoding in a font's program, none where it is Adobe's, and
// tells whether the font says that it is one of symbols.
func program(f *object.File, d object.Dict) (names glyph.Names, symbolic bool) {
	descriptor, err := f.Dict(d["FontDescriptor"])
	if err != nil {
		return names, false
	}
	flags, _ := descriptor.Number("Flags")
	return encoded(f, descriptor), int(flags)&4 != 0
}

func encoded(f *object.File, descriptor object.Dict) glyph.Names {
	const (
		maxReadable = 64 << 10 // of a Type 1 program, before what is enciphered
		maxCompact  = 2 << 20
	)
	if v, err := f.Resolve(descriptor["FontFile"]); err == nil {
		if s, ok := v.(*object.Stream); ok {
			readable := maxReadable
			if n, ok := s.Dict.Number("Length1"); ok && n >= 0 && n < maxReadable {
				readable = int(n)
			}
			b, err := f.Head(s, readable)
			if err != nil {
				return glyph.Names{}
			}
			names, _ := glyph.Type1(b)
			return names
		}
	}
	v, err := f.Resolve(descriptor["FontFile3"])
	s, ok := v.(*object.Stream)
	if err != nil || !ok || s.Dict["Subtype"] != object.Name("Type1C") {
		return glyph.Names{}
	}
	b, err := f.Data(s, maxCompact)
	if err != nil {
		return glyph.Names{}
	}
	names, _ := glyph.CFF(b)
	return names
}
