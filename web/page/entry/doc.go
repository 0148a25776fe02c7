// Package entry is the way in: the first account, signing in and out, and
// choosing one's own password after a one-time one.
//
// Its addresses are those of package services, and /signout. Start reading at
// Mount.
package entry
