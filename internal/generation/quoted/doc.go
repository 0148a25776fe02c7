// Package quoted answers a question with the documents' own sentences. It
// needs no model: sentences and table rows of the passages found are ranked by
// meaning (vectors, when there are), by the question's words, numbers and
// names, and by the kind of answer the question wants; and it says when they
// do not hold the answer. It is pure.
package quoted
