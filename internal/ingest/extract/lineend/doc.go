// Package lineend says how the lines of a text join where one ends with a
// hyphen: the sign of a word that goes on below, or a part of its word.
//
// A text says most of it itself, by the words that it has elsewhere; package
// hyphen, which PDFs are read with, judges by them.
package lineend
