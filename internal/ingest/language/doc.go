// Package language tells in which language a text is written: by its script
// where that has one language, else by its commonest words, else by how its
// letters follow one another.
//
// It promises a BCP 47 tag without a region, or nothing: a text too short or
// too mixed to tell is not guessed at. What a file says of itself only decides
// between languages that the text could be in, since programs write their own
// language into files of any. It imports nothing of the program.
package language
