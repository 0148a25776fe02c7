// Package cards is the card browser: the list with its filter, one card with its
// history, writing and editing cards by hand, and deciding about those that
// lost their quote.
//
// Its addresses begin with /cards. Start reading at Mount.
package cards
