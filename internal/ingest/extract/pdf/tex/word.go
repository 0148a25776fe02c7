package tex

import "slices"

// functions are the words that stand upright in formulas.
var functions = []string{
	"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "log", "ln", "lg", "lim", "max", "min", "sup", "inf",
	"det", "dim", "ker", "rank", "rang", "rg", "tr", "sgn", "sign", "arg", "argmax", "argmin", "mod", "gcd", "lcm", "ggT", "kgV", "deg", "grad", "div", "rot", "curl", "id", "im", "Im", "Re",
	"Var", "Cov", "Corr", "Pr", "span", "diag", "vol", "conv", "supp", "Hom", "End", "Aut", "const", "def",
}

// connectives are the words of a language that stand between formulas in one line.
var connectives = []string{
	"if", "for", "all", "and", "or", "otherwise", "falls", "sonst", "und", "oder", "für", "si", "sinon", "et", "ou", "with", "mit",
}

// Within reports whether a word may stand in a formula: the name of a function,
// or what joins two of them.
func Within(word string) bool {
	return slices.Contains(functions, word) || slices.Contains(connectives, word)
}
