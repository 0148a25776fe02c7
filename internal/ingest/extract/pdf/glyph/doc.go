// Package glyph tells what the glyphs of a font stand for: by their names, by
// the encodings that TeX's fonts have, and, where a font has lost its name, by
// how wide its characters are.
package glyph
