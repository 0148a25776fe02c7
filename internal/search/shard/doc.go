// Package shard is one owner's index in memory: the words and the vectors of
// all their chunks, and what of the documents a search is narrowed by. It ranks
// chunks for a question; the application and `studyapp eval retrieval` both
// rank through it.
//
// It promises that what it ranks depends on the chunks it holds now, not on the
// order in which they came and went, and that a saved shard loads as the same or
// not at all. It knows neither PostgreSQL nor the model; search keeps it up to
// date. Its methods may be called by many goroutines.
package shard
