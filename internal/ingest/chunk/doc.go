// Package chunk cuts the pages of a document into chunks: passages of about
// 240 tokens that follow its structure.
//
// It is pure: the same pages give the same chunks, however they are handed
// over and whatever was stopped in between. A chunk does not cross a heading
// of level 1 or 2, does not end inside a sentence or a formula unless that
// alone is longer than the target, and takes each character of the pages,
// except what is named here and the space between blocks, exactly once. The
// heading cells of a table stand above its rows in each chunk that has some.
//
// Regions (extract.Span.Region) never share a chunk with running text.
// Captions, footnotes and notes of a section stand together in chunks of their
// own, behind those of the section; so do the entries of a bibliography, which
// are looked for by their names and years. Contents and index have no chunks:
// they hold every word that matters and say nothing about it, so that in a
// search they would stand before the places they point to. Only a document of
// nothing else has chunks of them. Furniture and superseded pages have none.
package chunk
