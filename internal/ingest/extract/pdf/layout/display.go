package layout

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/formula"
	"studyapp/internal/ingest/extract/pdf/item"
)

// functions are the words that stand upright in formulas.
var functions = []string{
	"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "log", "ln", "lg", "lim", "max", "min", "sup", "inf",
	"det", "dim", "ker", "rank", "rang", "rg", "tr", "sgn", "sign", "arg", "argmax", "argmin", "mod", "gcd", "lcm", "ggT", "kgV", "deg", "grad", "div", "rot", "curl", "id", "im", "Im", "Re",
	"Var", "Cov", "Corr", "Pr", "span", "diag", "vol", "conv", "supp", "Hom", "End", "Aut", "const", "def",
	"if", "for", "all", "and", "or", "otherwise", "falls", "sonst", "und", "oder", "für", "si", "sinon", "et", "ou", "with", "mit",
}

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
			if k-i > 1 && !slices.Contains(functions, string(runes(l.glyphs[i:k]))) {
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
func (w *writer) teX(start, end int) string {
	var b strings.Builder
	for i := start; i < end; i++ {
		b.WriteString(w.tex[i])
		r, g := w.text[i], w.from[i].glyph
		switch {
		case g == nil && (r == '_' || r == '^' || r == '{' || r == '}'): // ours
			b.WriteRune(r)
		case strings.ContainsRune(`{}%#&$_`, r):
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\\':
			b.WriteString(`\setminus `)
		case raisedForms[r] != 0:
			if i == start || raisedForms[w.text[i-1]] == 0 {
				b.WriteString("^{")
			}
			b.WriteRune(raisedForms[r])
			if i+1 == end || raisedForms[w.text[i+1]] == 0 {
				b.WriteByte('}')
			}
		default:
			b.WriteRune(r)
		}
	}
	if s, ok := w.tex[end]; ok && strings.HasPrefix(s, "}") {
		b.WriteByte('}')
	}
	return strings.TrimSpace(b.String())
}

// raisedForms gives the sign that a small raised one stands for.
var raisedForms = func() map[rune]rune {
	out := map[rune]rune{}
	for r, up := range formula.Raised {
		if r != '-' {
			out[up] = r
		}
	}
	return out
}()

// formulas adds the formulas of the text written since start to its inline
// spans. What stands out inside a formula, or partly, is left to it.
func (w *writer) formulas(start int, inline []extract.Span) []extract.Span {
	var found []extract.Span
	for i := start; i < len(w.text); {
		from, to, next := w.formula(i, start)
		if to > from {
			found = append(found, extract.Span{Kind: extract.Math, Start: from, End: to, Text: w.teX(from, to)})
		}
		i = next
	}
	if len(found) == 0 {
		return inline
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

// formula finds the formula that a stretch of signs from i on holds, and where
// to look further: one with a relation or an operation in it, or put together
// from parts. A letter alone is none.
func (w *writer) formula(i, start int) (from, to, next int) {
	const neutral = "+-=<>/*,.:;()[]{}|!'′°…⋯· "
	styles := w.sheet.raw.Styles
	sure := func(k int) bool {
		g := w.from[k].glyph
		return g != nil && (styles[g.style].Math && !item.Bullet(g.r) || g.formula || formula.Calculates(g.r)) || g == nil && w.from[k].line != nil && w.text[k] != ' '
	}
	if !sure(i) {
		return 0, 0, i + 1
	}
	from, to = i, i+1
	works, signs := false, 0
	next = i
	for next < len(w.text) && w.text[next] != '\n' {
		r := w.text[next]
		switch {
		case sure(next):
			g := w.from[next].glyph
			works = works || g == nil || g.formula || formula.Relates(r)
			signs++
			to = next + 1
		case digit(r):
			signs++
			to = next + 1
		case r == ' ', strings.ContainsRune(neutral, r), raisedForms[r] != 0, unicode.Is(unicode.Mn, r):
		case letter(r):
			end := next
			for end < len(w.text) && letter(w.text[end]) && !sure(end) {
				end++
			}
			if end-next > 1 && !slices.Contains(functions[:slices.Index(functions, "if")], string(w.text[next:end])) {
				goto done
			}
			next = end
			if end == next+1 {
				to = end
			}
			continue
		default:
			goto done
		}
		next++
	}
done:
	next = max(next, to)
	if !works || signs < 2 {
		return 0, 0, next
	}
	// What belongs to its ends: numbers, a function's name, brackets.
	for from > start && (digit(w.text[from-1]) || w.text[from-1] == '(' || w.text[from-1] == '[' || w.text[from-1] == '|' || letter(w.text[from-1]) && w.text[from] == '(') {
		from--
		for from > start && letter(w.text[from]) && letter(w.text[from-1]) {
			from--
		}
	}
	if name := w.nameBefore(from, start); name < from {
		from = name
	}
	for to < len(w.text) && strings.ContainsRune(")]}|!′°", w.text[to]) || to < len(w.text) && (raisedForms[w.text[to]] != 0 || unicode.Is(unicode.Mn, w.text[to])) {
		to++
	}
	for open := unclosed(w.text[from:to]); open < 0 && to > from && strings.ContainsRune(")]", w.text[to-1]); open++ {
		to--
	}
	for unclosed(w.text[from:to]) > 0 {
		last := to - 1
		for depth := 0; last > from; last-- {
			if strings.ContainsRune(")]", w.text[last]) {
				depth++
			} else if strings.ContainsRune("([", w.text[last]) {
				if depth--; depth < 0 {
					break
				}
			}
		}
		if last == from {
			from++
			continue
		}
		to = last
	}
	for to > from && (w.text[to-1] == ' ' || w.text[to-1] == ',') {
		to--
	}
	return from, to, max(next, to)
}

// nameBefore gives where the name of a function begins whose last letter has
// the scripts of the formula at i.
func (w *writer) nameBefore(i, start int) int {
	from, to := i, i
	for from > start && letter(w.text[from-1]) {
		from--
	}
	for to < len(w.text) && letter(w.text[to]) {
		to++
	}
	if slices.Contains(functions, string(w.text[from:to])) {
		return from
	}
	return i
}

// unclosed counts the brackets that are opened and not closed, below 0 those
// closed too often.
func unclosed(text []rune) int {
	n := 0
	for _, r := range text {
		switch r {
		case '(', '[':
			n++
		case ')', ']':
			n--
		}
	}
	return n
}
