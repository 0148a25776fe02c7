// Package cite proves what an answer or a card claims. It finds a quote in a
// page text so that what is stored stands there word for word, and it gives a
// sentence its verdict against quotes. It is pure and knows no model: a
// verdict of supported is only given where every content word, number, name,
// negation and hedge of the sentence stands in the quote in the same order.
package cite
