// Package blob keeps the bytes of documents in files under one folder.
//
// Bytes arrive in a temporary file and are promoted to their key (durable,
// atomic) just before the transaction that names the key commits. A crash in
// between leaves a blob that no row names: Sweep removes it. Keys are made by
// the program, never by a user.
package blob
