// Package document is what is done with a document as a whole: putting it in,
// giving it another title, course or file, deleting it and taking it back,
// reading it again, and making cards from it. To read in one is package reader.
//
// Its addresses begin with /documents. Start reading at Mount.
package document
