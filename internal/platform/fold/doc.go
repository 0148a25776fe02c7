// Package fold gives the spelling in which texts are compared with what
// somebody types: without case, accents and vowel signs, in one form of each
// letter, without what cannot be seen.
//
// It knows two spellings of a text. Plain takes the marks off (ü is u); Wide
// writes two letters where a language does so when the mark cannot be typed
// (ü is ue, å is aa, ø is oe). What is typed meets a text when it is the same
// in one of them; Spellings gives those that differ. Letters that only look
// like a letter with a mark keep it: й is no и, が no か.
//
// Two mirrors follow the same vectors (testdata/vectors.json): folded() in the
// database (migration 0027) and web/static/js/fold.ts in the browser. Who
// changes one changes all three; and the version of the words' index.
package fold
