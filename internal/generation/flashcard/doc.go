// Package flashcard makes cards from sentences without a model: definitions,
// reasons, conditions, parts, differences and gaps. A card is made only where
// the sentence's shape leaves no doubt what is asked and what answers it, and
// where the sentence can be understood alone; most sentences give none. It is
// pure; the caller locates and verifies the quotes.
package flashcard
