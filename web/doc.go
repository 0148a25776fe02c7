// Package web is the one port of the program: the router, the middleware that
// every request passes, and what needs no sign-in. Pages are in web/page, the
// JSON API in web/api.
package web
