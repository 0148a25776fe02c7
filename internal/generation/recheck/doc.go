// Package recheck finds quotes in a document as it is now: those of cards whose
// document got a new file, and those that a student lets a card quote instead.
//
// It promises that a quote it places stands word for word there, also over a
// page break, and that one which is gone is said to be gone and never guessed
// at. Start reading at the worker of ingest.RecheckArgs (recheck.go) and at
// finder. The notes are package learning's; this one keeps no table, and must
// not import ask or cards.
package recheck
