// Package evidence finds what answers and cards rest on: the passages for a
// question with their sentences ranked (the best passages are read token by
// token, close.go), the pages they stand on, and the quotes
// that prove a sentence, each in its place.
//
// It promises that a quote it returns stands word for word in the text of its
// page, at the offsets it names. Where the search model is missing or fails,
// words decide, and Found says so. It asks package search for passages and their
// tokens and ingest/passage for texts, keeps in memory what the search model made
// of the last questions and nothing else, and must not import what is built on
// it: packages ask, cards and recheck.
package evidence
