// Package reader is a document that is open: its pages or its text with the
// quotes marked in it, finding words, and the panel beside it with an answer or
// the document's cards.
//
// Its addresses are /documents/{id}, and part, find and read below it; what is
// done with a document as a whole is package document. Start reading at Mount.
package reader
