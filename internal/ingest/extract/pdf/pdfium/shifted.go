package pdfium

import "studyapp/internal/ingest/extract/pdf/layout"

// unshifted mends ligatures of fonts with codes of two bytes, which Ghostscript 10
// writes a byte too far into their tables, the third letter added to the second:
// ff as U+6600 U+6600, fi as U+6600 U+6900, ffi as U+6600 U+CF00. One glyph of
// Chinese does not stand for two characters.
func unshifted(chars []layout.Char) []layout.Char {
	var out []layout.Char // nil as long as nothing is mended
	for i := 0; i < len(chars); i++ {
		letters := ""
		if i+1 < len(chars) && (i == 0 || !together(&chars[i-1], &chars[i])) && together(&chars[i], &chars[i+1]) {
			letters = shiftedBack(chars[i].R, chars[i+1].R)
		}
		if letters == "" || i+2 < len(chars) && together(&chars[i+1], &chars[i+2]) {
			if out != nil {
				out = append(out, chars[i])
			}
			continue
		}
		if out == nil {
			out = append(make([]layout.Char, 0, len(chars)+1), chars[:i]...)
		}
		for _, r := range letters {
			c := chars[i]
			c.R = r
			out = append(out, c)
		}
		i++
	}
	if out == nil {
		return chars
	}
	return out
}

// together reports whether two characters that follow each other stand in one place:
// their boxes may have been fitted to letters that they are not.
func together(a, b *layout.Char) bool {
	return a.Run == b.Run && a.Cluster == b.Cluster && min(a.X1, b.X1)-max(a.X0, b.X0) > .6*max(a.X1-a.X0, b.X1-b.X0) && min(a.Y1, b.Y1)-max(a.Y0, b.Y0) > .6*max(a.Y1-a.Y0, b.Y1-b.Y0)
}

// shiftedBack gives the letters that two characters are when their bytes are put
// back, none if that is not what they are.
func shiftedBack(a, b rune) string {
	first, second := a>>8, b>>8
	small := func(r rune) bool { return r >= 'a' && r <= 'z' }
	switch {
	case a&0xff != 0 || b&0xff != 0 || !small(first) && first != 'T' && first != 'Q':
		return ""
	case small(second):
		return string([]rune{first, second})
	case first == 'f' && small(second-'f'):
		return string([]rune{'f', 'f', second - 'f'})
	}
	return ""
}
