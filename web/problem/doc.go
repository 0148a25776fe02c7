// Package problem is the one mapping from an error to an HTTP answer: a
// problem+json body (RFC 9457) for programs, a page for people.
package problem
