// Package settings is what a student chose: how pages look, how much is studied,
// tokens and the password; and the list of the keyboard.
//
// Its addresses begin with /settings, and are /more and /keys. Start reading at
// Mount.
package settings
