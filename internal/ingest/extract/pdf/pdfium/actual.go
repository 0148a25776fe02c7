package pdfium

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"studyapp/internal/ingest/extract/joiner"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// A PDF may say of a stretch of its content which text it stands for: a
// marked span with an ActualText (PDF 32000-1, 14.9.4). Chromium marks each
// cluster of glyphs that its shaper made of several letters so, and others a
// hyphen that is none, a decorated initial, a line of a script. pdfium's own
// text gives such a span doubled, in the place of its first glyph alone, or
// not at all; so the marks are taken off before pdfium reads the page, and
// the texts put in place of the glyphs after.

// actual is the spans of one page.
type actual struct {
	of    map[uint64]int32 // the span that a text object is in, from 1
	texts [][]rune         // of span n at n-1
}

// maxActual bounds the letters of one span.
const maxActual = 4000

// takeActual collects the spans of a page that have an ActualText, and takes
// these marks off the page's objects. It must be called before the page's text
// is loaded.
func (d *Document) takeActual(objects []object, labels labels) actual {
	a := actual{of: map[uint64]int32{}}
	spans := map[uint64]int32{} // by the handle of the mark
	type marked struct{ object, mark uint64 }
	var off []marked
	e := d.e
	key, free := uint64(0), func() {}
	defer func() { free() }()
	object := func(o uint64, marks []uint64) {
		for _, mark := range marks {
			n, known := spans[mark]
			if !known {
				if key == 0 {
					key, free = e.cstring("ActualText")
				}
				if text, ok := d.markText(mark, key); ok {
					a.texts = append(a.texts, textString(text))
					n = int32(len(a.texts))
				}
				spans[mark] = n // 0: a mark of another kind
			}
			if n == 0 {
				continue
			}
			off = append(off, marked{o, mark})
			if _, in := a.of[o]; !in { // the outer text stands for the inner ones too
				a.of[o] = n
			}
		}
	}
	for i, o := range objects {
		if o.kind == textObject {
			object(o.handle, labels.of(i))
		}
	}
	for _, m := range off {
		e.call("FPDFPageObj_RemoveMark", m.object, m.mark)
	}
	return a
}

// markText gives an entry of a mark that is a text string, as the file writes
// it; key is the entry's name in the guest's memory.
func (d *Document) markText(mark, key uint64) ([]byte, bool) {
	e := d.e
	// Where the length comes back, and behind it the bytes.
	length, buffer, room := e.out, e.out+8, uint32(outSize-8)
	if !e.flag("FPDFPageObjMark_GetParamBlobValue", mark, key, uint64(buffer), uint64(room), uint64(length)) {
		return nil, false
	}
	n := binary.LittleEndian.Uint32(e.bytes(length, 4))
	if n <= room {
		return bytes.Clone(e.bytes(buffer, int(n))), true
	}
	if n > 4*maxActual {
		return nil, false
	}
	p, err := e.host.Malloc(uint64(n))
	if err != nil {
		return nil, false
	}
	defer func() { _ = e.host.Free(p) }()
	if !e.flag("FPDFPageObjMark_GetParamBlobValue", mark, key, p, uint64(n), uint64(length)) {
		return nil, false
	}
	return bytes.Clone(e.bytes(uint32(p), int(n))), true
}

// flag calls a function that reports whether it could.
func (e *Engine) flag(name string, args ...uint64) bool { return e.callInt(name, args...) != 0 }

// textString decodes a text string (PDF 32000-2, 7.9.2.2): UTF-16 or UTF-8
// with a mark in front, or PDFDocEncoding. Escapes that name a language are
// left out.
func textString(b []byte) []rune {
	var out []rune
	switch s := string(b); {
	case strings.HasPrefix(s, "\xfe\xff"), strings.HasPrefix(s, "\xff\xfe"):
		order := binary.ByteOrder(binary.BigEndian)
		if b[0] == 0xff {
			order = binary.LittleEndian
		}
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, order.Uint16(b[i:]))
		}
		out = decoded(units)
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		out = []rune(s[3:])
	default:
		out = make([]rune, 0, len(b))
		for _, c := range b {
			out = append(out, docEncoding(c))
		}
	}
	out = slices.DeleteFunc(out, func(r rune) bool { return r == utf8.RuneError })
	const escape = 0x1b
	for i := 0; i < len(out); i++ {
		if out[i] != escape {
			continue
		}
		if j := slices.Index(out[i+1:], escape); j >= 0 && j <= 6 {
			out = slices.Delete(out, i, i+j+2)
			i--
		}
	}
	return out
}

// decoded reads UTF-16 and leaves out what is none.
func decoded(units []uint16) []rune {
	return slices.DeleteFunc(utf16.Decode(units), func(r rune) bool { return r == utf8.RuneError })
}

// docEncoding gives what a byte is in PDFDocEncoding (PDF 32000-1, annex D.3).
func docEncoding(c byte) rune {
	switch {
	case c >= 0x18 && c <= 0x1f:
		return []rune("˘ˇˆ˙˝˛˚˜")[c-0x18]
	case c >= 0x80 && c <= 0xa0:
		return []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€")[c-0x80]
	}
	return rune(c)
}

// joiner gives the sign that a span stands for alone, 0 where it does not.
func (a *actual) joiner(span int32) rune {
	if span == 0 || len(a.texts[span-1]) != 1 || !joiner.Is(a.texts[span-1][0]) {
		return 0
	}
	return a.texts[span-1][0]
}

// replace puts the spans' texts where their glyphs stand. chars have the
// number of their span in Cluster; after, clusters are numbered anew.
func (a *actual) replace(chars []layout.Char, styles []layout.Style) []layout.Char {
	if len(a.texts) == 0 {
		return chars
	}
	glyphs := make([][]layout.Char, len(a.texts))
	for _, c := range chars {
		if c.Cluster > 0 {
			glyphs[c.Cluster-1] = append(glyphs[c.Cluster-1], c)
		}
	}
	out := make([]layout.Char, 0, len(chars))
	done := make([]bool, len(a.texts))
	clusters := int32(0)
	for _, c := range chars {
		if c.Cluster == 0 {
			out = append(out, c)
			continue
		}
		n := c.Cluster - 1
		if done[n] {
			continue
		}
		done[n] = true
		for _, g := range spread(a.texts[n], glyphs[n], styles) {
			clusters++
			for _, r := range g.text {
				g.box.R, g.box.Cluster = r, clusters
				out = append(out, g.box)
			}
		}
	}
	return out
}

// share is the part of a span's text that stands in one box.
type share struct {
	text []rune
	box  layout.Char
}

// spread gives each letter of a span a box. Glyphs of one place hold the text
// as a whole. Where they run on, over words or lines, those that mean the same
// letter as the text have it, and the letters between are shared out among the
// glyphs between.
func spread(text []rune, glyphs []layout.Char, styles []layout.Style) []share {
	if inked := slices.DeleteFunc(slices.Clone(glyphs), func(c layout.Char) bool { return unicode.IsSpace(c.R) }); len(inked) > 0 {
		glyphs = inked // else codes without a meaning of their own, which may look like spaces
	}
	if len(text) == 0 || len(glyphs) == 0 {
		return nil
	}
	if close(glyphs, styles) {
		return []share{{text, union(glyphs)}}
	}
	var all []share
	give := func(text []rune, glyphs []layout.Char) {
		for i, r := range text {
			k := min(i*len(glyphs)/len(text), len(glyphs)-1)
			if i > 0 && k == min((i-1)*len(glyphs)/len(text), len(glyphs)-1) {
				last := &all[len(all)-1]
				last.text = append(last.text, r)
				continue
			}
			all = append(all, share{[]rune{r}, glyphs[k]})
		}
	}
	meant, drawn := make([]rune, len(text)), make([]rune, len(glyphs))
	for i, r := range text {
		meant[i] = plain(r)
	}
	for j := range glyphs {
		drawn[j] = plain(glyphs[j].R)
	}
	i, j := 0, 0
	for i < len(text) && j < len(glyphs) {
		if meant[i] == drawn[j] {
			all = append(all, share{text[i : i+1 : i+1], glyphs[j]})
			i, j = i+1, j+1
			continue
		}
		di, dj := resume(meant[i:], drawn[j:])
		if dj == 0 { // letters that no glyph shows: with the one before
			if n := len(all); n > 0 {
				all[n-1].text = append(all[n-1].text, text[i:i+di]...)
			} else {
				give(text[i:i+di], glyphs[j:j+1])
			}
		} else {
			give(text[i:i+di], glyphs[j:j+dj])
		}
		i, j = i+di, j+dj
	}
	if i < len(text) {
		if n := len(all); n > 0 {
			all[n-1].text = append(all[n-1].text, text[i:]...)
		}
	}
	return all
}

// resume gives after how many letters and glyphs both go on alike, all of
// them if they do not.
func resume(text, glyphs []rune) (letters, shapes int) {
	const far = 24
	for sum := 1; sum <= far; sum++ {
		for di := 0; di <= sum && di < len(text); di++ {
			dj := sum - di
			if dj < len(glyphs) && text[di] == glyphs[dj] && (di+1 == len(text) || dj+1 == len(glyphs) || text[di+1] == glyphs[dj+1]) {
				return di, dj
			}
		}
	}
	return len(text), len(glyphs)
}

// plain is a letter without what only its shape adds.
func plain(r rune) rune {
	if r < 0x80 {
		return r
	}
	r, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	return r
}

// close reports whether glyphs stand in one place, as those of a cluster do.
func close(glyphs []layout.Char, styles []layout.Style) bool {
	const most = 4 // ems
	if len(glyphs) == 1 {
		return true
	}
	em := float32(1)
	for i := range glyphs {
		em = max(em, styles[glyphs[i].Style].Size)
	}
	u := union(glyphs)
	wide, high := u.X1-u.X0, u.Y1-u.Y0
	if styles[u.Style].Angle%180 == 90 {
		wide, high = high, wide
	}
	return wide <= most*em && high <= 2.2*em
}

// union is a box around glyphs, in the style of the largest.
func union(glyphs []layout.Char) layout.Char {
	u := glyphs[0]
	for _, c := range glyphs[1:] {
		if c.X1-c.X0 > u.X1-u.X0 {
			u.Style = c.Style
		}
		u.X0, u.Y0, u.X1, u.Y1 = min(u.X0, c.X0), min(u.Y0, c.Y0), max(u.X1, c.X1), max(u.Y1, c.Y1)
	}
	return u
}
