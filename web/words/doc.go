// Package words has what pages of several kinds say to a student, and how
// numbers, dates and spans of time are written. What one kind of page alone says
// stands beside it, in its words.go.
//
// Short, concrete, sentence case; what happened and what to do; no
// exclamation marks. The sentences of a failure come with the error from where
// it happened (errs.Error.Message). It imports nothing of the program.
package words
