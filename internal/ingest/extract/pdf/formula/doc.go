// Package formula reads mathematics off a page: it puts what stands above,
// below and beside each other in formulas into one line, as TeX would say it.
// It knows glyphs and level rules and nothing of pages; package layout asks it
// before it looks for lines.
package formula
