package layout

// pieces are the parts that tall brackets are made of, as fonts of symbols
// number them in the private area (Adobe's glyph list), from 0xf8eb on.
const pieces = "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"

var adobe = []rune(pieces)

// piece gives Unicode's part of a tall bracket for a font's own, or 0.
func piece(r rune) rune {
	switch {
	case r >= 0xf8eb && r <= 0xf8f4:
		return adobe[r-0xf8eb]
	case r == 0xf8f5:
		return '⎮'
	case r >= 0xf8f6 && r <= 0xf8fe:
		return adobe[r-0xf8f6+13]
	}
	return 0
}

// tallOf gives the bracket that a part of it belongs to, or 0.
func tallOf(r rune) rune {
	switch r {
	case '⎛', '⎜', '⎝':
		return '('
	case '⎞', '⎟', '⎠':
		return ')'
	case '⎡', '⎢', '⎣':
		return '['
	case '⎤', '⎥', '⎦':
		return ']'
	case '⎧', '⎨', '⎩', '⎪':
		return '{'
	case '⎫', '⎬', '⎭':
		return '}'
	case '⎷':
		return '√'
	case '⏐':
		return '|'
	case '⌠', '⎮', '⌡':
		return '∫'
	}
	return 0
}

// brackets puts one bracket for the parts of a tall one. The parts follow each
// other in the content, one below the other.
func brackets(glyphs []glyph, styles []Style) []glyph {
	out := glyphs[:0]
	for i := range glyphs {
		g := glyphs[i]
		whole := tallOf(g.r)
		stacks := g.r == '|' || g.r == '‖'
		if whole == 0 && !(stacks && styles[g.style].Math) {
			out = append(out, g)
			continue
		}
		if n := len(out); n > 0 {
			o := &out[n-1]
			under := abs(g.mid()-o.mid()) < .3*styles[g.style].Size && g.v0 >= o.v0 && g.v0 < o.v1+styles[g.style].Size
			switch {
			case !under:
			case whole != 0 && (o.r == whole || whole == '{' && o.r == '}') || stacks && o.r == g.r && g.v0 > o.v0:
				if o.r == '[' || o.r == ']' { // without a foot or a head it is half a bracket
					o.piece |= halves[g.r]
				}
				o.v1 = max(o.v1, g.v1)
				continue
			}
		}
		g.piece = halves[g.r]
		if whole != 0 {
			g.r = whole
		}
		out = append(out, g)
	}
	for i := range out {
		g := &out[i]
		switch {
		case g.r == '[' && g.piece == shaft|foot:
			g.r = '⌊'
		case g.r == '[' && g.piece == shaft|head:
			g.r = '⌈'
		case g.r == ']' && g.piece == shaft|foot:
			g.r = '⌋'
		case g.r == ']' && g.piece == shaft|head:
			g.r = '⌉'
		}
	}
	return out
}

// What parts of a square bracket there are.
const (
	shaft uint8 = 1 << iota
	head
	foot
)

var halves = map[rune]uint8{'⎡': head, '⎤': head, '⎢': shaft, '⎥': shaft, '⎣': foot, '⎦': foot}
