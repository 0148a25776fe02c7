package formula

// pieces are the parts that tall brackets are made of, as fonts of symbols
// number them in the private area (Adobe's glyph list), from 0xf8eb on.
const pieces = "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"

var adobe = []rune(pieces)

// Piece gives Unicode's part of a tall bracket for a font's own, or 0.
func Piece(r rune) rune {
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
func brackets(glyphs []Glyph) []Glyph {
	out := glyphs[:0]
	for i := range glyphs {
		g := glyphs[i]
		whole := tallOf(g.R)
		stacks := g.R == '|' || g.R == '‖'
		if whole == 0 && !(stacks && g.Math) {
			out = append(out, g)
			continue
		}
		if n := len(out); n > 0 {
			o := &out[n-1]
			under := abs(g.mid()-o.mid()) < .3*g.Size && g.V0 >= o.V0 && g.V0 < o.V1+g.Size
			switch {
			case !under:
			case whole != 0 && (o.R == whole || whole == '{' && o.R == '}') || stacks && o.R == g.R && g.V0 > o.V0:
				if o.R == '[' || o.R == ']' { // without a foot or a head it is half a bracket
					o.piece |= halves[g.R]
				}
				o.V1 = max(o.V1, g.V1)
				continue
			}
		}
		g.piece = halves[g.R]
		if whole != 0 {
			g.R = whole
		}
		out = append(out, g)
	}
	for i := range out {
		g := &out[i]
		switch {
		case g.R == '[' && g.piece == shaft|foot:
			g.R = '⌊'
		case g.R == '[' && g.piece == shaft|head:
			g.R = '⌈'
		case g.R == ']' && g.piece == shaft|foot:
			g.R = '⌋'
		case g.R == ']' && g.piece == shaft|head:
			g.R = '⌉'
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
