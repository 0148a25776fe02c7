// Package doclist draws documents in lists, wherever they stand: a row for each,
// the button that adds some, and the event stream that keeps the rows current.
// Today, courses and the pages of a document use it; it knows none of them.
package doclist
