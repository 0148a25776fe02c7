package glyph

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed glyphlist.txt
var adobeList string // unchanged, with its licence

//go:embed texnames.txt
var texList string

// nothing is what a part of a rule stands for: readers of a page leave the
// code point out, where a letter by its code would stay.
const nothing = "\u2063"

// names is what the names of glyphs stand for.
func names() map[string]string {
	m, _ := lists()
	return m
}

// lists gives what names stand for, and those of which Adobe says
// nothing.
var lists = sync.OnceValues(func() (m map[string]string, ours map[string]bool) {
	m, ours = make(map[string]string, 4800), map[string]bool{}
	for line := range strings.Lines(adobeList) {
		if name, codes, ok := strings.Cut(strings.TrimSpace(line), ";"); ok && !strings.HasPrefix(line, "#") {
			m[name] = codePoints(codes)
		}
	}
	for line := range strings.Lines(texList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, codes, _ := strings.Cut(strings.TrimSpace(line), " ")
		if _, adobe := m[name]; !adobe {
			ours[name] = true
		}
		if m[name] = codePoints(codes); codes == "" {
			m[name] = nothing
		}
	}
	return m, ours
})

// codePoints reads hexadecimal numbers.
func codePoints(s string) string {
	var b strings.Builder
	for f := range strings.FieldsSeq(s) {
		v, err := strconv.ParseUint(f, 16, 32)
		if err != nil || v > utf8.MaxRune {
			return ""
		}
		b.WriteRune(rune(v))
	}
	return b.String()
}

// Text gives what a glyph of a name stands for, by the rules of the Adobe Glyph
// List (section 2 of its specification) and, beyond them, by what TeX's and
// older fonts add to names: sizes of signs, small capitals, digits of the old
// style.
func Text(name string) (text string, ok bool) {
	name, _, _ = strings.Cut(name, ".")
	if name == "" || len(name) > 200 {
		return "", false
	}
	if text, ok := known(name); ok {
		return text, true
	}
	if !strings.Contains(name, "_") {
		return "", false
	}
	for part := range strings.SplitSeq(name, "_") {
		t, ok := known(part)
		if !ok {
			return "", false
		}
		text += t
	}
	return text, true
}

func known(name string) (string, bool) {
	text, ok := names()[name]
	if ok && !private(text) {
		return text, true
	}
	if t, ok := byNumber(name); ok {
		return t, true
	}
	for _, end := range []string{"oldstyle", "superior", "inferior", "small", "serif", "sans", "text", "display", "Bigg", "bigg", "Big", "big"} {
		base, cut := strings.CutSuffix(name, end)
		if !cut || base == "" {
			continue
		}
		if t, known := names()[base]; known && !private(t) {
			if end == "small" {
				t = strings.ToLower(t)
			}
			return t, true
		}
	}
	return "", false
}

// private reports whether a text is a code point of private use: the list has
// such ones for forms of letters that Unicode does not tell apart.
func private(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0xe000 && r <= 0xf8ff
}

// byNumber reads names of the forms uniXXXX… and uXXXX to uXXXXXX.
func byNumber(name string) (string, bool) {
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var out []rune
		for ; hex != ""; hex = hex[4:] {
			r, ok := scalar(hex[:4])
			if !ok {
				return "", false
			}
			out = append(out, r)
		}
		return string(out), true
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if r, ok := scalar(hex); ok {
			return string(r), true
		}
	}
	return "", false
}

func scalar(hex string) (rune, bool) {
	for _, c := range hex {
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'F') {
			return 0, false
		}
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || v == 0 || !utf8.ValidRune(rune(v)) || v >= 0xe000 && v <= 0xf8ff {
		return 0, false
	}
	return rune(v), true
}

// Listed reports whether the Adobe Glyph List says what a name stands for, and
// TeX's fonts mean the same by it.
func Listed(name string) bool {
	m, ours := lists()
	text, ok := m[name]
	return ok && !ours[name] && text != nothing && !private(text) && name != "Delta" && name != "Omega" && name != "mu"
}
