package tex

import "testing"

// signs sets a text in which [words] are upright, <words> in italics of text, and
// the rest in a font of mathematics.
func signs(text string) []Sign {
	var out []Sign
	face := Symbols
	for _, r := range text {
		switch r {
		case '[':
			face = Upright
		case '<':
			face = Slanted
		case ']', '>':
			face = Symbols
		default:
			out = append(out, Sign{R: r, Face: face})
		}
	}
	return out
}

func TestWordsOfTextAreWrittenAsSuch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, want string }{
		{"a word", "f(x)=0 [für] x≥1", `f(x)=0 \ \text{für}\  x≥1`},
		{"several", "x [falls gerade], y [sonst]", `x \ \text{falls gerade}, y \ \text{sonst}`},
		{"a known word of two letters", "x≥1 [if] y=2", `x≥1 \ \text{if}\  y=2`},
		{"a known word in italics", "x≥1 <und> y=2", `x≥1 \ \text{und}\  y=2`},
		{"other italics are letters", "<abc>=1", "abc=1"},
		{"two letters", "[AB]=c", "AB=c"},
		{"the name of a function", "[sin] x=[lim] y", `\sin x=\lim y`},
		{"one that ends like a word", "[det] A=[det](B)", `\det A=\det(B)`},
		{"one that TeX does not know", "[ggT](a,b)=1", `\operatorname{ggT}(a,b)=1`},
		{"one in a font of mathematics", "sin x=min(a,b)", `\sin x=\min(a,b)`},
		{"a product of two letters", "tr=im", "tr=im"},
		{"letters that begin like one", "sinus=2", "sinus=2"},
		{"letters of mathematics", "abc=für", "abc=für"},
	} {
		if got := Write(signs(c.text), ""); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func FuzzFindStaysInTheText(f *testing.F) {
	f.Add("x [falls gerade] {y}_2²=(a+b")
	f.Add("[ab <und> sin](x)")
	f.Fuzz(func(t *testing.T, text string) {
		in := signs(text)
		for i := range in {
			in[i].Sure = in[i].Face == Symbols && letter(in[i].R)
		}
		for _, at := range Find(in) {
			if at[0] < 0 || at[0] >= at[1] || at[1] > len(in) {
				t.Fatalf("a formula from %d to %d of %d", at[0], at[1], len(in))
			}
			Write(in[at[0]:at[1]], "")
		}
	})
}
