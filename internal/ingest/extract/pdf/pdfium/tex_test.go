package pdfium

import "testing"

// The places are those of the TeXbook, appendix F.
func TestSignsOfTeXStandAtTheirCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		font string
		code int
		want rune
	}{
		{"cmmi10", 0x0b, 'α'}, {"lmmathitalic10-regular", 0x0f, 'ϵ'}, {"cmmi7", 0x40, '∂'}, {"cmmib10", 0x60, 'ℓ'}, {"cmmi10", 0x7a, 'z'},
		{"cmsy10", 0x00, '−'}, {"cmsy7", 0x32, '∈'}, {"cmsy10", 0x68, '⟨'}, {"cmsy10", 0x6b, '‖'}, {"cmsy10", 0x7f, '♠'},
		{"cmex10", 0x00, '('}, {"cmex10", 0x20, '('}, {"cmex10", 0x42, '⎜'}, {"cmex10", 0x5a, '∫'}, {"cmex10", 0x5b, '⋃'}, {"cmex10", 0x70, '√'},
		{"msbm10", 0x28, '⊊'}, {"msbm7", 0x3f, '∅'}, {"msbm10", 0x5a, 'Z'}, {"msam10", 0x36, '⩽'}, {"msam10", 0x7f, '⊝'},
	} {
		math, table := mathematics(c.font)
		if !math || len(table) != 128 || table[c.code] != c.want {
			t.Errorf("%s %#x: mathematics %v, got %q, want %q", c.font, c.code, math, table[c.code], c.want)
		}
	}
	for _, font := range []string{"cmr10", "times-roman", "mathilde"} {
		if math, table := mathematics(font); math || table != nil {
			t.Errorf("%s is no font of mathematics", font)
		}
	}
}
