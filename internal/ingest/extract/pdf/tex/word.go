package tex

import (
	"slices"
	"strings"
)

// functions are the words that stand upright in formulas.
var functions = []string{
	"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "log", "ln", "lg", "lim", "max", "min", "sup", "inf",
	"det", "dim", "ker", "rank", "rang", "rg", "tr", "sgn", "sign", "arg", "argmax", "argmin", "mod", "gcd", "lcm", "ggT", "kgV", "deg", "grad", "div", "rot", "curl", "id", "im", "Im", "Re",
	"Var", "Cov", "Corr", "Pr", "span", "diag", "vol", "conv", "supp", "Hom", "End", "Aut", "const", "def",
}

// known are those of functions that TeX has commands for.
var known = strings.Fields("sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh exp log ln lg lim max min sup inf det dim ker arg deg gcd Pr")

// function gives how long the name of a function is that stands at i, 0 where none
// does. Two letters in a font of mathematics are a product.
func function(signs []Sign, i int) int {
	if i > 0 && letter(signs[i-1].R) || !letter(signs[i].R) {
		return 0
	}
	n, upright := 0, true
	for i+n < len(signs) && letter(signs[i+n].R) && (n == 0 || signs[i+n].Before == "") {
		upright = upright && signs[i+n].Face == Upright
		n++
	}
	if n < 2 || n == 2 && !upright || !slices.Contains(functions, runes(signs[i:i+n])) {
		return 0
	}
	return n
}

// command gives what TeX sets the name of a function with.
func command(name string) string {
	if slices.Contains(known, name) {
		return `\` + name
	}
	return `\operatorname{` + name + "}"
}

// connectives are the words of a language that stand between formulas in one line.
var connectives = []string{
	"if", "for", "all", "and", "or", "otherwise", "falls", "sonst", "und", "oder", "für", "si", "sinon", "et", "ou", "with", "mit",
}

// fewest is how many upright letters are a word, at least: fewer are the names of
// points and sizes.
const fewest = 3

// words gives how long the words of text are that signs begin with.
func words(signs []Sign) int {
	end := 0
	for {
		at := end
		if at > 0 && at < len(signs) && signs[at].R == ' ' {
			at++
		}
		n := word(signs[at:])
		if n == 0 {
			return end
		}
		end = at + n
	}
}

// ofText reports whether a sign is a letter in a font of text.
func (s *Sign) ofText() bool { return s.Face != Symbols && letter(s.R) }

// word gives how long the word is that signs begin with, 0 where they begin with
// none, or with the name of a function.
func word(signs []Sign) int {
	n, upright := 0, true
	for n < len(signs) && signs[n].ofText() && (n == 0 || signs[n].Before == "") {
		upright = upright && signs[n].Face == Upright
		n++
	}
	switch name := runes(signs[:n]); {
	case slices.Contains(functions, name), n < fewest && !slices.Contains(connectives, name):
		return 0
	case upright, slices.Contains(connectives, name):
		return n
	}
	return 0
}

// Within reports whether a word may stand in a formula: the name of a function,
// or what joins two of them.
func Within(word string) bool {
	return slices.Contains(functions, word) || slices.Contains(connectives, word)
}
