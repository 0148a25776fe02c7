// Package llm talks to language models. A Provider is one model behind one
// protocol; the Router keeps a circuit breaker for each, tries them in order
// and says why none answered. It measures how quickly each model reads (Pace),
// so that a prompt can be cut to the time that a student waits (Room), the wait
// can be said beforehand (Forecast), and a limit follows from it instead of a
// fixed number of seconds. A request that is given up or stopped closes its
// connection; a server that was silent is asked for a word in the background
// before another question goes there. JSON goes down a ladder, because real
// servers differ: a JSON schema, then a JSON object, then the prompt alone; the
// reply is validated, repaired once by the model, and then given up. The
// built-in provider is not here: it needs no model (package generation).
package llm
