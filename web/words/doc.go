// Package words is the one place for what the program says to a student: the
// labels and sentences of the pages, and how numbers, dates and spans of time
// are written.
//
// Short, concrete, sentence case; what happened and what to do; no
// exclamation marks. The sentences of a failure come with the error from where
// it happened (errs.Error.Message). It imports nothing of the program.
package words
