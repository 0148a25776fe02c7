// Package layout turns the characters of a PDF page, which are no more than
// letters at places, into text in reading order with its structure.
//
// Analyze works on one page alone: it finds the directions of writing, words,
// lines and columns. Compose then takes what the neighbouring pages tell
// (running heads and feet, the size of body text) and writes the page:
// paragraphs, headings, lists, tables, the areas that are not running text,
// and a box for every character. What words tell by themselves, wherever they
// stand, is in the packages beside this one: apparatus, folio, hyphen. Both
// are pure functions, so a page comes out the same whenever and in whatever
// order it is read.
//
// All thresholds are in ems of the type they are about, so that slides and
// footnotes follow the same rules.
package layout
