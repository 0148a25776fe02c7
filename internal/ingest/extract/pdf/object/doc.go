// Package object reads single objects of a PDF file without reading the file:
// the tables that say where objects lie, object streams, and streams that are
// not compressed or compressed with Flate.
//
// It is for files in order. What is locked, damaged or larger than its bounds
// is an error, and the caller goes on without what it wanted to know; nothing
// is rebuilt, as pdfium does that already.
package object
