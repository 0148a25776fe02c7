// Package ruled finds the cells of tables by what is drawn around them: lines and
// frames.
package ruled
