package glyph

import (
	"bytes"
	"strconv"
)

// Names is the name of each code's glyph, "" where it has none.
type Names [256]string

// Type1 reads the encoding in the readable part of a Type 1 font's program
// (Adobe Type 1 Font Format, 2.2); ok is false where it has none of its own.
func Type1(program []byte) (names Names, ok bool) {
	at := bytes.Index(program, []byte("/Encoding"))
	if at < 0 {
		return names, false
	}
	rest := program[at:]
	if end := bytes.Index(rest, []byte("currentfile eexec")); end >= 0 {
		rest = rest[:end]
	}
	f := bytes.Fields(bytes.ReplaceAll(rest, []byte("/"), []byte(" /")))
	for i := 1; i < len(f); i++ {
		switch string(f[i]) {
		case "StandardEncoding":
			return names, false
		case "readonly", "def":
			if ok {
				return names, true
			}
		case "dup": // dup 27 /ff put
			if i+2 >= len(f) || f[i+2][0] != '/' {
				continue
			}
			code, known := radix(string(f[i+1]))
			if !known {
				continue
			}
			names[code] = string(f[i+2][1:])
			ok = true
			i += 2
		}
	}
	return names, ok
}

// radix reads a number of PostScript, as in 27 or 8#33.
func radix(s string) (int, bool) {
	base := 10
	if i := bytes.IndexByte([]byte(s), '#'); i > 0 {
		b, err := strconv.Atoi(s[:i])
		if err != nil || b < 2 || b > 36 {
			return 0, false
		}
		s, base = s[i+1:], b
	}
	v, err := strconv.ParseUint(s, base, 8)
	return int(v), err == nil
}
