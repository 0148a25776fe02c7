// Package bus wakes readers up when something of an owner changed. It carries
// no data: a woken reader looks into PostgreSQL (the outbox, or
// the rows themselves). A lost wake-up costs a second, never an event, so
// nothing depends on Redis being there.
package bus
