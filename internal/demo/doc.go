// Package demo holds texts of our own and what comes with them: the sample
// that a student may try the program with, and an account with three months of
// study in it, for pictures, tests and trying things out (studyapp demo).
//
// Everything goes in through the services' own doors, and every card's quote
// is found in the text of its document before the card is made.
package demo
