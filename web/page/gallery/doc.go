// Package gallery shows pages in states that no link leads to, for developers:
// each package of pages has specimens of its own. It also has the texts that
// specimens are made of.
package gallery
