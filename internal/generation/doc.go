// Package generation turns a student's documents into answers and cards.
//
// It promises that nothing it makes rests on trust: each sentence of an answer
// and each card carries a quote that package cite found word for word in the
// page text, and a sentence without such a quote is marked unsupported. Two
// kinds of providers write: the built-in one, which needs no model and quotes
// the documents' own sentences, and OpenAI-compatible ones (package llm). When
// a model fails, the built-in provider answers instead and the answer says so.
//
// Start reading at Service.Ask for answers and at Service.Generate for cards.
// The package reads documents and chunks, asks package search for passages and
// gives its notes to package learning; nothing below imports it.
package generation
