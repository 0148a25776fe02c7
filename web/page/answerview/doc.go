// Package answerview draws an answer wherever it stands, in its conversation or
// beside a document: its sentences with what was found of each, its sources, the
// field for the next question, and the places of its quotes in a document.
package answerview
