// Package faiss is one shard's vectors in FAISS: add, remove, search, save and
// load, by the chunk's id. It is the only package with cgo of our own.
//
// go-faiss binds FAISS's C API; lib/libfaiss_c.a, which build.sh compiles from
// capi/, provides that API over Debian's static libfaiss and adds what go-faiss
// lacks: searching among given ids and reading all vectors back.
//
// An index is exact while it is small and becomes an inverted file (IVF) when
// Train says so. Vectors are L2-normalised by whoever makes them; scores are
// inner products, hence cosines.
//
// It promises no locking: searches may run beside each other, but not beside
// Add, Remove or Close. Of the program it imports only search/vector.
package faiss
