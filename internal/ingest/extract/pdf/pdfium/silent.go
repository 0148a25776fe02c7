package pdfium

import (
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/fontmap"
	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/shape"
)

// gathered puts glyphs that stand for nothing to the one before them in their
// run that stands for their letters too, or else to the one behind them: these
// letters are a cluster, with the box of all its glyphs.
func gathered(chars []layout.Char) []layout.Char {
	silent := func(c *layout.Char) bool { return c.R == fontmap.Silent }
	if !slices.ContainsFunc(chars, func(c layout.Char) bool { return silent(&c) }) {
		return chars
	}
	last := int32(0)
	for i := range chars {
		last = max(last, chars[i].Cluster)
	}
	out := make([]layout.Char, 0, len(chars))
	from := -1 // the letters in out that glyphs may belong to
	var waiting []layout.Char
	for i := 0; i < len(chars); i++ {
		c := chars[i]
		if from >= 0 && out[from].Run != c.Run || len(waiting) > 0 && waiting[0].Run != c.Run {
			from, waiting = -1, nil
		}
		switch {
		case silent(&c) && from < 0:
			waiting = append(waiting, c)
		case silent(&c):
			if out[from].Cluster == 0 {
				last++
				group(out[from:], last)
			}
			around(out[from:], c)
		case c.R == ' ' && c.X1 <= c.X0: // a guess at a space, between glyphs that stand for nothing
			if from < 0 && len(waiting) == 0 {
				out = append(out, c)
			}
		default:
			end := i + 1
			for end < len(chars) && shape.OneGlyph(&chars[i], &chars[end]) && !silent(&chars[end]) {
				end++
			}
			from = len(out)
			out = append(out, chars[i:end]...)
			i = end - 1
			if len(waiting) > 0 {
				last++
				group(out[from:], last)
			}
			for _, w := range waiting {
				around(out[from:], w)
			}
			waiting = waiting[:0]
		}
	}
	return out
}

// group makes the letters of a glyph a cluster. Those of writing to the left
// come as the eye sees them.
func group(letters []layout.Char, number int32) {
	if slices.ContainsFunc(letters, func(c layout.Char) bool { return shape.RTL(c.R) }) {
		slices.Reverse(letters)
	}
	for i := range letters {
		letters[i].Cluster = number
	}
}

// around widens the box of letters to that of another glyph.
func around(letters []layout.Char, c layout.Char) {
	for i := range letters {
		l := &letters[i]
		l.X0, l.Y0, l.X1, l.Y1 = min(l.X0, c.X0), min(l.Y0, c.Y0), max(l.X1, c.X1), max(l.Y1, c.Y1)
	}
}

// oneWay takes out of glyphs that stand for letters of both directions, which
// none is of, those that run against the rest of their piece: WeasyPrint gives
// the first glyph behind writing to the left the text of that as well.
func oneWay(chars []layout.Char) []layout.Char {
	return slices.DeleteFunc(chars, against(chars))
}

func against(chars []layout.Char) func(layout.Char) bool {
	type glyph struct {
		run            int32
		x0, y0, x1, y1 float32
	}
	of := func(c *layout.Char) glyph { return glyph{c.Run, c.X0, c.Y0, c.X1, c.Y1} }
	runs, glyphs := map[int32]ways{}, map[glyph]ways{}
	for i := range chars {
		c := &chars[i]
		if c.Cluster > 0 || c.Run == 0 || !shape.RTL(c.R) {
			continue
		}
		runs[c.Run] = ways{}
	}
	for i := range chars {
		c := &chars[i]
		if total, ok := runs[c.Run]; ok && c.Cluster == 0 {
			runs[c.Run] = total.and(c.R)
			glyphs[of(c)] = glyphs[of(c)].and(c.R)
		}
	}
	return func(c layout.Char) bool {
		own := glyphs[of(&c)]
		if own.left == 0 || own.right == 0 {
			return false
		}
		total := runs[c.Run]
		return c.R == ' ' || shape.RTL(c.R) != (total.left-own.left > total.right-own.right)
	}
}

// ways counts the letters that run to the left, and to the right.
type ways struct{ left, right int }

func (w ways) and(r rune) ways {
	switch {
	case !unicode.IsLetter(r):
	case shape.RTL(r):
		w.left++
	default:
		w.right++
	}
	return w
}
