// Package tex finds the formulas in a page's text and writes them as TeX. It knows
// of each character what the page tells of it, and nothing of lines and places.
package tex
