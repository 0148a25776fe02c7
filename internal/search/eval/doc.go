// Package eval measures search on collections whose answers are known. It
// ranks with the very shard that the application searches with, filled in
// memory, so a figure says what a student would get. It needs no database.
package eval
