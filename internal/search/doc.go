// Package search finds the passages of a student's documents, by words and by
// meaning.
//
// Each owner has a shard (package shard) in memory, loaded when first asked for
// and dropped when others need the room. A shard is only ever a copy of what
// PostgreSQL holds: it is loaded from a snapshot, brought up to date from the
// outbox before every search, and built anew whenever its snapshot is missing,
// torn, of another model or of another database. So a search sees every change
// that was committed before it began, and losing a shard loses nothing.
//
// The embed worker makes the missing vectors, fairly between owners; until a
// passage has its vector, it is found by its words. What is kept of a passage's
// tokens is made with the vector; Tokens reads it.
package search
