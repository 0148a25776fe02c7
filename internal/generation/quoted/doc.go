// Package quoted answers a question with the documents' own sentences. It
// needs no model: sentences and table rows of the passages found are ranked by
// meaning (vectors, when there are), by the question's words, numbers and
// names, and by the kind of answer the question wants; and it says when they
// do not hold the answer. It is pure.
//
// A page becomes units (unit.go; gather.go makes items of lists that nobody
// marked, entry.go parts lists of terms). A unit is scored (rank.go) with what
// speaks for it by the kind of question (suit.go, define.go, statement.go,
// reply.go, counted.go), also where a thing goes by its first letters
// (letters.go), and against it (against.go); what is chosen brings along
// what it needs (whole.go, reader.go, reason.go, sections.go), over the page's end
// too (around.go); of a comparison both sides are chosen (sides.go).
package quoted
