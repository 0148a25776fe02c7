package layout

import (
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/hyphen"
)

// most is how many blocks may stand between the parts of a sentence.
const most = 8

// bridged puts the parts of a paragraph together between which a figure's
// caption, a table or a footnote stands, as at the top of the next column: what
// stood between comes behind it.
func bridged(blocks []*block, margins map[int]region) []*block {
	for i := 0; i+2 < len(blocks); i++ {
		k := blocks[i]
		if k.area != nil || k.kind != extract.Paragraph && k.kind != extract.ListItem || !unended(k, margins) {
			continue
		}
		named := false
		for j := i + 1; j < len(blocks) && j <= i+most; j++ {
			o := blocks[j]
			if j > i+1 && named && k.takes(o) {
				k.ends = append(append(k.ends, false), o.ends...)
				k.lines = slices.Concat(k.lines, o.lines)
				blocks = slices.Delete(blocks, j, j+1)
				break
			}
			small := o.lines[0].size < .93*k.lines[0].size // words of a figure
			if o.area == nil && o.kind != extract.Table && !small {
				break
			}
			named = named || o.area != nil
		}
	}
	return blocks
}

// unended reports whether a block ends in the middle of a sentence, with a line
// that fills its column.
func unended(k *block, margins map[int]region) bool {
	l := k.lines[len(k.lines)-1]
	return l.letters > 20 && !l.rtl && !closes(l) && (hyphen.Is(l.last()) || l.u1 > margins[l.region].right-1.2*l.size)
}

// takes reports whether o may go on with the last sentence of k.
func (k *block) takes(o *block) bool {
	p, l := k.lines[len(k.lines)-1], o.lines[0]
	return o.area == nil && o.kind == extract.Paragraph && unicode.IsLower(l.first()) && l.angle == p.angle && l.bold == p.bold && l.mono == p.mono &&
		abs(l.size-p.size) < .08*p.size && l.letters > 8
}
