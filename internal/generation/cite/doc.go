// Package cite judges what an answer or a card claims. It finds a quote in a
// page text so that what is stored stands there word for word, and it gives a
// sentence its verdict against quotes.
//
// Verify looks at words alone: supported is only given where every content
// word, number, name, negation and hedge of the sentence stands in the quote in
// the same order. Support knows paraphrases too, by the vectors that the search
// model gave the tokens of both; what turns a claim still decides. Both are for
// quotes that somebody gave. One that was looked for in many texts is held to more
// (Said, Among): texts on one subject have most of the words of what they do not
// say. The package is pure and runs no model.
package cite
