// Package outbox is the list of what changed of the things that somebody
// follows: each such change writes its event in the transaction that makes it,
// and readers follow the list with a cursor. What a search index knows can
// therefore always be brought up to date, or rebuilt, from PostgreSQL alone.
//
// It promises that a reader which starts at a cursor sees every event behind
// it exactly once and in one order, whatever the order of commits, or is told
// that it was away for longer than events are kept. It imports nothing of the
// program but the identifiers and the database.
package outbox
