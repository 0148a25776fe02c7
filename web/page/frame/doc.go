// Package frame is what the packages of the pages share: the navigation around a
// page, dialogs, the message for the next page, identifiers in addresses, and the
// page of an error.
//
// It lies below them all: it imports no other package of web/page, and knows of
// the services only the courses of who is signed in.
package frame
