// Package chunk cuts the pages of a document into chunks: passages of about
// 240 tokens that follow its structure.
//
// It is pure: the same pages give the same chunks, however they are handed
// over and whatever was stopped in between. A chunk does not cross a heading
// of level 1 or 2, does not end inside a sentence unless the sentence alone is
// longer than the target, and takes each character of the pages, except
// furniture and the space between blocks, exactly once.
package chunk
