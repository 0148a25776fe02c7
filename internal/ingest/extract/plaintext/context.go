package plaintext

import (
	"bytes"
	"unicode"
)

const (
	contextMost = 4 << 10 // bytes of ASCII that are looked at
	contextCap  = 20.0    // nats that the plain words of a text count at most
	contextPart = 1.0     // of what they say: words repeat each other
)

// surroundings are the words of plain ASCII in the lines of b that have other
// bytes, and where those are few in the lines around them.
func surroundings(b []byte) [][]rune {
	var out [][]rune
	letters := 0
	add := func(line []byte) {
		for _, w := range bytes.FieldsFunc(line, func(r rune) bool { return r < 0x80 && !unicode.IsLetter(r) }) {
			if len(w) < 3 || letters > contextMost || bytes.ContainsFunc(w, func(r rune) bool { return r >= 0x80 }) {
				continue
			}
			out = append(out, []rune(string(bytes.ToLower(w))))
			letters += len(w)
		}
	}
	lines := bytes.SplitAfter(b[:min(len(b), 64*contextMost)], []byte("\n"))
	has := make([]bool, len(lines))
	for i, line := range lines {
		has[i] = bytes.ContainsFunc(line, func(r rune) bool { return r >= 0x80 })
		if has[i] {
			add(line)
		}
	}
	near := func(i int) bool { return i >= 0 && i < len(has) && has[i] }
	for distance := 1; distance < 4 && letters < contextMost/8; distance++ {
		for i, line := range lines {
			if !has[i] && (near(i-distance) || near(i+distance)) {
				add(line)
			}
		}
	}
	return out
}

// priors say for each language what it costs that the words around are of it.
// Words of English cost nothing: they stand in texts of any language.
func priors(words [][]rune) map[string]float64 {
	out := map[string]float64{}
	english := languages()["en"]
	least := 0.0
	for code, l := range languages() {
		cost := 0.0
		for _, w := range words {
			c := english.word(w)
			if l.latin {
				c = min(c+2.3, l.word(w))
			}
			cost += c
		}
		out[code] = cost
		if least == 0 || cost < least {
			least = cost
		}
	}
	for code, cost := range out {
		out[code] = min(contextPart*(cost-least), contextCap)
	}
	return out
}
