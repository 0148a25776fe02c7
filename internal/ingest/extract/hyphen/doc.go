// Package hyphen tells what the hyphen at the end of a line is: a part of its
// word, or only the sign that the word goes on below.
//
// A text says most of it itself: it has the word elsewhere in one piece or with
// its hyphen, or other words of the same kind ("non-linear", "-based"). Where it
// says nothing, a word that goes on in small letters is one word, unless its
// first half is one that English sets before hyphens. The package reads text
// alone and imports nothing of the program.
package hyphen
