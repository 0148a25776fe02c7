// Package parts cuts a text that has no pages into parts of at most 64 KB, at
// headings where it can, and serves them as the pages of a document.
//
// The readers of text and Markdown hand it blocks; it sets the empty lines
// between them and moves their spans, so that all blocks of a part tile its
// text. It imports nothing of the program but extract and errs.
package parts
