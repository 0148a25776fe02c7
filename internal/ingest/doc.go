// Package ingest brings documents in: it takes an upload, reads it page by
// page, cuts it into chunks and says when a search finds it.
//
// It promises that a document, its first version and its job exist together or
// not at all; that a killed worker goes on behind the last page it committed,
// with the chunks an undisturbed run would have made; and that every failure
// has a kind and a sentence a student understands.
//
// extract/… turn files into pages, chunk turns pages into chunks. Vectors and
// search are not known here: chunks are announced in the outbox and by
// EmbedArgs, and a Prober, set by cmd, says whether a search finds them.
package ingest
