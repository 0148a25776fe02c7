// Package plaintext reads files of text without markup, in whatever encoding
// they are, and gives them back the structure that a typist put into lines:
// paragraphs out of hard-wrapped lines, chapter headings, lists and verse.
//
// Decode is also what the reader of Markdown begins with.
package plaintext
