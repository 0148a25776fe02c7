// Package ask answers a student's questions from their documents, in
// conversations.
//
// It promises that nothing in an answer rests on trust: each sentence carries a
// quote that package cite found word for word in a page text, and a sentence
// without such a quote is marked unsupported. Two kinds of providers write: the
// built-in one, which needs no model and quotes the documents' own sentences,
// and OpenAI-compatible ones (package llm). When a model fails, the built-in
// provider answers instead and the answer says so. An answer outlives its asker
// and its process: it is a run of platform/runs.
//
// Start reading at Service.Ask. The package owns conversations, messages and
// citations; it asks package evidence for all that it quotes, and must not
// import cards or recheck.
package ask
