package words

import "unicode"

// BeginAlike reports whether two words have so much of their beginning in
// common that they are forms of one, or the same word of two languages
// ("Photosynthese", "photosynthesis"): two thirds of the longer one, and five
// letters, or two syllables of Hangul.
func BeginAlike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	least := 5
	if same > 0 && unicode.Is(unicode.Hangul, x[0]) {
		least = 2
	}
	longest := max(len(x), len(y))
	return same >= least && (3*same >= 2*longest || least == 2 && longest-same <= 2)
}
