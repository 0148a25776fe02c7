// Package apparatus tells by their words what stands beside the running text of
// a document: captions, works in a list, entries of an index, and the titles of
// such lists. Where a thing stands on its page is not its business.
package apparatus
