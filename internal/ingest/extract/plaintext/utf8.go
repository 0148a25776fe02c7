package plaintext

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// count says how many characters beyond ASCII and how many stray bytes b has
// as UTF-8. What a cut at either end left of a character counts as neither.
func count(b []byte) (good, bad int) { return countWhole(withoutCutEnds(b)) }

func withoutCutEnds(b []byte) []byte {
	for n := 0; n < 3 && len(b) > 0 && b[0]&0xc0 == 0x80; n++ {
		b = b[1:]
	}
	for n := 1; n <= 3 && n <= len(b); n++ {
		if c := b[len(b)-n]; c >= 0xc0 {
			if !utf8.FullRune(b[len(b)-n:]) {
				b = b[:len(b)-n]
			}
			break
		} else if c < 0x80 {
			break
		}
	}
	return b
}

// damaged reports whether b is UTF-8 in which some bytes are wrong, and no
// text of an older encoding.
func damaged(b []byte) bool {
	good, bad := count(b)
	switch {
	case good == 0:
		return false
	case good >= 8*bad:
		return true
	case bad > 2*good:
		return false
	}
	s := sample(b)
	_, old, _ := choose(s, nil)
	asUTF8 := []rune(string(bytes.ToValidUTF8(s, []byte("\ufffd"))))
	least := 0.0
	for _, l := range languages() {
		if cost := l.text(asUTF8); least == 0 || cost < least {
			least = cost
		}
	}
	return least <= old
}

// mend gives the text of UTF-8 with wrong bytes in it. A line without any
// right character beyond ASCII is read in the old encoding that fits; in other
// lines a wrong byte becomes what that encoding says if a word or a sentence
// has it there. What a cut left over goes.
func mend(b []byte) string {
	b = withoutCutEnds(b)
	var foreign bytes.Buffer
	for line := range bytes.Lines(b) {
		if good, bad := countWhole(line); bad > 0 && good == 0 {
			foreign.Write(line)
		}
	}
	old, each := candidates[0], 0.0
	if foreign.Len() > 0 {
		if c, _, e := choose(sample(foreign.Bytes()), priors(surroundings(foreign.Bytes()))); e < costUnlikely {
			old, each = c, e
		}
	}
	var out strings.Builder
	for line := range bytes.Lines(b) {
		good, bad := countWhole(line)
		switch {
		case bad == 0:
			out.Write(line)
		case good == 0 && bad > 2 && each < costUnlikely:
			out.WriteString(strings.ReplaceAll(old.decode(line), "\ufffd", ""))
		default:
			mendLine(&out, line, old)
		}
	}
	return out.String()
}

func countWhole(line []byte) (good, bad int) {
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case r >= 0x80:
			good++
		}
		line = line[n:]
	}
	return good, bad
}

// costStray is what a stray byte's character may cost at most to be kept.
const costStray = 9

// mendLine writes a line of UTF-8 with stray bytes in it.
func mendLine(out *strings.Builder, line []byte, old candidate) {
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		if r != utf8.RuneError || n != 1 {
			out.Write(line[:n])
			line = line[n:]
			continue
		}
		run := 1
		for run < len(line) && stray(line[run:]) {
			run++
		}
		if n := torn(line); n == run && n > 1 {
			line = line[run:] // a character that lost its end
			continue
		}
		text := old.decode(line[:run])
		if fits(out.String(), text, line[run:]) {
			out.WriteString(text)
		}
		line = line[run:]
	}
}

func stray(b []byte) bool {
	r, n := utf8.DecodeRune(b)
	return r == utf8.RuneError && n == 1
}

// torn says how many bytes at the front of b begin a character of UTF-8
// without ending it.
func torn(b []byte) int {
	want := 0
	switch c := b[0]; {
	case c >= 0xf0 && c < 0xf5:
		want = 4
	case c >= 0xe0:
		want = 3
	case c >= 0xc2:
		want = 2
	}
	n := 1
	for n < len(b) && n < want && b[n]&0xc0 == 0x80 {
		n++
	}
	return n
}

// fits reports whether the text of stray bytes belongs where it stands: inside
// a word that has such letters, or as a sign where such signs stand.
func fits(before, text string, behind []byte) bool {
	around := []rune(lastOf(before))
	start := len(around)
	around = append(around, []rune(text)...)
	end := len(around)
	around = append(around, []rune(string(firstOf(behind)))...)
	for i := start; i < end; i++ {
		r := around[i]
		if !letter(r) {
			if sign(at(around, i-1), r, at(around, i+1)) > costStray {
				return false
			}
			continue
		}
		if !letter(at(around, i-1)) && !letter(at(around, i+1)) {
			return false
		}
	}
	a, z := start, end
	for a > 0 && letter(around[a-1]) {
		a--
	}
	for z < len(around) && letter(around[z]) {
		z++
	}
	if a == start && z == end {
		return true // signs alone
	}
	word := around[a:z]
	for _, l := range languages() {
		if l.script() == 0 && l.word(word) < costStray*float64(len(word))-costOdd/2 && known(l, around[start:end]) {
			return caseCost(word) < 6
		}
	}
	return false
}

func known(l *language, rs []rune) bool {
	for _, r := range rs {
		if letter(r) {
			if _, ok := l.index[unicode.ToLower(r)]; !ok {
				return false
			}
		}
	}
	return true
}

func lastOf(s string) string {
	s = s[max(0, len(s)-64):]
	return strings.ToValidUTF8(s[strings.LastIndexByte(s, '\n')+1:], "")
}

func firstOf(b []byte) []byte {
	b = b[:min(len(b), 64)]
	for i := range b {
		if b[i] == '\n' || stray(b[i:]) {
			return b[:i]
		}
	}
	return b
}
