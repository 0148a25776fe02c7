package layout

import (
	"slices"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/formula"
	"studyapp/internal/ingest/extract/pdf/item"
	"studyapp/internal/ingest/extract/pdf/tex"
)

// calculates reports whether a line is a formula: signs of mathematics with a
// relation, an operation or something put together, and hardly a word.
func (l *line) calculates(styles []Style) bool {
	math, prose, works := 0, 0, false
	for i := 0; i < len(l.glyphs); {
		g := &l.glyphs[i]
		if g.r == ' ' {
			i++
			continue
		}
		if letter(g.r) && !styles[g.style].Math && !g.formula {
			k := i + 1
			for k < len(l.glyphs) && letter(l.glyphs[k].r) && !l.glyphs[k].formula {
				k++
			}
			if k-i > 1 && !tex.Within(string(runes(l.glyphs[i:k]))) {
				prose += k - i
			}
			if character.Wide(g.r) {
				prose += 2 * (k - i) // says more than a letter
			}
			i = k
			continue
		}
		if styles[g.style].Math || g.formula || formula.Calculates(g.r) {
			math++
		}
		works = works || formula.Relates(g.r) || g.formula && math >= 5
		i++
	}
	return works && math >= 2 && prose*5 <= math && marker(l) == "" && l.columns() == 1
}

// columns counts the parts of a line that stand as far apart as columns do,
// without the number of an equation.
func (l *line) columns() int {
	n := 1
	for i := 1; i < len(l.cells); i++ {
		if l.cells[i].u0-l.cells[i-1].u1 < 4*l.size {
			continue
		}
		if c := l.part(l.cells[i]); i+1 == len(l.cells) && strings.HasPrefix(c, "(") && strings.HasSuffix(c, ")") && len(c) < 12 {
			continue
		}
		n++
	}
	return n
}

// formula gives how many lines from i on are one formula.
func (b *builder) formula(i int) int {
	n := 0
	for i+n < len(b.lines) {
		l := b.lines[i+n]
		if !l.formula || l.region != b.lines[i].region || l.angle != b.lines[i].angle {
			break
		}
		if n == 0 && b.goesOn(i) {
			break
		}
		if n > 0 {
			if step := l.v1 - b.lines[i+n-1].v1; step < 0 || step > 3.5*l.size {
				break
			}
		}
		n++
	}
	return n
}

// goesOn reports whether line i ends the sentence of a full line above it and
// begins below its beginning.
func (b *builder) goesOn(i int) bool {
	if i == 0 {
		return false
	}
	l, p := b.lines[i], b.lines[i-1]
	return !p.formula && p.region == l.region && l.v1-p.v1 < 1.6*l.size && l.v1 > p.v1 && abs(l.u0-b.regions[l.region].left) < l.size && p.u1 > b.regions[l.region].right-4*l.size && p.letters > 20
}

// display writes a formula that stands by itself, line by line.
func (w *writer) display(k *block, span int) {
	start := len(w.text)
	var tex []string
	for i, l := range k.lines {
		if i > 0 {
			w.space('\n')
		}
		from := len(w.text)
		w.puts(l)
		tex = append(tex, w.teX(from, len(w.text)))
	}
	if len(w.text) > start {
		w.spans[span].Text = tex[0]
		if len(tex) > 1 {
			w.spans[span].Text = `\begin{gathered} ` + strings.Join(tex, ` \\ `) + ` \end{gathered}`
		}
	}
}

// puts writes a line, and notes what TeX says beside it.
func (w *writer) puts(l *line) {
	k := 0
	for j := range l.glyphs {
		for ; k < len(l.unsaid) && l.unsaid[k].at == j; k++ {
			w.beside(l.unsaid[k].sign)
		}
		w.put(&l.glyphs[j], l)
	}
	for ; k < len(l.unsaid); k++ {
		w.beside(l.unsaid[k].sign)
	}
}

func (w *writer) beside(sign rune) {
	if w.tex == nil {
		w.tex = map[int]string{}
	}
	w.tex[len(w.text)] += string(sign)
}

// teX writes a stretch of the text as TeX would.
func (w *writer) teX(start, end int) string { return tex.Write(w.signs(start, end), w.tex[end]) }

// signs gives what the page tells of a stretch of the text.
func (w *writer) signs(start, end int) []tex.Sign {
	out := make([]tex.Sign, end-start)
	for i := range out {
		at := start + i
		g := w.from[at].glyph
		out[i] = tex.Sign{R: w.text[at], Before: w.tex[at], Sure: w.calculates(at), Put: g == nil || g.formula, Ours: g == nil}
		if g != nil {
			out[i].Face = w.face(g)
		}
	}
	return out
}

// face tells what a letter is set in.
func (w *writer) face(g *glyph) tex.Face {
	switch st := &w.sheet.raw.Styles[g.style]; {
	case st.Math, formula.Calculates(w.sheet.raw.Chars[g.char].R):
		return tex.Symbols
	case st.Italic:
		return tex.Slanted
	}
	return tex.Upright
}

// calculates reports whether a character of the text is of a formula for certain.
func (w *writer) calculates(at int) bool {
	g := w.from[at].glyph
	if g == nil {
		return w.from[at].line != nil && w.text[at] != ' '
	}
	return w.sheet.raw.Styles[g.style].Math && !item.Bullet(g.r) || g.formula || formula.Calculates(g.r)
}

// formulas adds the formulas of the text written since start to its inline
// spans. What stands out inside a formula, or partly, is left to it.
func (w *writer) formulas(start int, inline []extract.Span) []extract.Span {
	first := start
	for first < len(w.text) && !w.calculates(first) {
		first++
	}
	if first == len(w.text) {
		return inline
	}
	signs := w.signs(start, len(w.text))
	var found []extract.Span
	for _, at := range tex.Find(signs) {
		from, to := start+at[0], start+at[1]
		found = append(found, extract.Span{Kind: extract.Math, Start: from, End: to, Text: tex.Write(signs[at[0]:at[1]], w.tex[to])})
	}
	out := inline[:0]
	for _, s := range inline {
		if !slices.ContainsFunc(found, func(f extract.Span) bool {
			return f.Start < s.End && s.Start < f.End && (s.Start > f.Start || s.End < f.End || s.End-s.Start == f.End-f.Start)
		}) {
			out = append(out, s)
		}
	}
	return append(out, found...)
}
