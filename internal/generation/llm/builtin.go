package llm

// BuiltIn is the name of the provider that quotes and needs no model. It stands
// in where none answers.
const BuiltIn = "built-in"
