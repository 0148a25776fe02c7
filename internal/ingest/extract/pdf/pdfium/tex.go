package pdfium

// TeX's symbol fonts name their glyphs in a way of their own. Where a PDF has
// no table of its own that says what they mean, pdfium gives the character
// that stands at the same place in ASCII: an angle bracket comes out as "h", a
// norm as "k", a sum as "P". These tables undo that. Only letters and digits
// are looked up: what pdfium does know comes out as something else.

// cmsy is TeX's font of mathematical symbols (TeXbook, appendix F, family 2).
var cmsy = map[rune]rune{
	'0': '′', '1': '∞', '2': '∈', '3': '∋', '4': '△', '5': '▽', '6': 0x338, '7': '↦', '8': '∀', '9': '∃',
	'a': '⊣', 'b': '⌊', 'c': '⌋', 'd': '⌈', 'e': '⌉', 'f': '{', 'g': '}', 'h': '⟨', 'i': '⟩', 'j': '|', 'k': '‖',
	'l': '↕', 'm': '⇕', 'n': '\\', 'o': '≀', 'p': '√', 'q': '⨿', 'r': '∇', 's': '∫', 't': '⊔', 'u': '⊓', 'v': '⊑',
	'w': '⊒', 'x': '§', 'y': '†', 'z': '‡',
}

// cmex is TeX's font of large operators and brackets (family 3); 0 is a piece
// of one, which is left out.
var cmex = map[rune]rune{
	'0': '(', '1': ')', '2': '[', '3': ']', '4': 0, '5': 0, '6': 0, '7': 0, '8': '{', '9': '}',
	'A': 0, 'B': 0, 'C': 0, 'D': '⟨', 'E': '⟩', 'F': '⊔', 'G': '⊔', 'H': '∮', 'I': '∮', 'J': '⊙', 'K': '⊙', 'L': '⊕',
	'M': '⊕', 'N': '⊗', 'O': '⊗', 'P': '∑', 'Q': '∏', 'R': '∫', 'S': '⋃', 'T': '⋂', 'U': '⊎', 'V': '⋀', 'W': '⋁',
	'X': '∑', 'Y': '∏', 'Z': '∫',
	'a': '⨿', 'b': 0, 'c': 0, 'd': 0, 'e': 0, 'f': 0, 'g': 0, 'h': '[', 'i': ']', 'j': '⌊', 'k': '⌋', 'l': '⌈', 'm': '⌉',
	'n': '{', 'o': '}', 'p': '√', 'q': '√', 'r': '√', 's': '√', 't': 0, 'u': 0, 'v': 0, 'w': 0, 'x': 0, 'y': 0, 'z': 0,
}
