// Package markdown reads Markdown: the text a student would read, without the
// marks, and spans that say what was a heading, a list, code, a table or
// mathematics, so that it can be shown as it was meant.
package markdown
