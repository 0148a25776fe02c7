package glyph

import (
	_ "embed"
	"errors"
	"strings"
	"sync"
)

//go:embed cffstrings.txt
var cffList string

var cffStrings = sync.OnceValue(func() []string {
	var all []string
	for line := range strings.Lines(cffList) {
		if !strings.HasPrefix(line, "#") {
			all = append(all, strings.TrimSpace(line))
		}
	}
	return all
})

var errCFF = errors.New("glyph: not a font program that is read")

// CFF reads the encoding of a font in the Compact Font Format (Adobe Technical
// Note 5176); ok is false where it has none of its own.
func CFF(program []byte) (names Names, ok bool) {
	c := cff{b: program}
	if err := c.read(&names); err != nil {
		return Names{}, false
	}
	return names, true
}

// CFFGlyphs tells what each glyph of a font in the Compact Font Format stands
// for, by its name.
func CFFGlyphs(program []byte) []string {
	if len(program) > 4 && string(program[:4]) == "OTTO" {
		program = openSfnt(program).tables["CFF "]
	}
	c := cff{b: program}
	top, err := c.open()
	count := c.number(top[glyphs], 2)
	if err != nil || count < 1 {
		return nil
	}
	var out []string
	for _, id := range c.charset(top[charset], count) {
		text, _ := Text(c.name(id))
		out = append(out, text)
	}
	return out
}

type cff struct {
	b       []byte
	strings [][]byte
}

// Operators of the top dictionary.
const charset, encoding, glyphs, ros = 15, 16, 17, 12<<8 | 30

// open reads the top dictionary of a font whose glyphs have names.
func (c *cff) open() (top map[int]int, err error) {
	head := c.number(2, 1)
	_, at, err := c.index(head) // names of fonts
	if err != nil {
		return nil, err
	}
	tops, at, err := c.index(at)
	if err != nil || len(tops) == 0 {
		return nil, errCFF
	}
	if c.strings, _, err = c.index(at); err != nil {
		return nil, err
	}
	top = cffDict(tops[0])
	if _, byNumber := top[ros]; byNumber {
		return nil, errCFF
	}
	return top, nil
}

func (c *cff) read(names *Names) error {
	top, err := c.open()
	if err != nil {
		return err
	}
	if top[encoding] <= 1 {
		return errCFF // Adobe's
	}
	count := c.number(top[glyphs], 2)
	if count < 1 {
		return errCFF
	}
	ids := c.charset(top[charset], count)
	return c.encoding(top[encoding], ids, names)
}

// number reads a number of n bytes, 0 behind the end.
func (c *cff) number(at, n int) int {
	if at < 0 || at+n > len(c.b) {
		return 0
	}
	v := 0
	for _, b := range c.b[at : at+n] {
		v = v<<8 | int(b)
	}
	return v
}

// index gives the parts of an INDEX and where it ends.
func (c *cff) index(at int) (parts [][]byte, end int, err error) {
	count := c.number(at, 2)
	if count == 0 {
		return nil, at + 2, nil
	}
	size := c.number(at+2, 1)
	if size < 1 || size > 4 || at+3+(count+1)*size > len(c.b) {
		return nil, 0, errCFF
	}
	base := at + 2 + (count+1)*size
	offset := func(i int) int { return base + c.number(at+3+i*size, size) }
	for i := range count {
		from, to := offset(i), offset(i+1)
		if from > to || from < 0 || to > len(c.b) {
			return nil, 0, errCFF
		}
		parts = append(parts, c.b[from:to])
	}
	return parts, offset(count), nil
}

// cffDict reads the last whole operand of each operator of a DICT.
func cffDict(b []byte) map[int]int {
	d := map[int]int{}
	last := 0
	for i := 0; i < len(b); {
		at := func(k int) int {
			if i+k < len(b) {
				return int(b[i+k])
			}
			return 0
		}
		switch c := at(0); {
		case c == 12:
			d[12<<8|at(1)] = last
			i += 2
		case c <= 21:
			d[c] = last
			i++
		case c == 28:
			last = int(int16(at(1)<<8 | at(2)))
			i += 3
		case c == 29:
			last = int(int32(at(1)<<24 | at(2)<<16 | at(3)<<8 | at(4)))
			i += 5
		case c == 30: // a real number, none of what is wanted
			for i++; i < len(b) && b[i]&15 != 15 && b[i]>>4 != 15; i++ {
			}
			i++
		case c >= 32 && c <= 246:
			last = c - 139
			i++
		case c >= 247 && c <= 250:
			last = (c-247)*256 + at(1) + 108
			i += 2
		case c >= 251 && c <= 254:
			last = -(c-251)*256 - at(1) - 108
			i += 2
		default:
			i++
		}
	}
	return d
}

// charset gives the number of each glyph's name.
func (c *cff) charset(at, count int) []int {
	ids := make([]int, 1, min(count, 1<<16))
	if at <= 2 { // Adobe's: the first of them counts on
		for len(ids) < cap(ids) {
			ids = append(ids, len(ids))
		}
		return ids
	}
	format := c.number(at, 1)
	for at++; len(ids) < cap(ids) && at < len(c.b); {
		id, more := c.number(at, 2), 0
		switch at += 2; format {
		case 1:
			more = c.number(at, 1)
			at++
		case 2:
			more = c.number(at, 2)
			at += 2
		}
		for k := 0; k <= more && len(ids) < cap(ids); k++ {
			ids = append(ids, id+k)
		}
	}
	return ids
}

func (c *cff) encoding(at int, ids []int, names *Names) error {
	format, n := c.number(at, 1), c.number(at+1, 1)
	name := func(code, glyph int) {
		if code < 256 && glyph < len(ids) {
			names[code] = c.name(ids[glyph])
		}
	}
	at += 2
	switch format & 0x7f {
	case 0:
		for i := range n {
			if at < len(c.b) {
				name(c.number(at, 1), i+1)
			}
			at++
		}
	case 1:
		glyph := 1
		for range n {
			first, more := c.number(at, 1), c.number(at+1, 1)
			for k := 0; k <= more; k++ {
				name(first+k, glyph)
				glyph++
			}
			at += 2
		}
	default:
		return errCFF
	}
	if format&0x80 != 0 {
		n = c.number(at, 1)
		for at++; n > 0; n-- {
			if code := c.number(at, 1); at+3 <= len(c.b) {
				names[code] = c.name(c.number(at+1, 2))
			}
			at += 3
		}
	}
	return nil
}

// name gives the name of a number.
func (c *cff) name(id int) string {
	standard := cffStrings()
	if id < len(standard) {
		if id == 0 {
			return ""
		}
		return standard[id]
	}
	if id -= len(standard); id < len(c.strings) {
		return string(c.strings[id])
	}
	return ""
}
