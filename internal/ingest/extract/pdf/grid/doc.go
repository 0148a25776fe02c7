// Package grid puts what stands in a table together to its columns and rows,
// from places and words alone: PDF files draw tables and do not say so.
package grid
