// Package fetchtest is a machine on which the search model can be fetched in
// tests: a Python of its own stands in for the one that would load 120 MB. It
// imports only package fetch.
package fetchtest
