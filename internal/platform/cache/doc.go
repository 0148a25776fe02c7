// Package cache keeps small results for a while: in this process for a few
// seconds and, where there is one, in Redis for all nodes. Everything in it
// can be lost at any time; nothing in it is truth.
package cache
