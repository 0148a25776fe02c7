// Package page puts together what a student sees: it hands the services to the
// packages of the pages and mounts them. The beginning of a page's address names
// its package:
//
//	/                                   today
//	/courses                            course
//	/documents                          document: putting in, changing, making cards
//	/documents/{id}, part, find, read   reader: the open document
//	/ask, /search                       ask
//	/review                             review
//	/cards                              cards
//	/settings, /more, /keys             settings
//	/admin                              admin
//	/setup, /signin, /signout, /password    entry
//	/sample, /events, /banner           sample, doclist, models
//
// Each has its handlers, views, templates and specimens, and declares the few
// methods that it needs of a service. They never import each other: what two
// need lies below them, in frame (around every page), doclist (documents in
// lists), cardface (a card's looks), answerview (an answer's looks), models,
// sample and gallery.
//
// Links are links and forms post: each page works without its scripts, which
// only make it quicker. A handler returns its error; frame.Do turns it into a
// page. What is one question or form (a dialog) is a page of its own, which the
// script shows over the page that links to it. Pages read and write through the
// modules' services alone and keep no state.
//
// Start reading at Mount.
package page
