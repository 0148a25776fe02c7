// Package sidejobs runs work that may be repeated, late or dropped: warming
// what a student will need after signing in, and sweeping temporary files. It
// is asynq over Redis; without Redis the same handlers run in this process.
// What a student would miss belongs in package jobs.
package sidejobs
