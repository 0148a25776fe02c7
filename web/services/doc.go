// Package services is what the pages and the API are made of: the modules'
// services, handed down from cmd, and the guards that decide who may pass.
// web/api and web/page both import it; it imports neither.
package services
