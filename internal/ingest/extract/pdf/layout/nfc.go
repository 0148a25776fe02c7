package layout

import "golang.org/x/text/unicode/norm"

// composed puts the text of a line into Unicode's composed form: a letter that
// the file gives with its accents apart becomes one character, over their boxes.
func (l *line) composed() {
	text := l.text()
	if norm.NFC.IsNormalString(text) {
		return
	}
	out := make([]glyph, 0, len(l.glyphs))
	at := make([]int, len(l.glyphs)+1)
	for i := 0; i < len(l.glyphs); {
		j := i + 1
		for j < len(l.glyphs) && !norm.NFC.PropertiesString(string(l.glyphs[j].r)).BoundaryBefore() {
			j++
		}
		from := l.glyphs[i:j]
		for k := range from {
			at[i+k] = len(out)
		}
		i = j
		runes := make([]rune, len(from))
		for k := range from {
			runes[k] = from[k].r
		}
		if norm.NFC.IsNormalString(string(runes)) {
			out = append(out, from...)
			continue
		}
		to := []rune(norm.NFC.String(string(runes)))
		for k, r := range to {
			g := from[min(k, len(from)-1)]
			g.r = r
			if k == 0 && len(to) < len(from) { // it stands for what it took up, too
				for m := range from {
					g.v0, g.v1 = min(g.v0, from[m].v0), max(g.v1, from[m].v1)
					if len(to) == 1 {
						g.u0, g.u1 = min(g.u0, from[m].u0), max(g.u1, from[m].u1)
					}
				}
			}
			out = append(out, g)
		}
	}
	at[len(l.glyphs)] = len(out)
	for i := range l.cells {
		c := &l.cells[i]
		c.start, c.end = at[c.start], at[c.end]
	}
	l.letters += len(out) - len(l.glyphs)
	l.glyphs = out
}
