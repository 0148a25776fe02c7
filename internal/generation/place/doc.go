// Package place reads questions for a place in a document ("What is on page
// 5?", "exercise 4.2", "Kapitel 3") and finds the place: a page by the number
// printed on it, else by where it stands in the file; a section or a numbered
// thing by its heading or first words. What stands there is the answer. It is
// pure.
package place
