// Package api is the JSON interface under /api/v1: one handler a call, each a
// thin step between the wire and a module's service. The OpenAPI document is
// made from the handlers, so it cannot fall behind them.
//
// Every error is application/problem+json with a kind, also those that the
// framework finds while it reads a request. Ids are strings; a malformed one
// in a path names nothing and is 404. The package holds no rules of its own:
// what may be done is decided by the services, which are asked with the owner
// of the request and never without.
package api
