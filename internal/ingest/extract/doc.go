// Package extract says what reading a document gives: pages of text, the
// structure over that text, and the way back from each character to its place
// on the page.
//
// Offsets are Unicode code points in a page's Text, half-open; pages count
// from 1. The text is what a student would read (ligatures and hyphenation
// resolved, in reading order), and quotes are verbatim in it. Spans and Glyphs
// have compact binary forms with a version in front, so that rows written by
// an older program stay readable.
//
// The readers are in the packages below this one (pdf, markdown, plaintext).
// This package imports nothing of the program.
package extract
