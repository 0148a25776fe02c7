// Package learning keeps what a student wants to remember: courses, notes with
// their cards, the log of reviews, and what is due.
//
// The log (reviews, review_voids) holds append-only facts with ids made on the
// device. Everything about a card's memory (card_states) is derived from these
// facts and the course's target retention, and from nothing else: Rebuild gives
// the same states to the last bit, whatever the order in which the facts
// arrived.
//
// The queue is derived once more, by triggers in the database, from cards,
// notes and card_states: a narrow row for each card that could be asked. What
// is due is counted and put in order from it alone (queue.go).
//
// Every method names the owner whose rows it reads and writes; another owner's
// row is errs.NotFound. The package imports only the platform and its own
// fsrs. Whoever makes cards elsewhere (generation) calls CreateNotesTx.
package learning
