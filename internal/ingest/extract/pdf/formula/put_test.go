package formula

import (
	"strings"
	"testing"
)

// Whatever stands wherever: no glyph is read twice, and none is lost but the
// parts of a bracket or an arrow and the marks that join their letters.
func FuzzPutLosesAndDoublesNothing(f *testing.F) {
	f.Add([]byte("x\x00\x00a2\x10\x08b"), []byte{})
	f.Add([]byte("a\x00\x20aa\x00\x40bc\x00\x30c"), []byte{0, 30, 0x30})
	f.Add([]byte("\x80\x00\x20a\x81\x00\x30b1\x08\x20c2\x08\x30d"), []byte{1, 9, 4})
	const signs = "abxn12+=−(){}[]|‖√∑∫⋃⎛⎜⎝⎧⎨⎩→⇒/,.ˆ¯˜θ′ \u0302\u0338↦lim"
	runes := []rune(signs)
	f.Fuzz(func(t *testing.T, places, lines []byte) {
		var list []Glyph
		for len(places) >= 4 && len(list) < 200 {
			r := runes[int(places[0])%len(runes)]
			size := float32([]int{5, 7, 10, 14}[places[3]%4])
			u, v := float32(places[1]), float32(places[2])
			tall := float32(1 + places[3]/64)
			list = append(list, Glyph{
				R: r, U0: u, U1: u + size/2, V0: v - .8*size, V1: v - .8*size + tall*size, Base: v, Size: size,
				Math: places[3]&16 > 0, Italic: places[3]&32 > 0, At: int32(len(list)),
			})
			places = places[4:]
		}
		var rules []Rule
		for len(lines) >= 3 && len(rules) < 20 {
			u := float32(lines[0])
			rules = append(rules, Rule{u, u + float32(lines[1])/2, float32(lines[2])})
			lines = lines[3:]
		}
		given := append([]Glyph(nil), list...)
		read := make([]int, len(given))
		var count func(list []Glyph)
		count = func(list []Glyph) {
			for i := range list {
				if g := &list[i]; len(g.Parts) > 0 {
					count(g.Parts)
				} else if g.At >= 0 {
					read[g.At]++
				}
			}
		}
		count(Put(list, rules))
		for i, n := range read {
			joins := strings.ContainsRune("⎛⎜⎝⎧⎨⎩|‖=−→⇒\u0338↦", given[i].R) || markOf(given[i].R) != 0
			if n > 1 || n == 0 && !joins {
				t.Errorf("%q, glyph %d of %d, is read %d times", given[i].R, i, len(given), n)
			}
		}
	})
}
