package layout

import (
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/character"
)

// withoutRuby takes the readings that stand small above Chinese characters, or
// to the right of a column of them, out of a flow: they say once more what the
// line says, and would stand between its halves.
func withoutRuby(f *flow, styles []Style) {
	const (
		most  = .65 // a reading's size by that of its base
		reach = 1.6 // how far it may stand beside, in its own size
	)
	readings := 0
	for i := range f.glyphs {
		if character.Reading(f.glyphs[i].r) {
			readings++
		}
	}
	if readings == 0 || len(f.spaces) > 0 {
		return
	}
	var bases []int
	for i := range f.glyphs {
		if unicode.Is(unicode.Han, f.glyphs[i].r) {
			bases = append(bases, i)
		}
	}
	slices.SortFunc(bases, func(a, b int) int { return int(f.glyphs[a].v0*8) - int(f.glyphs[b].v0*8) })
	drop := make([]bool, len(f.glyphs))
	found := false
	for i := range f.glyphs {
		g := &f.glyphs[i]
		if !character.Reading(g.r) {
			continue
		}
		size := styles[g.style].Size
		from, _ := slices.BinarySearchFunc(bases, g.v1-.7*size, func(k int, v float32) int { return int(f.glyphs[k].v0*8) - int(v*8) })
		var base *glyph
		for _, k := range bases[from:] {
			b := &f.glyphs[k]
			if b.v0 > g.v1+size {
				break
			}
			if size > most*styles[b.style].Size || g.mid() < b.u0-reach*size || g.mid() > b.u1+reach*size {
				continue
			}
			if base == nil || abs(b.mid()-g.mid()) < abs(base.mid()-g.mid()) {
				base = b
			}
		}
		if base != nil {
			drop[i], found = true, true
			base.u0, base.u1 = min(base.u0, g.u0), max(base.u1, g.u1) // what is set apart for it is no space
		}
	}
	if !found {
		return
	}
	left := f.glyphs[:0]
	for i, g := range f.glyphs {
		if !drop[i] {
			left = append(left, g)
		}
	}
	f.glyphs = left
}
