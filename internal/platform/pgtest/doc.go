// Package pgtest gives tests real servers: a PostgreSQL cluster and a
// redis-server for each test process, which die with it.
//
// [New] returns a fresh database, migrated, in milliseconds: it is a copy of a
// template that is migrated once.
package pgtest
