// Package askeval measures answers: questions with what an answer to them must
// say, asked of documents that are there, are counted as right, refused or
// invented.
//
// It asks nothing itself: who calls it gives the way to ask, which is
// ask.Service. It must not import packages of the web.
package askeval
