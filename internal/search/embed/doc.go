// Package embed turns texts into vectors with a local ONNX model.
//
// The model is multilingual-e5-small: 384 dimensions, 100 languages, at most
// 512 tokens a text. Its weights come as one file with 4-bit blocks, vocabulary
// and normaliser; this package reads it (weights.go), tokenises (tokenizer.go),
// writes the ONNX graph beside it once (graph.go) and runs it in ONNX Runtime
// (model.go, run.go). A vector depends on its text alone, never on what else is
// embedded at the same time.
//
// It sends nothing anywhere: the runtime's telemetry is off before the library
// is loaded (runtime.go).
//
// Read gives each token of a text the vector that it has there, with its place
// and weight, for package late (read.go). PassagesAndTokens gives with a text's
// vector what is kept of its tokens, in 66 bytes each (code.go, late.Code).
//
// Answers reads a question and a text together and tells what of the text answers
// (reader.go, readergraph.go): the model's first layers with what was learned on
// top of them, from reader.bin. Folder learn has the programs that it was learned
// with.
//
// It promises unit length, so that a dot product is a cosine. It imports only
// late, vector and platform packages.
package embed
