package fontmap

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/object"
)

// Ghostscript 10.00 spoils the tables of fonts when it writes a file again: of
// what a range of codes stood for it leaves the last byte, or the sum of both, so that
// Cyrillic becomes signs of ASCII (U+0431 as U+0035); of what a code stood for in
// two letters the first byte of the second is the last of the first (U+0915
// U+093E as U+0915 U+153E), and in more the bytes are added up. It writes a range
// for each code.

// shaker reports whether it was that program that wrote a file.
func shaker(f *object.File) bool {
	info, err := f.Dict(f.Trailer()["Info"])
	if err != nil {
		return false
	}
	v, err := f.Resolve(info["Producer"])
	producer, ok := v.(object.String)
	return err == nil && ok && strings.Contains(string(producer), "Ghostscript 10.0")
}

// shaken mends such a table: two letters are put back, and a code whose text came
// from a range with another that was kept is told by that one. What cannot be
// told is unknown, all of the font where that is much.
func shaken(f *object.File, font int, d object.Dict, most int) (t table, ok bool) {
	v, _ := f.Resolve(d["ToUnicode"])
	s, stream := v.(*object.Stream)
	if !stream {
		return t, false
	}
	b, err := f.Data(s, maxTable)
	if err != nil {
		return t, false
	}
	bytesOfCode := 1
	if d["Subtype"] == object.Name("Type0") {
		bytesOfCode = 2
	}
	codes := rangesOfOne(b, bytesOfCode)
	lost := codes.lost()
	if len(lost) == 0 && !codes.mended {
		return t, false
	}
	t.font = font
	set := func(code int, text string) { t.codes[code] = text }
	if bytesOfCode == 2 {
		t.wide = make([]string, min(most, slices.Max(codes.order)+1))
		set = func(code int, text string) {
			if code < len(t.wide) {
				t.wide[code] = text
			}
		}
	}
	left := 0
	for _, c := range codes.order {
		switch text, told := codes.told(c, lost); {
		case told:
			set(c, text)
		case lost[c]:
			set(c, unknown)
			left++
		default:
			set(c, string(codes.text[c]))
		}
	}
	const much = 10
	if left*much > len(codes.order) {
		for _, c := range codes.order {
			if !unicode.IsSpace(codes.text[c][0]) {
				set(c, unknown)
			}
		}
	}
	return t, true
}

// shakenTable is a table as it stands in the file, with pairs of letters put
// back.
type shakenTable struct {
	order  []int // its codes
	text   map[int][]rune
	spoilt map[int]bool // those of several letters that are not put back
	mended bool         // some are
}

// rangesOfOne reads a table that has a range for each of its codes, no other.
func rangesOfOne(b []byte, bytesOfCode int) shakenTable {
	t := shakenTable{text: map[int][]rune{}, spoilt: map[int]bool{}}
	if bytes.Contains(b, []byte("beginbfchar")) || bytes.IndexByte(b, '[') >= 0 {
		return t
	}
	for _, section := range sections(b, "bfrange") {
		for list := hexStrings(section); len(list) >= 3; list = list[3:] {
			if !bytes.Equal(list[0], list[1]) || len(list[0]) != bytesOfCode || len(list[2]) < 2 {
				return shakenTable{spoilt: map[int]bool{}}
			}
			c := number(list[0])
			if t.text[c] == nil {
				t.order = append(t.order, c)
			}
			t.text[c] = decoded(list[2])
			if u := list[2]; len(u) == 4 && u[1] == u[2] {
				first, second := rune(u[0])<<8|rune(u[1]), rune(u[0])<<8|rune(u[3])
				if unicode.IsLetter(first) && (unicode.IsLetter(second) || unicode.IsMark(second)) {
					t.text[c], t.mended = []rune{first, second}, true
				} else {
					t.spoilt[c] = true
				}
			}
		}
	}
	slices.Sort(t.order)
	return t
}

// lost are the codes that stand for what no font has them for: a control
// character, a letter of ASCII or a sign that a code before it stands for, signs
// of Chinese or Korean among letters of India and Indochina; and those that
// come from a range with one of them.
func (t shakenTable) lost() map[int]bool {
	all := maps.Clone(t.spoilt)
	first := map[rune]int{}
	offsets := map[int][]int{} // of single bytes, by how far they are from their code
	south := 0
	for _, c := range t.order {
		r := t.text[c][0]
		if r >= 0x900 && r <= 0x17ff {
			south++
		}
		if len(t.text[c]) > 1 || r > 0xff {
			continue
		}
		offsets[c-int(r)] = append(offsets[c-int(r)], c)
		if _, twice := first[r]; twice && r > ' ' && r != 0xad || unicode.IsControl(r) && r != '\t' && r != '\r' && r != '\n' {
			all[c] = true
		} else {
			first[r] = c
		}
	}
	for _, codes := range offsets {
		bad := 0
		for _, c := range codes {
			if all[c] {
				bad++
			}
		}
		anchored := slices.ContainsFunc(codes, func(c int) bool { _, ok := t.kept(c); return ok })
		for _, c := range codes {
			if _, ok := t.kept(c); ok && len(codes) > 2 && anchored || bad > 1 {
				all[c] = true
			}
		}
	}
	if south > 4 {
		for _, c := range t.order {
			if slices.ContainsFunc(t.text[c], stray) {
				all[c] = true
			}
		}
	}
	return all
}

// stray reports whether a character does not stand among letters of India or
// Indochina.
func stray(r rune) bool {
	return r >= 0x2e80 && r <= 0xfaff && !(r >= 0xa8e0 && r <= 0xaadf) || !unicode.IsPrint(r) && !unicode.IsMark(r) && r > 0x20 && r != 0xad && !(r >= 0x200b && r <= 0x200f)
}

// kept gives the code nearest to c that stands for a letter beyond U+00FF from
// whose range the sum of c can come.
func (t shakenTable) kept(c int) (from int, ok bool) {
	const far = 96
	if len(t.text[c]) != 1 || t.text[c][0] > 0xff {
		return 0, false
	}
	best := far + 1
	for _, o := range t.order {
		u := t.text[o]
		if len(u) != 1 || u[0] <= 0xff || u[0] > 0xffff || o == c {
			continue
		}
		low := int(u[0]&0xff) + c - o
		sum := low + int(u[0]>>8)
		v := int(t.text[c][0])
		if dist := max(c-o, o-c); dist < best && low >= 0 && (sum&0xff == v || low == v) && unicode.IsLetter(u[0]) {
			best, from, ok = dist, o, true
		}
	}
	return from, ok
}

// told gives the text of a code that is lost.
func (t shakenTable) told(c int, lost map[int]bool) (text string, ok bool) {
	if !lost[c] {
		return "", false
	}
	from, ok := t.kept(c)
	if !ok {
		return "", false
	}
	r := t.text[from][0] + rune(c-from)
	return string(r), unicode.IsLetter(r) || unicode.IsMark(r)
}
