// Package cards makes flashcards from a document.
//
// It promises that each card carries a quote which package cite found word for
// word in a page text and which proves it; what is not proven, or like another
// card, is counted and left out. A model writes where one answers; the built-in
// patterns of package flashcard do otherwise.
//
// Start reading at Service.Generate. A Generation is a run of platform/runs; the
// notes go to package learning in the transaction of its progress. The
// package keeps the table card_vectors, by which new cards are compared with all
// of the student's (stock.go, package twin); it must not import ask or recheck.
package cards
