// Package shape has the characters of a page as its file draws them, and tells
// which part of its glyph's box each of several has that one glyph stands for.
package shape
