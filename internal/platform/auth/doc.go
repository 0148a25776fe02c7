// Package auth knows who someone is: accounts, passwords, sessions and API
// tokens.
//
// It promises that a password is never stored, that a token or session is
// useless to who reads the database's backups (only hashes are kept of tokens
// and passwords), that guessing is slow, and that verifying passwords cannot
// eat the server's memory. Every row of the program belongs to an account's
// id, and a handler gets that id from User(ctx) alone.
package auth
