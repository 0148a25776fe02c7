// Package bidi finds the order of reading of lines that hold writing from
// right to left, of which a page only tells how they look.
package bidi
