package formula

// functions have their exponents behind their names.
var functions = []string{"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "log", "ln", "exp", "arcsin", "arccos", "arctan"}

// lastWord is the word that glyphs end with.
func lastWord(list []Glyph) string {
	i := len(list)
	for i > 0 && letter(list[i-1].R) && len(list[i-1].Parts) == 0 && (i == len(list) || list[i].U0-list[i-1].U1 < .12*list[i].Size) {
		i--
	}
	word := ""
	for _, g := range list[i:] {
		word += string(g.R)
	}
	return word
}

// named reports whether glyphs end with a word in upright letters, such as the
// name of an operator.
func named(list []Glyph) bool {
	n := len(list)
	return n > 1 && letter(list[n-2].R) && !list[n-1].Math && !list[n-1].Italic && !list[n-2].Math && !list[n-2].Italic &&
		abs(list[n-2].Base-list[n-1].Base) < .05*list[n-1].Size && list[n-1].U0-list[n-2].U1 < .12*list[n-1].Size
}
