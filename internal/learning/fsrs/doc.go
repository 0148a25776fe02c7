// Package fsrs schedules reviews with FSRS-6. It wraps go-fsrs so that a
// state is a pure function of the log: elapsed time is counted in whole spans
// of 24 hours (as py-fsrs does), whatever the time zone, and the fuzz of an
// interval depends on the card and its number of reviews alone.
package fsrs
