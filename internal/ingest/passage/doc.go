// Package passage keeps the passages of documents for who indexes and quotes
// them: the chunks with the vectors that the models make of them, which of the
// models is the one in use, and the pages that passages stand on. It is where
// search reads what it ranks and writes what it has computed, and where
// generation reads what it quotes.
//
// Passages and vectors are one room because they live and die together and are
// asked for together: which chunk has no vector is one statement here. The
// package promises that what lies in the bin is no passage to be found, and that a
// function which reaches beyond one owner says so. It imports the platform and the types
// of a passage, and knows neither a model nor an index.
package passage
