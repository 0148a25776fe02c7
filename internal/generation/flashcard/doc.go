// Package flashcard makes cards without a model: from sentences that define,
// name, give a reason or tell a difference, from terms that are set off before
// what is said of them, from definitions and theorems with their names, from
// enumerations with what leads to them, and from rows of tables.
//
// A card is made only where a stranger to the text could answer it and would
// want to know: where the form leaves no doubt what is asked and what answers
// it, and where both can be understood alone. Everything else is refused with a
// Reason, and most sentences give nothing. docs/cards.md says how cards are
// scored. A language has cards only where its rules are here.
//
// The package is pure; the caller reads the pages, locates the quotes and holds
// the cards against them.
package flashcard
