// Package pagetest serves the pages over a database of a test's own, seen by one
// student, for the tests of the packages of pages.
package pagetest
