// Package llm talks to language models. A Provider is one model behind one
// protocol; the Router keeps a circuit breaker for each, tries them in order
// and says why none answered. JSON goes down a ladder, because real servers
// differ: a JSON schema, then a JSON object, then the prompt alone; the reply
// is validated, repaired once by the model, and then given up. The built-in
// provider is not here: it needs no model (package generation).
package llm
