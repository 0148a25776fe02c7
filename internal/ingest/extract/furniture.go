package extract

import "slices"

// WithoutFurniture gives a page's text with spaces in place of its running
// heads, feet and page numbers: offsets stay what they are.
func WithoutFurniture(text []rune, spans []Span) []rune {
	out := slices.Clone(text)
	for _, s := range spans {
		if s.Kind == Furniture {
			for i := max(0, s.Start); i < min(s.End, len(out)); i++ {
				out[i] = ' '
			}
		}
	}
	return out
}
