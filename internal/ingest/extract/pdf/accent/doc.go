// Package accent joins the marks that a page draws as glyphs of their own with
// the letters that they stand at, before its lines are found.
//
// TeX's older fonts have no letters with accents: a mark is drawn before its
// letter, raised over capitals, lowered below, and a reader that sorts pieces
// by their height puts raised ones at the end of the line. So order says
// little here, and place is what counts.
package accent
