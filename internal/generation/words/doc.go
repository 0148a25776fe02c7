// Package words reads a text as answers and cards need it: its tokens with
// stems, its numbers in one spelling, its names, its negations and hedges. It is
// pure. Sixteen languages have stop words and a stemmer; in
// others a token is its own stem, and scripts without spaces give character
// pairs.
package words
