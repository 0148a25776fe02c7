// Package postgres opens the database, brings its schema up to date and runs
// transactions.
//
// It promises that times come back in UTC, that [Migrate] may be called by
// several processes at once, and that [InTx] either commits all of its
// function's work or none. It knows nothing of what is stored and imports no
// module.
package postgres
