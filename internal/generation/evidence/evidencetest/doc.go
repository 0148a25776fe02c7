// Package evidencetest gives tests of package generation's rooms a world to
// find evidence in: a database with documents as ingest leaves them, a real
// search over it and, on demand, a model that says what the test tells it to.
package evidencetest
