// Package outline answers questions about a document as a whole ("What is this
// about?", "main topics") with its own words: the sentences that say most of
// what the document says, and the headings of its largest parts. It is pure.
package outline
