// Package review asks a student the cards that are due, one by one, and ends
// the day.
//
// Its addresses begin with /review. Start reading at Mount.
package review
