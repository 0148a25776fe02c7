package accent

import (
	"testing"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// marked draws a line of letters that are half an em wide, in 10 points, and
// marks over them.
type marked struct {
	raw   layout.Raw
	x     float32
	later []func() // marks that the file draws at the end of the line
}

func (m *marked) put(text string) {
	for _, r := range text {
		m.raw.Chars = append(m.raw.Chars, layout.Char{R: r, X0: m.x, X1: m.x + 5, Y0: 92, Y1: 102, Depth: 2})
		m.x += 5
	}
}

// mark draws a mark of a width over the letter that comes next.
func (m *marked) mark(r rune, width, raise float32) {
	mid := m.x + 2.5
	m.raw.Chars = append(m.raw.Chars, layout.Char{R: r, X0: mid - width/2, X1: mid + width/2, Y0: 92 - raise, Y1: 102 - raise, Depth: 2})
}

func (m *marked) atTheEnd(r rune, width, raise float32) {
	x := m.x
	m.later = append(m.later, func() { m.x = x; m.mark(r, width, raise) })
}

func TestMarksJoinTheLettersTheyStandAt(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		draw func(m *marked)
		want string
	}{
		"over a small letter":           {func(m *marked) { m.put("f"); m.mark('¨', 5, 0); m.put("ur") }, "für"},
		"over a letter without its dot": {func(m *marked) { m.put("s"); m.mark('´', 9, 0); m.put("ımbolo") }, "símbolo"},
		"over a capital": {func(m *marked) {
			m.put("ver ")
			m.mark('´', 5, 2.5)
			m.put("Arboles")
		}, "ver Árboles"},
		"drawn at the end of the line":  {func(m *marked) { m.atTheEnd('´', 5, 2.5); m.put("Arboles y ra"); m.atTheEnd('ˇ', 5, 0); m.put("c") }, "Árboles y rač"},
		"in a box as narrow as its ink": {func(m *marked) { m.mark('´', 2, 7); m.put("Ad"); m.mark('¨', 3, 5); m.put("u") }, "Ádü"},
		"over the sign of a disjoint union, behind a bracket": {func(m *marked) {
			m.put("A∪{")
			m.x -= 10
			m.mark('˙', 3, 1)
			m.x += 10
			m.put("z")
		}, "A∪̇{z"},
		"over a letter of formulas": {func(m *marked) { m.put("a"); m.mark('\u0302', 5, 2.5); m.put("𝛽c") }, "a𝛽̂c"},
		"behind the letter":         {func(m *marked) { m.put("ma"); m.x -= 5; m.mark('`', 5, 0); m.x += 5; m.put("x") }, "màx"},
		"below": {func(m *marked) {
			m.mark('¸', 4, 0)
			m.put("ca")
			m.mark('˛', 4, 0)
			m.put("ed")
			m.mark('.', 3, -4)
			m.put("s")
		}, "çaędṣ"},
		"through": {func(m *marked) { m.mark('\u0337', 3, 0); m.put("L"); m.put("ód"); m.mark('\u0337', 3, 0); m.put("l") }, "Łódł"},
		"a small comma below": {func(m *marked) {
			m.put("fac")
			m.put("t")
			m.raw.Chars = append(m.raw.Chars, layout.Char{R: ',', X0: m.x - 3.3, X1: m.x - 1.5, Y0: 97, Y1: 102.4, Depth: 1, Style: 1})
			m.put("ie, s, t")
		}, "facție, s, t"},
		"before a Greek capital":        {func(m *marked) { m.put("΄Ολοι ΄αλφα") }, "Όλοι ΄αλφα"},
		"a sign of ASCII far behind":    {func(m *marked) { m.atTheEnd('`', 5, 2.5); m.put("A l'époque des lumières") }, "À l'époque des lumières"},
		"two on one letter":             {func(m *marked) { m.put("h"); m.mark('ˆ', 5, 0); m.mark('´', 5, 2); m.put("et") }, "hết"},
		"no letter with it in Unicode":  {func(m *marked) { m.put("a "); m.mark('ˆ', 5, 0); m.put("θb") }, "a θ\u0302b"},
		"a combining mark of its own":   {func(m *marked) { m.put("re"); m.x -= 5; m.mark('\u0301', 5, 0); m.x += 5; m.put("el") }, "réel"},
		"beside letters they are signs": {func(m *marked) { m.put("x˜y a^b c. d, don´t `q'") }, "x~y a^b c. d, don´t `q'"},
		"drawn twice for a bolder look": {func(m *marked) {
			for range 2 {
				m.mark('´', 5, 0)
				m.put("e")
				m.x -= 4.9
			}
		}, "éé"},
		"a stop and the next line's top": {func(m *marked) {
			m.put("ab")
			m.x -= 5
			m.mark('.', 3, 0)
			m.x += 5
			m.put("c")
		}, "ab.c"},
	} {
		m := &marked{raw: layout.Raw{Styles: []layout.Style{{Size: 10}, {Size: 5}}}, x: 50}
		c.draw(m)
		for _, draw := range m.later {
			draw()
		}
		Join(&m.raw)
		got := ""
		for _, ch := range m.raw.Chars {
			got += string(ch.R)
		}
		if got != c.want {
			t.Errorf("%s: text is %q, want %q", rule, got, c.want)
		}
	}
}

func TestMarksAreJoinedInEveryDirection(t *testing.T) {
	t.Parallel()
	for angle, boxes := range map[int16][2]layout.Char{
		90:  {{R: '´', X0: 20.5, X1: 30.5, Y0: 50, Y1: 55}, {R: 'A', X0: 18, X1: 28, Y0: 50, Y1: 55}},
		180: {{R: '´', X0: 50, X1: 55, Y0: 12.5, Y1: 22.5}, {R: 'A', X0: 50, X1: 55, Y0: 10, Y1: 20}},
		270: {{R: '´', X0: 17.5, X1: 27.5, Y0: 50, Y1: 55}, {R: 'A', X0: 20, X1: 30, Y0: 50, Y1: 55}},
	} {
		raw := layout.Raw{Styles: []layout.Style{{Size: 10, Angle: angle}}, Chars: boxes[:]}
		if Join(&raw); len(raw.Chars) != 1 || raw.Chars[0].R != 'Á' {
			t.Errorf("at %d degrees: %v", angle, raw.Chars)
		}
	}
}

func FuzzJoinKeepsLetters(f *testing.F) {
	f.Add("f¨ur s´ımbolo", uint16(0b101))
	f.Add("L\u0337odz ˇc", uint16(0xffff))
	f.Fuzz(func(t *testing.T, text string, still uint16) {
		var raw layout.Raw
		raw.Styles = []layout.Style{{Size: 10}}
		x, letters := float32(50), 0
		for i, r := range []rune(text) {
			raw.Chars = append(raw.Chars, layout.Char{R: r, X0: x, X1: x + 5, Y0: 92, Y1: 102, Depth: 2})
			if r >= 'a' && r <= 'z' {
				letters++
			}
			if still>>(i%16)&1 == 0 {
				x += 5
			}
		}
		had := len(raw.Chars)
		Join(&raw)
		if len(raw.Chars) > had {
			t.Errorf("%+q: %d characters have become %d", text, had, len(raw.Chars))
		}
		left := 0
		for _, c := range raw.Chars {
			if unicode.IsLetter(c.R) {
				left++
			}
		}
		if left < letters {
			t.Errorf("%+q: %d letters, then %d", text, letters, left)
		}
	})
}
