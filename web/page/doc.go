// Package page is everything that a student sees: one file of handlers and one
// templ file for each page, put together from package ui.
//
// Links are links and forms post: each page works without its scripts, which
// only make it quicker. A handler returns its error; one place (do) turns it
// into a page. What is one question or form (dialog) is a page of its own,
// which the script shows over the page that links to it. It reads and writes
// through the modules' services alone and keeps no state.
//
// Start reading at Mount.
package page
