// Package archtest holds the tests of the house's own rules: which package may
// import which, where C and the environment may be touched, and that each
// package says what it is for. ARCHITECTURE.md states the rules.
package archtest
