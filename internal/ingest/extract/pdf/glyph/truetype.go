package glyph

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// sfnt is the tables of a TrueType font (OpenType specification, 1.9).
type sfnt struct{ tables map[string][]byte }

func openSfnt(b []byte) sfnt {
	s := sfnt{map[string][]byte{}}
	for i := range min(int(s.u16(b, 4)), 100) {
		at := 12 + 16*i
		if at+16 > len(b) {
			break
		}
		from, n := int(binary.BigEndian.Uint32(b[at+8:])), int(binary.BigEndian.Uint32(b[at+12:]))
		if from <= len(b) && n <= len(b)-from {
			s.tables[string(b[at:at+4])] = b[from : from+n]
		}
	}
	return s
}

// u16 reads a number, 0 behind the end.
func (sfnt) u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint16(b[at:])
}

func (s sfnt) u32(b []byte, at int) uint32 {
	return uint32(s.u16(b, at))<<16 | uint32(s.u16(b, at+2))
}

// charmap is one of a font's tables from codes to glyphs.
type charmap struct {
	platform, encoding uint16
	b                  []byte
}

func (s sfnt) charmaps() []charmap {
	cmap := s.tables["cmap"]
	var all []charmap
	for i := range min(int(s.u16(cmap, 2)), 30) {
		at := 4 + 8*i
		if from := int(s.u32(cmap, at+4)); from > 0 && from < len(cmap) {
			all = append(all, charmap{s.u16(cmap, at), s.u16(cmap, at+2), cmap[from:]})
		}
	}
	return all
}

// each gives all codes of a charmap with their glyphs.
func (s sfnt) each(c charmap, give func(code, glyph int)) {
	const most = 1 << 17 // codes
	left := most
	one := func(code, glyph int) {
		if left--; left > 0 && glyph > 0 {
			give(code, glyph)
		}
	}
	b := c.b
	switch s.u16(b, 0) {
	case 0:
		for code := 0; code < 256 && 6+code < len(b); code++ {
			one(code, int(b[6+code]))
		}
	case 4:
		n := int(s.u16(b, 6)) / 2
		for i := range n {
			end, start := int(s.u16(b, 14+2*i)), int(s.u16(b, 16+2*n+2*i))
			delta, shift := int(s.u16(b, 16+4*n+2*i)), int(s.u16(b, 16+6*n+2*i))
			for code := start; code <= end && code < 0xffff && left > 0; code++ {
				g := code
				if shift != 0 {
					if g = int(s.u16(b, 16+6*n+2*i+shift+2*(code-start))); g == 0 {
						left--
						continue
					}
				}
				one(code, (g+delta)&0xffff)
			}
		}
	case 6:
		first := int(s.u16(b, 6))
		for i := range int(s.u16(b, 8)) {
			one(first+i, int(s.u16(b, 10+2*i)))
		}
	case 12:
		for i := range min(int(s.u32(b, 12)), most) {
			start, end, g := int(s.u32(b, 16+12*i)), int(s.u32(b, 20+12*i)), int(s.u32(b, 24+12*i))
			for code := start; code <= end && left > 0; code++ {
				one(code, g+code-start)
			}
			if left <= 0 {
				return
			}
		}
	}
}

// TrueTypeGlyphs tells what each glyph of a TrueType font stands for, as far as
// its tables say: that of Unicode, and the names of glyphs.
func TrueTypeGlyphs(program []byte) []string {
	s := openSfnt(program)
	return s.glyphs()
}

func (s sfnt) glyphs() []string {
	out := make([]string, int(s.u16(s.tables["maxp"], 4)))
	for _, c := range s.charmaps() {
		if c.platform != 0 && (c.platform != 3 || c.encoding != 1 && c.encoding != 10) {
			continue
		}
		s.each(c, func(code, glyph int) {
			if glyph < len(out) && out[glyph] == "" && code >= ' ' && utf8.ValidRune(rune(code)) && (code < 0xe000 || code > 0xf8ff) {
				out[glyph] = string(rune(code))
			}
		})
	}
	for glyph, name := range s.names() {
		if glyph < len(out) && out[glyph] == "" {
			out[glyph], _ = Text(name)
		}
	}
	return out
}

// names gives the names of the glyphs in the font's table "post".
func (s sfnt) names() []string {
	post := s.tables["post"]
	if s.u32(post, 0) != 0x20000 {
		return nil
	}
	const usual = 258 // Macintosh names, which only subsets without others have
	n := int(s.u16(post, 32))
	var own []string
	for at := 34 + 2*n; at < len(post); {
		end := at + 1 + int(post[at])
		if end > len(post) {
			break
		}
		own = append(own, string(post[at+1:end]))
		at = end
	}
	out := make([]string, n)
	for glyph := range out {
		if k := int(s.u16(post, 34+2*glyph)) - usual; k >= 0 && k < len(own) {
			out[glyph] = own[k]
		}
	}
	return out
}

// TrueTypeCodes tells what the codes of a TrueType font of symbols stand for, as
// far as its tables say, and which codes it has, in order.
func TrueTypeCodes(program []byte) (e Encoding, used []int) {
	s := openSfnt(program)
	glyphs := s.glyphs()
	for _, c := range s.charmaps() {
		if c.platform != 1 && (c.platform != 3 || c.encoding != 0) {
			continue
		}
		s.each(c, func(code, glyph int) {
			if code >= 0xf000 && code <= 0xf0ff {
				code -= 0xf000
			}
			if code >= len(e) || glyph >= len(glyphs) {
				return
			}
			used = append(used, code)
			if e[code] == "" {
				e[code] = glyphs[glyph]
			}
		})
	}
	slices.Sort(used)
	return e, slices.Compact(used)
}
