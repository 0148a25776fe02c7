// Package cardface draws what a card looks like wherever it stands: its two
// sides, its state in words, the address of its quote, and the language of its
// texts. The card browser, the review and the reader use it.
package cardface
