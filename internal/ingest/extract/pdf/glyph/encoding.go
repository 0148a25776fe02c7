package glyph

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed encodings.txt
var encodingList string

// Encoding is what the codes of a font stand for; "" where it has no glyph.
type Encoding [256]string

// encodings is TeX's, by their names.
var encodings = sync.OnceValue(func() map[string]*Encoding {
	m := map[string]*Encoding{}
	for line := range strings.Lines(encodingList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		e := new(Encoding)
		for code, name := range f[1:] {
			e[code], _ = Text(name)
		}
		m[f[0]] = e
	}
	return m
})
