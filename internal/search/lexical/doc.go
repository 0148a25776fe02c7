// Package lexical finds chunks by their words: BM25 over texts that are
// analysed by their language.
//
// A text is cut into words by Unicode's rules, stopped and stemmed by the
// analyser of its language (bleve's), and scripts without spaces become
// bigrams. A query is analysed once for each language that the index holds;
// the stems of one query word form a group that is scored as one term, so that
// a word counts once however many languages spell its stem differently.
//
// Stems have no marks (package fold), so that a word is found as it is typed;
// a word that has marks is kept with them as well, and texts that have a
// question's word as it was typed come first. What cannot be seen, and the
// hyphen at the end of a line, parts no word.
//
// Scores depend only on the texts that are in the index now, not on the order
// or the removals that led there. The package promises no locking: searches
// may run beside each other, but not beside Add, Remove or Load.
package lexical
