package fontmap

import (
	"bytes"
	"encoding/hex"
	"unicode/utf16"

	"studyapp/internal/ingest/extract/pdf/object"
)

// said is what a font says of Unicode itself.
type said int

const (
	nothing   said = iota
	noise          // all codes are one character, or none that means anything
	private        // all codes are of private use: symbols, if nothing is known of them
	something      // and that is left as it is
)

const (
	maxTable = 64 << 10
	enough   = 2 << 10
	fewCodes = 5 // of a table may be one character
)

// saidBy tells what a font's own table is worth.
func saidBy(f *object.File, d object.Dict) said {
	v, err := f.Resolve(d["ToUnicode"])
	s, ok := v.(*object.Stream)
	if err != nil || !ok {
		return nothing
	}
	if b, err := f.Head(s, enough); err == nil { // of most tables the beginning says it
		if _, kinds, worth := mapped(b); kinds > 1 && worth == something {
			return something
		}
	}
	b, err := f.Data(s, maxTable)
	if err != nil {
		return something
	}
	codes, kinds, worth := mapped(b)
	if codes >= fewCodes && kinds == 1 {
		return noise
	}
	switch {
	case codes == 0 && !bytes.Contains(b, []byte("usecmap")):
		return nothing
	case codes < fewCodes:
		return something
	}
	return worth
}

// mapped reads the sections of a ToUnicode CMap: how many codes have a text, how
// many different texts there are, up to two, and what the best of them is worth.
func mapped(b []byte) (codes, kinds int, worth said) {
	first := ""
	note := func(text []byte, n int) {
		codes += n
		if kinds == 0 {
			first, kinds = string(text), 1
		} else if n > 1 || string(text) != first {
			kinds = 2
		}
		worth = max(worth, tells(text))
	}
	for _, kind := range []string{"bfchar", "bfrange"} {
		for _, section := range sections(b, kind) {
			strings := hexStrings(section)
			for len(strings) >= 2 && kind == "bfchar" {
				note(strings[1], 1)
				strings = strings[2:]
			}
			if kind == "bfrange" && bytes.IndexByte(section, '[') >= 0 {
				return codes + fewCodes, 2, something // lists: made with care
			}
			for len(strings) >= 3 && kind == "bfrange" {
				note(strings[2], max(1, number(strings[1])-number(strings[0])+1))
				strings = strings[3:]
			}
		}
	}
	return codes, kinds, worth
}

// sections gives those of a CMap that begin with "beginbfchar", say.
func sections(b []byte, kind string) (all [][]byte) {
	for {
		_, after, ok := bytes.Cut(b, []byte("begin"+kind))
		if !ok {
			return all
		}
		section, after, _ := bytes.Cut(after, []byte("end"+kind))
		all, b = append(all, section), after
	}
}

func number(b []byte) int {
	v := 0
	for _, c := range b[:min(len(b), 4)] {
		v = v<<8 | int(c)
	}
	return v
}

func hexStrings(b []byte) [][]byte {
	var all [][]byte
	for {
		_, after, ok := bytes.Cut(b, []byte("<"))
		if !ok {
			return all
		}
		digits, rest, ok := bytes.Cut(after, []byte(">"))
		if !ok {
			return all
		}
		b = rest
		digits = bytes.Join(bytes.Fields(digits), nil)
		out := make([]byte, len(digits)/2)
		if n, err := hex.Decode(out, digits[:len(digits)/2*2]); err == nil {
			all = append(all, out[:n])
		} else {
			all = append(all, nil)
		}
	}
}

// decoded reads UTF-16.
func decoded(b []byte) []rune {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return utf16.Decode(units)
}

// tells says what a text of UTF-16 is worth.
func tells(b []byte) said {
	worth := noise
	for _, r := range decoded(b) {
		switch {
		case r >= 0xe000 && r <= 0xf8ff:
			worth = max(worth, private)
		case r >= ' ' && r != 0xfffd:
			return something
		}
	}
	return worth
}
