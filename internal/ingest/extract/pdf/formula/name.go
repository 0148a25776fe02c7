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
