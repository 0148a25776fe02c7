// Package character tells of single characters what a PDF means by them, and
// how the script they are of is written.
package character
